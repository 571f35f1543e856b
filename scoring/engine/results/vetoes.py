"""Overrides and flags: what a record or a look-back brings about, apart from the points."""

import polars as pl

from .history import NO, YES

ZEROED = "override"


def causes_of(scheme, people, counted, period, looked_back):
    """{(what, code, s): (state, how many)} of every override and flag that is yes or unknown."""
    found = {}
    if not scheme.results.overrides and not scheme.results.flags:
        return found
    scored = people.filter("scored").get_column("s").to_list()
    for what, entries in (("override", scheme.results.overrides), ("flag", scheme.results.flags)):
        for one in entries:
            numbers = (
                counted.numbers((what, one.code), period.start, period.end)
                if one.cause.when
                else {}
            )
            for s in scored:
                if one.cause.history:
                    state, count = looked_back[one.cause.history, s]
                else:
                    count = numbers.get(s, 0)
                    state = YES if count >= one.cause.at_least else NO
                if state != NO:
                    found[what, one.code, s] = (state, count)
    return found


def zeroed(scheme, causes):
    """{s: the first override that takes the points}, in file order."""
    found = {}
    for one in scheme.results.overrides:
        if one.effect == "zero":
            for (what, code, s), (state, _count) in causes.items():
                if (what, code) == ("override", one.code) and state == YES:
                    found.setdefault(s, one)
    return found


def through_overrides(scheme, frame, causes):
    """Apply the effects to tier and standing, in file order; the last one that speaks holds.

    Adds ``veto`` (the reason someone is out of the ranking) and ``withheld``.
    """
    frame = frame.with_columns(
        pl.lit(None, dtype=pl.String).alias("veto"), pl.lit(False).alias("withheld")
    )
    scored = pl.col("class") == "ranked"
    for one in scheme.results.overrides:
        hit = [
            s
            for (what, code, s), (state, _count) in causes.items()
            if (what, code) == ("override", one.code) and state == YES
        ]
        if not hit:
            continue
        mine = pl.col("s").is_in(hit) & scored
        reason = pl.lit(f"override:{one.code}")
        if one.effect == "withheld":
            frame = frame.with_columns((pl.col("withheld") | mine).alias("withheld"))
        if one.effect == "tier":
            frame = frame.with_columns(
                pl.when(mine).then(pl.lit(one.tier)).otherwise("tier").alias("tier")
            )
        if one.effect == "removed":
            frame = frame.with_columns(
                pl.when(mine).then(None).otherwise("tier").alias("tier").cast(pl.String)
            )
        if one.effect in ("unranked", "removed"):
            frame = frame.with_columns(pl.when(mine).then(reason).otherwise("veto").alias("veto"))
        frame = frame.with_columns(
            pl.when(mine & pl.col("reason").is_null()).then(reason).otherwise("reason")
            .alias("reason")
        )  # fmt: skip
    return frame
