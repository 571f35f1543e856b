"""Parts, totals, tiers and ranks."""

import polars as pl

from .frames import now
from .results.vetoes import ZEROED, through_overrides

TIER_ROUNDING = {
    "exact": (1, "half_up"),
    "whole_half_up": (1000, "half_up"),
    "whole_down": (1000, "down"),
    "tenth_half_up": (100, "half_up"),
    "tenth_down": (100, "down"),
}


def parts_of(plan, people, live, starts):
    """Points of the base and of every block for every scored subject, before and after limits."""
    blocks = plan.scheme.blocks
    codes = ([-1] if plan.scheme.base else []) + list(range(len(blocks)))
    names = {-1: "base"} | {n: block.code for n, block in enumerate(blocks)}
    names |= {len(blocks): ZEROED, len(blocks) + 1: ADJUSTED}
    persons = people.lazy()
    columns = pl.DataFrame({"block": codes}, schema={"block": pl.Int32}).lazy()
    frame = persons.filter("scored").select("s", "subject").join(columns, how="cross")
    taken = starts.filter(pl.col("block") >= len(blocks)).select("s", "block").unique()
    if not taken.is_empty():
        taken = persons.join(taken.lazy(), on="s")
        frame = pl.concat([frame, taken.select("s", "subject", "block")])
    sums = pl.concat(
        [
            live.lazy().select("s", "block", pl.col("raw").alias("before"), "points"),
            starts.lazy().select("s", "block", "before", "points"),
        ]
    )
    sums = sums.group_by("s", "block").agg(pl.col("before").sum(), pl.col("points").sum())
    frame = frame.join(sums, on=["s", "block"], how="left").sort("s", "block")
    return now(frame.select(
        "s",
        "subject",
        pl.col("block").replace_strict(list(names), list(names.values()), return_dtype=pl.String)
        .alias("category"),
        pl.col("before").fill_null(0),
        pl.col("points").fill_null(0),
    ))  # fmt: skip


def tier_reading(scheme):
    """The total as it is compared with the bounds of the tiers."""
    place, way = TIER_ROUNDING[scheme.switches.get("tier_rounding", "exact")]
    total = pl.col("total")
    if way == "half_up":  # halves towards the better tier, below zero too
        return (2 * total + place).floordiv(2 * place) * place
    return total.floordiv(place) * place


GIVEN_TOTAL = "given total"
ADJUSTED = "adjusted"  # the part that takes what is done to the total as a whole
OTHER = "other"  # marks the others of a worked example: known by their totals, without records


def totals_of(plan, people, live, parts, gates, obliged, causes, above):
    """Total, tier, class, rank and reason of every subject, in the order of their ids.

    Beside these the frame keeps the columns of the people, ``place`` and ``place_last`` (of a
    tie) among the ``of`` ranked of the group, and ``withheld``.
    """
    scheme = plan.scheme
    totals = parts.lazy().group_by("s").agg(pl.col("points").sum().alias("total"))
    records = (
        live.lazy()
        .filter(pl.col("row") >= 0)
        .group_by("s")
        .agg(pl.col("row").n_unique().cast(pl.Int64).alias("records"))
    )
    frame = (
        people.lazy()
        .join(totals, on="s", how="left", maintain_order="left")
        .join(records, on="s", how="left", maintain_order="left")
        .with_columns(
            pl.when("scored" if scheme.has_points else pl.lit(False))
            .then(pl.col("total").fill_null(0))
            .alias("total"),
            pl.col("records").fill_null(0),
        )
    )
    frame = frame.with_columns(
        pl.when(~pl.col("s").is_in(above.nothing_left)).then("total").alias("total"),
        pl.col("s").is_in(above.nothing_left).alias("nothing_left"),
        _each(above.months, pl.Int64).alias("months"),
        _each({s: vote.tier for s, vote in above.votes.items()}).alias("voted"),
        _each({s: vote.reason for s, vote in above.votes.items()}).alias("unvoted"),
    )
    if GIVEN_TOTAL in people.columns:  # people of a worked example, known by their totals
        known = pl.col(GIVEN_TOTAL).is_not_null().cast(pl.Int64)
        frame = frame.with_columns(
            pl.coalesce(GIVEN_TOTAL, "total").alias("total"),
            pl.max_horizontal("records", known).alias("records"),
        )
    held = obliged
    frame = frame.with_columns(
        pl.col("s")
        .replace_strict(list(held), list(held.values()), return_dtype=pl.Int64, default=0)
        .alias("obliged")
        if held
        else pl.lit(0, dtype=pl.Int64).alias("obliged")
    )
    why = _class(scheme)
    if OTHER in people.columns:
        why = pl.when(pl.col(OTHER).is_null()).then(why)
    frame = frame.with_columns(why.alias("why"))
    frame = frame.with_columns(
        pl.when(~pl.col("scored"))
        .then(pl.lit("not_scored"))
        .when(pl.col("why").is_not_null())
        .then(pl.lit("too_few_data"))
        .otherwise(pl.lit("ranked"))
        .alias("class"),
        pl.coalesce("unscored", "why").alias("reason"),
    )
    frame = frame.with_columns(_tier(scheme).alias("tier"))
    frame = _through_gates(scheme, frame, gates)
    frame = through_overrides(scheme, frame, causes)
    return now(_ranked(plan, frame))


