"""Requirements apart from the points: so many, at most so many, a share, so many in each part."""

from datetime import timedelta

import polars as pl

from scoring.scheme.document import INTERIM, months_later

SCHEMA = {
    "s": pl.Int64, "subject": pl.String, "gate": pl.String, "have": pl.Int64,
    "needed": pl.Int64, "met": pl.Boolean,
}  # fmt: skip
NO_GATES = pl.DataFrame(schema=SCHEMA)


def gates_of(plan, people, counted, period):
    """For each gate and scored subject: how many records it has, needs, and whether it is met."""
    if not plan.scheme.gates:
        return NO_GATES
    scored = people.filter("scored").select("s", "subject", "first_day", "last_day")
    frames = [pl.DataFrame(schema=SCHEMA | {"n": pl.Int32})]
    for number, gate in enumerate(plan.scheme.gates):
        key = ("gate", gate.code)
        if gate.per:
            mine = _in_each(gate, scored, counted.of(key), parts_of_period(period, gate.per))
        else:
            due, days = ("gate_of", gate.code), (period.start, period.end)
            have = (
                counted.numbers_within(key, due, *days)
                if gate.share
                else counted.numbers(key, *days)
            )
            mine = scored.with_columns(_looked_up(have).alias("have"))
            if gate.share:
                of = counted.numbers(due, *days)
                mine = _by_share(gate.share, mine.with_columns(_looked_up(of).alias("of")))
            elif gate.at_most is not None:
                mine = _against(mine, gate.at_most, pl.col("have") <= gate.at_most)
            else:
                mine = _against(mine, gate.at_least, pl.col("have") >= gate.at_least)
        frames.append(
            mine.select(
                "s", "subject", pl.lit(gate.code).alias("gate"), "have", "needed", "met",
                pl.lit(number, dtype=pl.Int32).alias("n"),
            )
        )  # fmt: skip
    return pl.concat(frames).sort("s", "n").drop("n")


def parts_of_period(period, word):
    """(first day, last day) of each month, quarter or half-year, counted from the first day."""
    begin, found = period.start, []
    while begin <= period.end:
        after = months_later(begin, INTERIM[word], period.start.day)
        found.append((begin, min(after - timedelta(days=1), period.end)))
        begin = after
    return found


def _looked_up(numbers):
    if not numbers:
        return pl.lit(0, dtype=pl.Int64)
    return pl.col("s").replace_strict(
        list(numbers), list(numbers.values()), return_dtype=pl.Int64, default=0
    )


def _against(mine, needed, met):
    return mine.with_columns(pl.lit(needed, dtype=pl.Int64).alias("needed"), met.alias("met"))


def _by_share(share, mine):
    """Met when have/of reaches the percentage; ``needed`` is the least number that does."""
    of = pl.col("of")
    needed = (of * share.percent + 99_999) // 100_000
    met = pl.when(of == 0).then(share.nothing_due == "met").otherwise(pl.col("have") >= needed)
    return mine.with_columns(needed.alias("needed"), met.alias("met"))


def _in_each(gate, scored, rows, parts):
    """The poorest part decides; only parts served from the first day to the last are asked."""
    windows = pl.DataFrame(
        [(n, first, last) for n, (first, last) in enumerate(parts)],
        schema={"w": pl.Int32, "a": pl.Date, "b": pl.Date},
        orient="row",
    )
    asked = scored.join(windows, how="cross").filter(
        (pl.col("first_day") <= pl.col("a")) & (pl.col("last_day") >= pl.col("b"))
    )
    have = (
        asked.select("s", "w", "a", "b")
        .join(rows.select("s", "on"), on="s")
        .filter((pl.col("on") >= pl.col("a")) & (pl.col("on") <= pl.col("b")))
        .group_by("s", "w")
        .agg(pl.len().cast(pl.Int64).alias("have"))
    )
    counts = asked.join(have, on=["s", "w"], how="left").with_columns(pl.col("have").fill_null(0))
    least = counts.group_by("s").agg(
        pl.col("have").min().alias("least"), pl.col("have").max().alias("most")
    )
    mine = scored.join(least, on="s", how="left", maintain_order="left")
    if gate.at_most is not None:
        mine = mine.with_columns(pl.col("most").fill_null(0).alias("have"))
        return _against(mine, gate.at_most, pl.col("have") <= gate.at_most)
    met = pl.col("least").is_null() | (pl.col("least") >= gate.at_least)
    return _against(
        mine.with_columns(pl.col("least").fill_null(0).alias("have")), gate.at_least, met
    )
