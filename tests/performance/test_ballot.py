"""The sums of a ballot on a duty report, by hand and by the thousand."""

from hypothesis import given
from hypothesis import strategies as st

from performance.ballot import Tally, faults, verdict

RULE = {"base": "valid", "competent_from": 80, "basically_from": 50}
small = st.integers(0, 200)


@st.composite
def sound(draw):
    """A tally whose sums hold, and how many were present."""
    votes = [draw(small) for _ in range(3)]
    invalid, kept, away = draw(small), draw(small), draw(small)
    returned = sum(votes) + invalid
    tally = Tally(returned + kept, returned, sum(votes), invalid, *votes)
    return tally, tally.issued + away


@given(sound())
def test_a_tally_whose_sums_hold_has_no_fault(told):
    tally, present = told
    assert faults(tally, present) == []


@given(sound(), st.sampled_from(["issued", "returned", "valid", "invalid", "competent"]), small)
def test_a_tally_is_accepted_exactly_when_every_sum_holds(told, name, figure):
    tally, present = told
    changed = Tally(**{**vars(tally), name: figure})
    holds = (
        changed.issued <= present
        and changed.returned <= changed.issued
        and changed.valid + changed.invalid == changed.returned
        and changed.competent + changed.basically + changed.not_competent == changed.valid
    )
    assert (faults(changed, present) == []) == holds
    assert bool(changed.differing(tally)) == (changed != tally)


def test_a_sum_that_fails_is_named_with_both_its_sides():
    [(name, sentence)] = faults(Tally(50, 46, 44, 1, 40, 3, 1), 50)
    assert name == "valid"
    assert sentence.startswith("Valid 44 + invalid 1 = 45, but 46 ballots came back.")


def test_the_verdict_turns_at_eighty_and_at_fifty_percent_of_the_chosen_base():
    def read(competent, basically, worst, **changes):
        valid = competent + basically + worst
        tally = Tally(valid + 5, valid + 2, valid, 2, competent, basically, worst)
        return verdict(tally, **{**RULE, **changes})

    assert read(40, 10, 0) == "competent", "40 of 50 valid ballots is 80 %"
    assert read(39, 11, 0) == "basically"
    assert read(25, 0, 25) == "basically" and read(24, 26, 0) == "not_competent"
    assert read(40, 10, 0, base="issued") == "basically", "of 55 issued it is 72 %"
    assert read(0, 0, 0) == "", "without a valid ballot nothing can be said"


@given(sound(), st.integers(0, 100), st.integers(0, 100))
def test_one_more_vote_for_competent_never_makes_it_worse(told, one, other):
    tally, _present = told
    rule = {"base": "issued", "competent_from": max(one, other), "basically_from": min(one, other)}
    order = ["", "not_competent", "basically", "competent"]
    if tally.not_competent:
        better = Tally(
            **{
                **vars(tally),
                "competent": tally.competent + 1,
                "not_competent": tally.not_competent - 1,
            }
        )
        assert order.index(verdict(better, **rule)) >= order.index(verdict(tally, **rule))
