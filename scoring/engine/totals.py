"""Parts, totals, tiers, ranks, gates and proposed actions."""

import polars as pl

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
    frame = (
        people.filter("scored")
        .select("s", "subject")
        .join(pl.DataFrame({"block": codes}, schema={"block": pl.Int32}), how="cross")
    )
    sums = pl.concat(
        [
            live.select("s", "block", pl.col("raw").alias("before"), "points"),
            starts.select("s", "block", "before", "points"),
        ]
    )
    sums = sums.group_by("s", "block").agg(pl.col("before").sum(), pl.col("points").sum())
    frame = frame.join(sums, on=["s", "block"], how="left").sort("s", "block")
    return frame.select(
        "s",
        "subject",
        pl.col("block").replace_strict(list(names), list(names.values()), return_dtype=pl.String)
        .alias("category"),
        pl.col("before").fill_null(0),
        pl.col("points").fill_null(0),
    )  # fmt: skip


def gates_of(plan, people, counts):
    """For each gate and scored subject: how many facts it has, needs, and whether it is met."""
    schema = {"s": pl.Int64, "subject": pl.String, "gate": pl.String, "have": pl.Int64}
    schema |= {"needed": pl.Int64, "met": pl.Boolean}
    rows = []
    if plan.scheme.gates:
        for s, subject in people.filter("scored").select("s", "subject").iter_rows():
            for gate in plan.scheme.gates:
                have = counts["gate", gate.code].get(s, 0)
                rows.append((s, subject, gate.code, have, gate.at_least, have >= gate.at_least))
    return pl.DataFrame(rows, schema=schema, orient="row")


def tier_reading(scheme):
    """The total as it is compared with the bounds of the tiers."""
    place, way = TIER_ROUNDING[scheme.switches.get("tier_rounding", "exact")]
    total = pl.col("total")
    if way == "half_up":  # halves towards the better tier, below zero too
        return (2 * total + place).floordiv(2 * place) * place
    return total.floordiv(place) * place


def totals_of(plan, people, live, parts, gates, counts):
    """Total, tier, class, rank and reason of every subject, in the order of their ids."""
    scheme = plan.scheme
    totals = parts.group_by("s").agg(pl.col("points").sum().alias("total"))
    records = live.group_by("s").agg(pl.col("row").n_unique().cast(pl.Int64).alias("records"))
    frame = (
        people.join(totals, on="s", how="left", maintain_order="left")
        .join(records, on="s", how="left", maintain_order="left")
        .with_columns(
            pl.when("scored").then(pl.col("total").fill_null(0)).alias("total"),
            pl.col("records").fill_null(0),
        )
    )
    held = counts.get(("obliged", ""), {})
    frame = frame.with_columns(
        pl.col("s")
        .replace_strict(list(held), list(held.values()), return_dtype=pl.Int64, default=0)
        .alias("obliged")
        if held
        else pl.lit(0, dtype=pl.Int64).alias("obliged")
    )
    frame = frame.with_columns(_class(scheme).alias("why"))
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
    frame = _ranked(plan, frame)
    return frame.select(
        "subject", "total", "tier", "rank", "rank_group", "class", "reason", "days", "obliged",
        "records",
    )  # fmt: skip


def _class(scheme):
    """Why there is too little behind the figure, or null."""
    why = pl.lit(None, dtype=pl.String)
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
    """A failed gate sets the tier or takes the person out of the ranking; points stay."""
    frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias("gate_out"))
    for gate in scheme.gates:
        failed = gates.filter((pl.col("gate") == gate.code) & ~pl.col("met")).get_column("s")
        hit = pl.col("s").is_in(failed.implode()) & (pl.col("class") == "ranked")
        if gate.fails_to == "unranked":
            frame = frame.with_columns(
                pl.when(hit)
                .then(pl.lit(f"gate:{gate.code}"))
                .otherwise("gate_out")
                .alias("gate_out")
            )
        elif gate.fails_to != "flag":
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
    out = pl.coalesce("unranked", "gate_out", late)
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
    return frame.with_columns(
        total.rank(method, descending=True).over("rank_group").cast(pl.Int64).alias("rank"),
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


def actions_of(plan, totals, gates):
    """Steps the result proposes; a person decides."""
    schema = dict.fromkeys(("subject", "action", "text", "owner"), pl.String)
    schema |= {"within_days": pl.Int64}
    frames = [pl.DataFrame(schema=schema)]
    for action in plan.scheme.actions:
        hit = pl.col("class") != "not_scored"
        if action.classes:
            hit = hit & pl.col("class").is_in(action.classes)
        else:
            hit = hit & (pl.col("class") != "too_few_data")
        if action.tiers:
            hit = hit & pl.col("tier").is_in(action.tiers)
        if action.total_below is not None:
            hit = hit & (pl.col("total") < action.total_below)
        if action.total_at_least is not None:
            hit = hit & (pl.col("total") >= action.total_at_least)
        if action.gates:
            failed = gates.filter(pl.col("gate").is_in(action.gates) & ~pl.col("met"))["subject"]
            hit = hit & pl.col("subject").is_in(failed.implode())
        frames.append(
            totals.filter(hit).select(
                "subject",
                pl.lit(action.code).alias("action"),
                pl.lit(action.text).alias("text"),
                pl.lit(action.owner).alias("owner"),
                pl.lit(action.within_days, dtype=pl.Int64).alias("within_days"),
            )
        )
    return pl.concat(frames).sort("subject", maintain_order=True)
