"""Who counts from when, who is ranked with whom, and what is said when somebody is not."""

from datetime import date

import polars as pl
import pytest

from scoring.engine import FACT_COLUMNS, Cohort, FactsRefused, Period, score
from scoring.engine.sentences import MARKS, limit_text, reason_text, sentence
from scoring.scheme import load_scheme
from tests.scoring.scheme.test_manual import BLOCKS

YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
RANKED = BLOCKS[0].replace(
    "  period_date: event\n",
    "  period_date: event\n  missing_data: zero\n  late_starters: in_full\n  role_at: fact_date\n"
    "  unequal_maxima: allowed\n",
) + "ranking: {group: group, min_size: 3, ties: competition}\n"  # fmt: skip


def visits(*given):
    """Facts: (subject, day of March or a date)."""
    rows = [
        {"fact": f"record:{n:03d}", "subject": subject, "kind": "visit",
         "on": day if isinstance(day, date) else date(2026, 3, day), "title": "走访"}
        for n, (subject, day) in enumerate(given)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema={name: FACT_COLUMNS[name] for name in
                                      ("fact", "subject", "kind", "on", "title")})  # fmt: skip


def people(*names, **columns):
    """Subjects in one group, in office since 2022."""
    frame = {"subject": list(names), "group": ["城关"] * len(names)}
    frame["start"] = [date(2022, 1, 1)] * len(names)
    return pl.DataFrame(frame | columns)


def of(result, column="total"):
    return dict(result.totals.select("subject", column).iter_rows())


def test_equal_totals_share_a_rank_and_the_next_is_skipped():
    facts = visits(("a", 1), ("a", 2), ("b", 1), ("c", 3), ("d", date(2025, 1, 1)))
    result = score(load_scheme(RANKED), facts, Cohort(people("a", "b", "c", "d")), YEAR)
    assert of(result, "rank") == {"a": 1, "b": 2, "c": 2, "d": 4}
    dense = load_scheme(RANKED.replace("ties: competition", "ties: dense"))
    result = score(dense, facts, Cohort(people("a", "b", "c", "d")), YEAR)
    assert of(result, "rank") == {"a": 1, "b": 2, "c": 2, "d": 3}


def test_groups_are_ranked_apart_and_a_small_one_not_at_all():
    cohort = Cohort(people("a", "b", "c", "d", group=["东", "东", "东", "西"]))
    result = score(load_scheme(RANKED), visits(("a", 1), ("d", 1), ("d", 2)), cohort, YEAR)
    assert of(result, "rank") == {"a": 1, "b": 2, "c": 2, "d": None}
    assert of(result, "reason")["d"] == "group_too_small"
    assert of(result)["d"] == 4000


def test_facts_before_joining_and_from_the_day_of_leaving_on_do_not_count():
    cohort = Cohort(people("a", start=[date(2026, 3, 2)], end=[date(2026, 3, 4)]))
    facts = visits(("a", 1), ("a", 2), ("a", 3), ("a", 4))
    result = score(load_scheme(BLOCKS[0]), facts, cohort, YEAR)
    assert result.lines["mark"].to_list() == [
        "outside_mandate", "counted", "counted", "outside_mandate",
    ]  # fmt: skip
    assert of(result) == {"a": 4000}
    assert of(result, "days") == {"a": 2}


def test_suspended_days_count_neither_way():
    away = pl.DataFrame({"subject": ["a", "a"], "start": [date(2026, 3, 2), date(2026, 3, 3)],
                         "end": [date(2026, 3, 4), date(2026, 3, 5)]})  # fmt: skip
    cohort = Cohort(people("a"), suspensions=away)
    facts = visits(("a", 1), ("a", 2), ("a", 4), ("a", 5))
    result = score(load_scheme(BLOCKS[0]), facts, cohort, YEAR)
    assert result.lines["mark"].to_list() == ["counted", "suspended", "suspended", "counted"]
    assert of(result, "days") == {"a": 362}


def test_the_role_of_the_day_decides():
    scheme = load_scheme(RANKED.replace(
        "when: {kind: visit}", "when: {kind: visit, subject_role: standing_member}"))  # fmt: skip
    spans = pl.DataFrame({"subject": ["a"], "role": ["standing_member"],
                          "start": [date(2026, 3, 2)], "end": [date(2026, 3, 3)]})  # fmt: skip
    facts = visits(("a", 1), ("a", 2), ("a", 3))
    result = score(scheme, facts, Cohort(people("a"), spans), YEAR)
    assert result.lines["mark"].to_list() == ["role", "counted", "role"]
    at_end = load_scheme(RANKED.replace("role_at: fact_date", "role_at: period_end").replace(
        "when: {kind: visit}", "when: {kind: visit, subject_role: standing_member}"))  # fmt: skip
    assert of(score(at_end, facts, Cohort(people("a"), spans), YEAR)) == {"a": 0}


