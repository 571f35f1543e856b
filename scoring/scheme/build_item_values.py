"""What is judged, counted as a whole, shared, or read on an item's own days, as frozen values."""

from datetime import date

from .build_values import as_list, milli, milli_or_none
from .document_values import Counted, InForce, ItemWindow, Judged, Split

YEARS = {"previous": -1, "this": 0, "next": 1}


def build_item_values(plain):
    """The keyword arguments of an Item beyond points and table."""
    return {
        "judged": build_judged(plain.get("judged")),
        "counted": build_counted(plain),
        "split": build_split(plain.get("split")),
        "named": plain["named"]["at_most"] if "named" in plain else None,
        "window": build_window(plain.get("window")),
        "in_force": build_in_force(plain.get("in_force")),
        "disabled": plain.get("disabled", ""),
        "reversed_by": tuple(as_list(plain.get("reversed_by"))),
        "judged_by": plain.get("judged_by", ""),
    }


def build_judged(plain):
    """The range of a judged value."""
    if plain is None:
        return None
    default = plain["default"]
    return Judged(
        milli(plain["min"]),
        milli(plain["max"]),
        milli(plain["step"]) if "step" in plain else None,
        None if default == "missing" else milli(default),
    )


def build_counted(plain):
    """Points that follow from the whole count, or None."""
    at_zero = plain.get("no_records", "zero") == "zero"
    award = plain.get("award")
    if "bands" in plain:
        rows = [(milli(b["from"]), milli(b["points"]), b.get("level", "")) for b in plain["bands"]]
        return Counted("bands", at_zero, tuple(sorted(rows)))
    if "curve" in plain:
        rows = [(milli(one["count"]), milli(one["points"]), "") for one in plain["curve"]["at"]]
        return Counted(plain["curve"]["between"], at_zero, tuple(sorted(rows)))
    if isinstance(award, dict) and award["kind"] == "above_below":
        return Counted(
            "above_below",
            at_zero,
            target=1000 * award["n"],
            up=milli(award["up"]),
            down=milli(award["down"]),
            floor=milli_or_none(award["floor"]),
            maximum=milli_or_none(award["max"]),
        )
    return None


def build_split(plain):
    """How an award is shared."""
    if plain is None:
        return None
    parts = tuple(milli(part) for part in plain.get("parts", ()))
    return Split(plain["how"], milli(plain.get("first", 0)), parts, plain["remainder"])


def build_in_force(plain):
    """The days a rule holds."""
    return plain and InForce(_day(plain.get("from")), _day(plain.get("until")))


def build_window(plain):
    """The days an item reads instead of the period."""
    if plain is None:
        return None
    if plain == "term":
        return ItemWindow("term")
    moved = plain.get("credit", "own_day") == "into_period"
    for kind in ("days", "months"):
        if kind in plain:
            return ItemWindow(kind, plain[kind], into_period=moved)
    if "start" in plain:
        return ItemWindow(
            "fixed", start=_day(plain["start"]), end=_day(plain["end"]), into_period=moved
        )
    first, last = (
        (YEARS[plain.get(f"{key}_year", "this")], *map(int, plain[key].split("-")))
        for key in ("from", "to")
    )
    return ItemWindow("year", first=first, last=last, into_period=moved)


def _day(text):
    return date.fromisoformat(text) if text else None