TOTAL_COLUMNS = (
    "subject", "total", "tier", "rank", "rank_group", "class", "reason", "days", "obliged",
    "records",
)  # fmt: skip


def _each(values, dtype=pl.String):
    """A column with what is known of each person."""
    if not values:
        return pl.lit(None, dtype=dtype)
    return pl.col("s").replace_strict(
        list(values), list(values.values()), return_dtype=dtype, default=None
    )


def _class(scheme):
    """Why there is too little behind the figure, or null."""
    why = pl.when("nothing_left").then(pl.lit("no_part_left")).otherwise("unvoted")
    if scheme.too_few and scheme.too_few.min_months is not None:
        few = pl.col("months") < scheme.too_few.min_months
        why = pl.when(few).then(pl.lit("too_few_months")).otherwise(why)
    if scheme.aggregates.per_month:
        why = pl.when(pl.col("months") == 0).then(pl.lit("no_month")).otherwise(why)
    if scheme.switches.get("missing_data") == "null":
        why = pl.when(pl.col("records") == 0).then(pl.lit("no_data")).otherwise(why)
    if scheme.too_few and scheme.too_few.min_obliged is not None:
        few = pl.col("obliged") < scheme.too_few.min_obliged
        why = pl.when(few).then(pl.lit("too_few_obliged")).otherwise(why)
    if scheme.too_few and scheme.too_few.min_days is not None:
        few = pl.col("days") < scheme.too_few.min_days
        why = pl.when(few).then(pl.lit("too_few_days")).otherwise(why)
    return why


def _tier(scheme):
    """The code of the tier the total falls into."""
    if scheme.aggregates.ballots:
        return pl.when(pl.col("class") == "ranked").then("voted")
    if scheme.aggregates.starting_tier:
        return pl.when(pl.col("class") == "ranked").then(pl.lit(scheme.aggregates.starting_tier))
    tier = pl.lit(None, dtype=pl.String)
    reading = tier_reading(scheme)
    for one in scheme.tiers:
        fits = pl.lit(True)
        if one.low is not None:
            fits = fits & (reading >= one.low)
        if one.high is not None:
            fits = fits & (reading < one.high)
        tier = pl.when(fits).then(pl.lit(one.code)).otherwise(tier)
    return pl.when(pl.col("class") == "ranked").then(tier)


