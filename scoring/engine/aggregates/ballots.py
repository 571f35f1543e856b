"""Tiers from ballots: the share of some choices in the ballots issued, returned or valid."""

from dataclasses import dataclass

import polars as pl

NO_BALLOTS, UNCLEAR = "no_ballots", "ballots_unclear"


@dataclass(frozen=True)
class Vote:
    """One person's ballots in thousandths: of each choice, and the base of the shares."""

    votes: dict
    base: int
    tier: str | None
    reason: str | None  # why there is no tier


def votes_of(plan, people, questions, period):
    """{s: Vote} of everybody scored, where the measure has ballots."""
    rule = plan.scheme.aggregates.ballots
    if rule is None:
        return {}

    def cast(key):
        rows = questions.of(key, period.start, period.end)
        return dict(rows.group_by("s").agg(pl.col("quantity").sum()).iter_rows())

    choices = {code: cast(("ballot", code)) for code, _name, _when in rule.choices}
    issued = cast(("ballots", "cast")) if rule.cast else {}
    found = {}
    for s in people.filter("scored").get_column("s"):
        votes = {code: numbers.get(s, 0) for code, numbers in choices.items()}
        valid = sum(votes.values())
        found[s] = judged(rule, votes, issued.get(s, 0) if rule.cast else valid, valid)
    return found


def judged(rule, votes, base, valid):
    """The Vote of one person: the first tier whose share is reached."""
    if valid > base:
        return Vote(votes, base, None, UNCLEAR)
    if base == 0:
        tier = rule.tiers[-1].tier if rule.no_ballots == "otherwise" else None
        return Vote(votes, 0, tier, None if tier else NO_BALLOTS)
    for one in rule.tiers:
        share = 100_000 * sum(votes[code] for code in one.choices)
        enough = one.at_least is not None and share >= one.at_least * base
        more = one.more_than is not None and share > one.more_than * base
        if enough or more or not one.choices:
            return Vote(votes, base, one.tier, None)
    raise AssertionError("the last tier is for everybody")  # the checker saw to it


def ballot_rows(scheme, votes):
    """Rows (s, what, code, value, needed, state) of every choice, for the findings."""
    return [
        (s, "ballot", code, vote.votes[code] // 1000, vote.base // 1000,
         "unknown" if vote.reason == UNCLEAR else "yes")
        for s, vote in votes.items()
        for code in vote.votes
    ]  # fmt: skip
