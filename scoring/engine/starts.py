"""Lines without a fact: base points, categories that start full, points a veto takes."""

import polars as pl

from .aggregates.sheet import STARTS, given_parts
from .matching import MARK

NO_STARTS = pl.DataFrame(schema=STARTS)


def lines_without_fact(frame, mark):
    """A frame of s, block, points (and item) as lines of that mark."""
    points = pl.col("points").cast(pl.Int64)
    values = {
        "item": pl.lit(None, dtype=pl.Int32), "mark": pl.lit(MARK[mark], dtype=pl.Int8),
        "before": points, "value": points, "cuts": pl.lit(0, dtype=pl.Int64),
        "clause": pl.lit(None, dtype=pl.String),
    }  # fmt: skip
    new = [value.alias(name) for name, value in values.items() if name not in frame.columns]
    return frame.with_columns(*new).select(pl.col(name).cast(t) for name, t in STARTS.items())


def held_blocks(plan, questions, period):
    """{block number: the people to whom a duty fell due}, where the measure asks for it."""
    if plan.scheme.switches.get("no_meeting_held", "full") == "full":
        return {}
    return {
        number: set(questions.numbers(("held", block.code), period.start, period.end))
        for number, block in enumerate(plan.scheme.blocks)
        if block.full
    }


def removed_points(plan, people, held):
    """{s: the maxima of the full categories in which no duty fell due}, where they are removed."""
    if plan.scheme.switches.get("no_meeting_held") != "removed":
        return {}
    scored = people.filter("scored").get_column("s").to_list()
    blocks = plan.scheme.blocks
    return {
        s: sum(blocks[number].maximum for number, due in held.items() if s not in due)
        for s in scored
    }


def start_lines(plan, people, held):
    """Base points and blocks that start full: a line each (block -1 is the base)."""
    scheme = plan.scheme
    scored = people.filter("scored")
    frames = []
    if scheme.base:
        points = pl.lit(scheme.base.points, dtype=pl.Int64)
        for role, value in reversed(scheme.base.by_role):
            points = pl.when(pl.col(f"role:{role}")).then(value).otherwise(points)
        mine = scored.select("s", pl.lit(-1).alias("block"), points.alias("points"))
        frames.append(lines_without_fact(mine, "base"))
    for number, block in enumerate(scheme.blocks):
        if block.full:
            mine = scored.select("s")
            if number in held:
                mine = mine.filter(pl.col("s").is_in(list(held[number])))
            mine = mine.with_columns(
                pl.lit(number).alias("block"), pl.lit(block.maximum).alias("points")
            )
            frames.append(lines_without_fact(mine, "start"))
    frames += given_lines(plan, people)
    return pl.concat(frames) if frames else NO_STARTS


def given_lines(plan, people):
    """What the others of a worked example have in their parts."""
    codes = [block.code for block in plan.scheme.blocks]
    numbers = {item.code: n for n, item in enumerate(plan.items)}
    for part, points in given_parts(plan, people).items():
        mine = pl.DataFrame({"s": list(points), "points": list(points.values())})
        number = numbers[part.code] if part.kind == "item" else None
        block = codes.index(part.code) if number is None else plan.block_of[number]
        mine = mine.with_columns(
            pl.lit(block).alias("block"), pl.lit(number, dtype=pl.Int32).alias("item")
        )
        yield lines_without_fact(mine, "start")


def zero_lines(plan, live, starts, vetoes):
    """For everybody whose points an override takes: one line that brings the total to nothing."""
    points = {}
    for frame in (live, starts):
        for s, sum_ in frame.group_by("s").agg(pl.col("points").sum()).iter_rows():
            points[s] = points.get(s, 0) + sum_
    rows = [(s, len(plan.scheme.blocks), -points.get(s, 0)) for s in vetoes]
    schema = {"s": pl.Int64, "block": pl.Int32, "points": pl.Int64}
    return lines_without_fact(pl.DataFrame(rows, schema=schema, orient="row"), "zeroed")