def _through_gates(scheme, frame, gates):
    """A failed gate lowers the tier or takes the person out of the ranking; points stay.

    The others of a worked example have no records, so they are not asked.
    """
    frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias("gate_out"))
    order = [tier.code for tier in scheme.tiers]
    others = OTHER in frame.collect_schema().names()
    for gate in scheme.gates:
        failed = gates.filter((pl.col("gate") == gate.code) & ~pl.col("met")).get_column("s")
        hit = pl.col("s").is_in(failed.implode()) & (pl.col("class") == "ranked")
        if others:
            hit = hit & pl.col(OTHER).is_null()
        if gate.fails_to == "unranked":
            frame = frame.with_columns(
                pl.when(hit)
                .then(pl.lit(f"gate:{gate.code}"))
                .otherwise("gate_out")
                .alias("gate_out")
            )
        elif gate.fails_to != "flag":
            lower = order[order.index(gate.fails_to) :]
            hit = hit & ~pl.col("tier").is_in(lower).fill_null(False)
            frame = frame.with_columns(
                pl.when(hit).then(pl.lit(gate.fails_to)).otherwise("tier").alias("tier"),
                pl.when(hit & pl.col("reason").is_null())
                .then(pl.lit(f"gate:{gate.code}"))
                .otherwise("reason")
                .alias("reason"),
            )
    return frame


def _ranked(plan, frame):
    """Competition ranks inside the group; groups below the least size are not ranked."""
    scheme = plan.scheme
    ranking = scheme.ranking
    if ranking is None:
        return frame.with_columns(
            pl.lit(None, dtype=pl.Int64).alias("rank"),
            pl.lit(None, dtype=pl.String).alias("rank_group"),
            pl.lit(None, dtype=pl.Int64).alias("place"),
            pl.lit(None, dtype=pl.Int64).alias("place_last"),
            pl.lit(None, dtype=pl.Int64).alias("of"),
            pl.when(pl.col("class") == "ranked")
            .then(pl.lit("unranked"))
            .otherwise("class")
            .alias("class"),
            pl.coalesce(
                "reason",
                pl.when(pl.col("class") == "ranked").then(pl.lit("no_ranking")),
            ).alias("reason"),
        )
    group = pl.lit("all") if ranking.group is None else pl.col(ranking.group).fill_null("")
    if scheme.switches.get("unequal_maxima") == "grouped":
        for role in maxima_roles(scheme):
            mark = pl.when(pl.col(f"role:{role}")).then(pl.lit(f" · {scheme.roles[role]}"))
            group = pl.concat_str(group, mark.otherwise(pl.lit("")))
    late = pl.lit(None, dtype=pl.String)
    if scheme.switches.get("late_starters") == "not_ranked":
        late = pl.when("partial").then(pl.lit("late_starter"))
    out = pl.coalesce("unranked", "veto", "gate_out", late)
    frame = frame.with_columns(group.alias("rank_group"), out.alias("out"))
    eligible = (pl.col("class") == "ranked") & pl.col("out").is_null()
    size = eligible.sum().over("rank_group")
    small = eligible & (size < ranking.min_size)
    frame = frame.with_columns(
        pl.when(small).then(pl.lit("group_too_small")).otherwise("out").alias("out")
    )
    eligible = (pl.col("class") == "ranked") & pl.col("out").is_null()
    method = "min" if ranking.ties == "competition" else "dense"
    total = pl.when(eligible).then("total")

    def placed(method):
        return total.rank(method, descending=True).over("rank_group").cast(pl.Int64)

    return frame.with_columns(
        placed(method).alias("rank"),
        placed("min").alias("place"),
        placed("max").alias("place_last"),
        pl.when(eligible).then(eligible.sum().over("rank_group")).cast(pl.Int64).alias("of"),
        pl.when((pl.col("class") == "ranked") & pl.col("out").is_not_null())
        .then(pl.lit("unranked"))
        .otherwise("class")
        .alias("class"),
        pl.when((pl.col("class") == "ranked") & pl.col("out").is_not_null())
        .then("out")
        .otherwise("reason")
        .alias("reason"),
    )


def maxima_roles(scheme):
    """Roles that open or close items or change the base, so that maxima differ."""
    roles = {role for role, _ in scheme.base.by_role} if scheme.base else set()
    for item in scheme.items:
        for ask in item.when.every_ask():
            if ask.field == "subject_role":
                roles.update(value for value in ask.values if value != "none")
        if item.table and "subject_role" in item.table.by:
            place = item.table.by.index("subject_role")
            roles.update(key[place] for key in item.table.values if key[place] != "none")
    return [role for role in scheme.roles if role in roles]
