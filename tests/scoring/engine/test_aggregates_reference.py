"""Compared, averaged and multiplied: the engine and a patient clerk come to the same totals."""

from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from scoring.scheme import build_scheme

from . import worlds
from .aggregates_reference import Everybody
from .test_against_reference import WORLD, calm, few

ROUNDINGS = ["thousandth_half_up", "hundredth_down", "tenth_half_up", "whole_down"]


@st.composite
def comparisons(draw, part):
    to = draw(st.sampled_from(["best", "mean", "median", "spread", "range"]))
    rule = {
        **part,
        "to": to,
        "points": draw(worlds.decimals(0, 100)),
        "among": "scored",
        "within": "all",
        "min_size": draw(st.integers(1, 3)),
        "otherwise": draw(st.sampled_from(["nothing", "full", "missing"])),
    }
    return rule | ({"step": draw(worlds.decimals(1, 10))} if to == "spread" else {})


@st.composite
def gaps(draw, part):
    how = draw(st.sampled_from(["when", "unless", "person", "everybody"]))
    if how in ("when", "unless"):
        return {**part, how: {"kind": "meeting", "status": "any"}}
    return {**part, "no_record_of": how} | ({"within": "all"} if how == "everybody" else {})


@st.composite
def means(draw, of, codes):
    plain = draw(st.booleans())
    full = st.one_of(
        worlds.decimals(1, 30),
        st.builds(lambda a, b: {"points": a, "by_role": {"chair": b}},
                  worlds.decimals(1, 30), worlds.decimals(1, 30)),
    )  # fmt: skip
    lefts = ["too_few_data", "nothing"] + (["missing"] if of != "total" else [])
    return {
        "of": of,
        "scale": "none" if plain else draw(worlds.decimals(1, 100)),
        "missing": draw(st.sampled_from(["dropped", "zero"])),
        "none_left": draw(st.sampled_from(lefts)),
        "parts": [
            {"part": code, "weight": draw(worlds.decimals(1, 9)),
             "over": "none" if plain else draw(full)}
            for code in codes
        ],
    }  # fmt: skip


@st.composite
def rates(draw, part):
    return {
        **part,
        "points": draw(worlds.decimals(1, 30)),
        "of": {"kind": "meeting", "status": draw(st.sampled_from(["any", ["present", "absent"]]))},
        "nothing_due": draw(st.sampled_from(["nothing", "full", "missing"])),
    }


@st.composite
def factors(draw):
    share = {
        "when": {"kind": "meeting", "status": "present"},
        "of": {"kind": "meeting", "status": "any"},
        "nothing_due": draw(worlds.decimals(0, 2)),
    }
    bound = draw(worlds.decimals(20, 90))
    return {
        "combine": draw(st.sampled_from(["product", "highest", "lowest"])),
        "bounds": draw(st.sampled_from(["before", "after", "both"])),
        "list": [
            {"code": "chair", "name": "chair", "when": {"subject_role": "chair"},
             "factor": draw(worlds.decimals(0, 2))},
            {"code": "rate", "name": "rate", "share": share,
             "bands": [{"from": bound, "factor": draw(worlds.decimals(0, 2))},
                       {"below": bound, "factor": draw(worlds.decimals(0, 2))}]},
        ],
    }  # fmt: skip


@st.composite
def schemes(draw):
    plain = dict(draw(worlds.schemes()).plain)
    plain["switches"] = {**plain["switches"], "rounding": draw(st.sampled_from(ROUNDINGS))}
    items = [item["code"] for item in plain["items"]]
    home = {item["code"]: item["category"] for item in plain["items"]}
    made, plain["relative"], plain["rates"] = set(), [], []
    for part in [{"category": "b"}, {"item": items[-1]}]:
        if draw(st.integers(0, 2)) == 0:
            plain["rates"].append(draw(rates(part)))
            made.add(part.get("category"))
    for part in [{"category": "a"}, {"category": "b"}, {"item": items[0]}]:
        if draw(st.integers(0, 2)) == 0:
            plain["relative"].append(draw(comparisons(part)))
            made.add(part.get("category"))
    plain["weights"] = []
    if draw(st.booleans()):
        plain["weights"].append(draw(means("total", ["a", "b"])))
    mine = [code for code in items if home[code] == "a"]
    if mine and draw(st.booleans()):
        plain["weights"].append(draw(means("a", mine)))
        made.add("a")
    plain["categories"] = [
        {key: value for key, value in block.items() if key not in ("start", "held")}
        if block["code"] in made
        else block
        for block in plain["categories"]
    ]
    parts = [{"category": "a"}, {"category": "b"}, {"item": items[0]}]
    plain["missing_parts"] = [
        draw(gaps(part)) for part in parts if draw(st.integers(0, 2)) == 0
    ]  # fmt: skip
    if draw(st.booleans()):
        plain["multipliers"] = draw(factors())
    return build_scheme(plain)


@calm
@given(schemes(), WORLD)
def test_compared_averaged_and_multiplied_as_a_clerk_would(scheme, world):
    result = worlds.engine(scheme, world)
    got = dict(result.totals.select("subject", "total").iter_rows())
    for name, total in Everybody(scheme, world, worlds.PERIOD).totals().items():
        assert got[name] == (None if total is None else total * 1000)
        assert total is None or Fraction(got[name], 1000) == total


@few
@given(schemes(), WORLD)
def test_what_is_done_to_parts_and_total_is_done_by_lines(scheme, world):
    result = worlds.engine(scheme, world)
    for frame in (result.lines, result.parts):
        sums = dict(frame.group_by("subject").agg(pl.col("points").sum()).iter_rows())
        for subject, total in result.totals.select("subject", "total").iter_rows():
            if total is not None:  # nothing left to judge by: base points, and no total
                assert total == sums.get(subject, 0)


@few
@given(schemes(), WORLD, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_bytes(scheme, world, random):
    rows, (people, spans, away) = world
    mixed = random.sample(rows, len(rows)), (random.sample(people, len(people)), spans, away)
    first, second = worlds.engine(scheme, world), worlds.engine(scheme, mixed)
    for name in ("totals", "parts", "lines", "findings"):
        assert getattr(first, name).write_csv() == getattr(second, name).write_csv()
