"""Places in a ranking: the first or last so many, or so many in a hundred; bands by rank."""

import polars as pl

from ..people import as_expression


def base_of(quota, frame, eligible):
    """How many people stand behind a percentage in each group: {group: number}."""
    people = {
        "population": pl.lit(True),
        "scored": pl.col("class") != "not_scored",
        "ranked": pl.col("rank").is_not_null(),
        "eligible": eligible,
    }[quota.base]
    rows = frame.filter(people).group_by("pool").agg(pl.len().cast(pl.Int64))
    return dict(rows.iter_rows())


def places(quota, base):
    """How many places a quota has over a base of so many people."""
    if quota.count is not None:
        return quota.count
    top = quota.percent * base  # hundred-thousandths of a person
    if quota.rounding == "down":
        return top // 100_000
    if quota.rounding == "up":
        return -(-top // 100_000)
    return (2 * top + 100_000) // 200_000


def fill_quotas(scheme, frame, gates):
    """(frame with the tiers quotas set, rows (s, code, place, places, state)) in file order.

    ``frame`` has s, total, tier, class, rank and rank_group. A tie at the edge is yes for all, no
    for all, or ``edge``: left to a person.
    """
    rows, taken = [], {}
    for quota in scheme.results.quotas:
        eligible = pl.col("rank").is_not_null()
        if quota.eligible.tiers:
            eligible = eligible & pl.col("tier").is_in(quota.eligible.tiers)
        if quota.eligible.at_least is not None:
            eligible = eligible & (pl.col("total") >= quota.eligible.at_least)
        if quota.eligible.person:
            eligible = eligible & as_expression(quota.eligible.person)
        for gate in quota.eligible.gates:
            met = gates.filter((pl.col("gate") == gate) & pl.col("met")).get_column("s")
            eligible = eligible & pl.col("s").is_in(met.implode())
        out = [s for code in quota.after for s in taken[code]]
        if out:
            eligible = eligible & ~pl.col("s").is_in(out)
        pool = pl.lit("") if quota.within == "all" else pl.col("rank_group").fill_null("")
        frame = frame.with_columns(pool.alias("pool"))
        base = base_of(quota, frame, eligible) if quota.percent else {}
        first = pl.col("total").rank("min", descending=quota.take == "top").over("pool")
        last = pl.col("total").rank("max", descending=quota.take == "top").over("pool")
        mine = frame.filter(eligible).select(
            "s", "pool", first.cast(pl.Int64).alias("first"), last.cast(pl.Int64).alias("last")
        )
        taken[quota.code] = []
        for s, group, place, end in mine.sort("s").iter_rows():
            size = places(quota, base.get(group, 0))
            if place > size:
                continue
            if end <= size or quota.ties == "include_all":
                state = "yes"
                taken[quota.code].append(s)
            elif quota.ties == "open":
                state = "edge"
            else:
                continue
            rows.append((s, quota.code, place, size, state))
        if quota.sets_tier:
            frame = frame.with_columns(
                pl.when(pl.col("s").is_in(taken[quota.code]))
                .then(pl.lit(quota.sets_tier))
                .otherwise("tier")
                .alias("tier")
            )
        frame = frame.drop("pool")
    return frame, rows


def bands_of(scheme, frame):
    """Rows (s, code, place, of) of the band each ranked person lies in, best first.

    With n people and k bands, place p lies in band ``(p - 1) * k // n``; people who tie share the
    better band. Fewer people than bands: none.
    """
    bands, rows = scheme.results.bands, []
    if not bands:
        return rows
    ranked = frame.filter(pl.col("rank").is_not_null()).select("s", "place", "of").sort("s")
    for s, place, of in ranked.iter_rows():
        if of >= len(bands):
            rows.append((s, bands[(place - 1) * len(bands) // of].code, place, of))
    return rows
