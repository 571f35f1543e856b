"""Made-up judged values, whole counts, shares and windows for the items of made-up schemes."""

from decimal import Decimal
from itertools import accumulate

from hypothesis import strategies as st


def number(low, high, step=250):
    return st.integers(low * 1000 // step, high * 1000 // step).map(
        lambda n: Decimal(n * step) / 1000
    )


def change(draw, item):
    """Now and then another kind of value than points or a table; more often a window, a share."""
    kind = draw(st.sampled_from(["as it is"] * 5 + ["judged", "bands", "curve", "above_below"]))
    if kind == "judged" and item.get("award", {}).get("kind") != "target":
        judged(draw, item)
    elif kind in ("bands", "curve", "above_below"):
        whole(draw, item, kind)
    elif item.get("award", {}).get("kind") != "target" and draw(st.integers(0, 4)) == 0:
        item["split"] = split(draw)
    around(draw, item)


def judged(draw, item):
    item.pop("table", None)
    item.pop("points", None)
    low = draw(number(-1, 2, 500))
    item["judged"] = {
        "min": low,
        "max": low + draw(number(1, 4, 500)),
        "default": draw(st.one_of(st.just("missing"), number(0, 2))),
    }
    if draw(st.booleans()):
        item["judged"]["step"] = Decimal("0.5")


def whole(draw, item, kind):
    for key in ("table", "points", "award", "ladder", "factors", "limit"):
        item.pop(key, None)
    item["no_records"] = draw(st.sampled_from(["zero", "nothing"]))
    widths = draw(st.lists(number(1, 3, 500), min_size=1, max_size=3))
    ends = list(accumulate(widths))
    if kind == "above_below":
        item["award"] = {
            "kind": "above_below", "n": draw(st.integers(1, 4)), "up": draw(number(0, 3)),
            "down": draw(number(0, 3)), "floor": draw(st.one_of(st.just("none"), number(-4, 0))),
            "max": draw(st.one_of(st.just("none"), number(0, 5))),
        }  # fmt: skip
    elif kind == "bands":
        starts = [Decimal(0), *ends]
        item["bands"] = [{"from": low, "points": draw(number(-3, 6))} for low in starts]
        for band, end in zip(item["bands"], ends, strict=False):
            band["below"] = end
    else:
        at = [{"count": low, "points": draw(number(-3, 6))} for low in (Decimal(0), *ends)]
        item["curve"] = {"at": at, "between": draw(st.sampled_from(["linear", "step"]))}


def split(draw):
    how = draw(st.sampled_from(["equal", "first", "parts"]))
    out = {"how": how, "remainder": draw(st.sampled_from(["first", "last", "nobody"]))}
    if how == "first":
        out["first"] = draw(number(0, 1, 50))
    if how == "parts":
        out["parts"] = [draw(number(1, 5)), *draw(st.lists(number(0, 5), max_size=3))]
    return out


DAY = st.sampled_from(["2024-03-05", "2024-03-29", "2024-04-02"])


def in_force(draw):
    return {draw(st.sampled_from(["from", "until"])): draw(DAY)}


def around(draw, item):
    if draw(st.integers(0, 5)) == 0:
        item["window"] = draw(
            st.sampled_from([
                "term",
                {"days": 183},
                {"months": 10},
                {"months": 2, "credit": "into_period"},
                {"start": "2023-12-20", "end": "2024-03-29", "credit": "into_period"},
                {"from": "12-01", "from_year": "previous", "to": "11-30"},
                {"from": "03-05", "to": "01-10", "to_year": "next", "credit": "into_period"},
            ])
        )  # fmt: skip
    if draw(st.integers(0, 6)) == 0:
        item["in_force"] = in_force(draw)
    for factor in item.get("factors", {}).get("list", ()):
        if draw(st.integers(0, 2)) == 0:
            factor["in_force"] = in_force(draw)
    if "split" not in item and draw(st.integers(0, 9)) == 0:
        item["named"] = {"at_most": draw(st.integers(1, 3)), "by": "somebody"}
    if draw(st.integers(0, 15)) == 0:
        item["disabled"] = "no data"