def test_who_starts_late_is_ranked_or_not_as_the_measure_says():
    cohort = Cohort(people("a", "b", "c", "d", start=[date(2026, 3, 1)] + [date(2022, 1, 1)] * 3))
    facts = visits(("a", 2), ("a", 3))
    assert of(score(load_scheme(RANKED), facts, cohort, YEAR), "rank")["a"] == 1
    strict = load_scheme(RANKED.replace("late_starters: in_full", "late_starters: not_ranked"))
    result = score(strict, facts, cohort, YEAR)
    assert (of(result, "rank")["a"], of(result, "reason")["a"]) == (None, "late_starter")
    assert of(result)["a"] == 4000


def test_no_record_at_all_is_zero_or_too_few_data_as_the_measure_says():
    cohort = Cohort(people("a", "b", "c", "d"))
    facts = visits(("a", 1), ("b", 1), ("c", 1))
    assert of(score(load_scheme(RANKED), facts, cohort, YEAR), "class")["d"] == "ranked"
    null = load_scheme(RANKED.replace("missing_data: zero", 'missing_data: "null"'))
    result = score(null, facts, cohort, YEAR)
    assert of(result, "class")["d"] == "too_few_data"
    assert of(result, "rank")["d"] is None


def test_nobody_at_all_is_an_empty_result():
    result = score(load_scheme(RANKED), visits(), Cohort(people()), YEAR)
    assert result.totals.is_empty() and result.lines.is_empty()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (visits(("stranger", 1)), "not among the subjects"),
        (pl.concat([visits(("a", 1)), visits(("a", 2))]), "given twice"),
        (visits(("a", 1)).with_columns(quantity=pl.lit(-1, pl.Int64)), "between 0"),
        (visits(("a", 1)).with_columns(fact=pl.lit(None, pl.String)), "no id"),
    ],
)
def test_facts_that_cannot_be_trusted_are_refused(facts, words):
    with pytest.raises(FactsRefused, match=words):
        score(load_scheme(BLOCKS[0]), facts, Cohort(people("a")), YEAR)


def test_one_person_twice_is_refused():
    with pytest.raises(FactsRefused, match="subject is given twice"):
        score(load_scheme(BLOCKS[0]), visits(), Cohort(people("a", "a")), YEAR)


def test_a_line_says_fact_clause_worth_cap_and_proof():
    text = BLOCKS[0].replace("max: none, floor: none}\n\nitems", "max: 3, floor: none}\n\nitems")
    text = text.replace("period_date: event", "period_date: event\n  cap_order: first_in_time\n"
                        "  cap_excess: truncate")  # fmt: skip
    scheme = load_scheme(text.replace("expect: {total: 6}", "expect: {total: 3}"))
    facts = visits(("a", 1), ("a", 2), ("a", 3)).with_columns(
        proof=pl.lit("照片"), confirmer=pl.lit("高科长")
    )
    result = score(scheme, facts, Cohort(people("a")), YEAR)
    told = [
        sentence(scheme, line, facts.row(n, named=True))
        for n, line in enumerate(result.lines.iter_rows(named=True))
    ]
    assert told[0] == (
        "走访 on 2026-03-01. 走访选民 (第三条). Counted: 2 points. Proof: 照片. "
        "Confirmed by 高科长."
    )
    assert "Worth 2 points, cut to 1 by the bounds of the category 履职." in told[1]
    assert "nothing left under the bounds of the category 履职." in told[2]
    assert limit_text(scheme, "item:visit,total") == (
        "the cap of the item 走访选民 · the bounds of the total"
    )


def test_every_mark_has_its_sentence():
    from scoring.engine.matching import MARKS as ALL

    assert set(MARKS) == set(ALL)


def test_a_reason_of_the_measure_itself_is_shown_as_it_stands():
    scheme = load_scheme(BLOCKS[0])
    assert reason_text(scheme, "驻会人员不计分") == "驻会人员不计分"
    assert reason_text(scheme, "group_too_small") == "The group is too small to be ranked."
    assert reason_text(scheme, None) == ""
