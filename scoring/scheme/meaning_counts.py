"""Points that follow from a whole count: bands, curves, targets with a price for missing them."""

from itertools import pairwise

from .build_values import as_list, mentions, milli, milli_or_none
from .text import _, say


def whole_count(item):
    """The word under which an item counts as a whole; None if each record has its value."""
    award = item.get("award")
    if isinstance(award, dict) and award["kind"] == "above_below":
        return "above_below"
    return next((key for key in ("bands", "curve") if key in item), None)


def values_of_count(item):
    """Every value of the count, and every change from one to the next, in thousandths."""
    word = whole_count(item)
    if word == "above_below":
        award = item["award"]
        up, down = milli(award.get("up", 0)), -milli(award.get("down", 0))
        top, floor = milli_or_none(award.get("max")), milli_or_none(award.get("floor"))
        return [top if top is not None and up else up, floor if floor is not None else down, up]
    rows = item["bands"] if word == "bands" else item["curve"]["at"]
    points = [milli(row["points"]) for row in rows]
    return points + [after - before for before, after in pairwise(points)]


def at_zero(item):
    """Thousandths of somebody without a record, as the rule of the count says."""
    word = whole_count(item)
    if word == "above_below":
        award = item["award"]
        floor = milli_or_none(award.get("floor"))
        missed = -milli(award.get("down", 0)) * award.get("n", 0)
        return missed if floor is None else max(missed, floor)
    rows = item["bands"] if word == "bands" else item["curve"]["at"]
    first = min(rows, key=lambda row: row.get("from", row.get("count")))
    return milli(first["points"])


def check(item, path, plain, notes):
    """The count has one value everywhere, and nothing else in the item contradicts it."""
    word = whole_count(item)
    if word is None:
        return
    count = len(notes.faults)
    if word == "bands":
        bands(item["bands"], (*path, "bands"), notes)
    elif word == "curve":
        curve(item["curve"]["at"], (*path, "curve", "at"), notes)
    elif not above_below(item["award"], (*path, "award"), notes):
        return
    if len(notes.faults) > count:
        return
    for key in ("factors", "ladder"):
        if key in item:
            notes.fault(
                "together",
                (*path, key),
                say(_("The whole count decides here, so the item has no %(key)s."), key=key),
                say(_("Remove it, or give each record its points.")),
            )
    if item.get("limit", "none") != "none":
        notes.fault(
            "together",
            (*path, "limit"),
            say(_("The whole count decides here; its own highest and lowest are the bounds.")),
            say(_("Remove limit:.")),
        )
    if word != "above_below" and item.get("award", "each") != "each":
        notes.fault(
            "together",
            (*path, "award"),
            say(_("The whole count decides here, so the item has no %(key)s."), key="award"),
            say(_("Remove it.")),
        )
    excluded(item, plain, path, notes)
    start(item, path, notes)


def start(item, path, notes):
    """Whether somebody without a record stands at zero must be said where it matters."""
    if at_zero(item) == 0:
        return
    if "no_records" not in item:
        notes.fault(
            "missing",
            path,
            say(_("A count of 0 is worth points here, and it is not said for whom.")),
            say(
                _(
                    "Write no_records: zero if somebody without a record counts as 0, or "
                    "no_records: nothing if nothing is known of them."
                )
            ),
        )
        return
    when = {key: value for key, value in item["when"].items() if key != "subject_role"}
    if item["no_records"] == "zero" and mentions(when, "subject_role"):
        notes.fault(
            "together",
            (*path, "when"),
            say(_("Whose count starts at 0 must be clear without any record.")),
            say(_("Write subject_role: beside kind:, not inside any, all or not.")),
        )


def excluded(item, plain, path, notes):
    """Records that count together cannot be excluded one by one."""
    for index, group in enumerate(plain.get("exclusions", ())):
        if item["code"] in [code for side in group["items"] for code in as_list(side)]:
            notes.fault(
                "together",
                ("exclusions", index, "items"),
                say(
                    _("The item %(code)s counts its records together; none can be left out alone."),
                    code=item["code"],
                ),
                say(_("Take it out of the list.")),
            )


def bands(rows, path, notes):
    """From 0 on, each band where the last one ended, the last one open."""
    ends = None
    for index, row in enumerate(rows):
        here = (*path, index)
        low, high = milli(row["from"]), milli_or_none(row.get("below"))
        wanted = 0 if index == 0 else ends
        if wanted is None:
            notes.fault(
                "band",
                here,
                say(_("The band before this one has no end.")),
                say(_("Write below: there; bands stand from the lowest to the highest.")),
            )
            return
        if low != wanted:
            notes.fault(
                "band",
                (*here, "from"),
                say(_("Between the bands there is a gap, or they overlap.")),
                say(_("Write from: %(low)s."), low=f"{wanted // 1000}" if wanted % 1000 == 0
                    else f"{wanted / 1000:g}"),
            )  # fmt: skip
            return
        if high is not None and high <= low:
            notes.fault(
                "band",
                (*here, "below"),
                say(_("The band ends before it begins.")),
                say(_("Write a larger number below:.")),
            )
            return
        ends = high
    if ends is not None:
        notes.fault(
            "band",
            (*path, len(rows) - 1),
            say(_("The last band has an end; a higher count would be worth nothing at all.")),
            say(_("Leave below: out in the last band.")),
        )


def curve(rows, path, notes):
    """From 0 on, each count above the last."""
    for index, row in enumerate(rows):
        count = milli(row["count"])
        if index == 0 and count != 0:
            notes.fault(
                "curve",
                (*path, index, "count"),
                say(_("A curve begins at a count of 0.")),
                say(_("Add {count: 0, points: 0} in front.")),
            )
        elif index and count <= milli(rows[index - 1]["count"]):
            notes.fault(
                "curve",
                (*path, index, "count"),
                say(_("The counts of a curve rise from entry to entry.")),
                say(_("Put them in order, each count once.")),
            )


def above_below(award, path, notes):
    """All five figures stated; returns whether they are."""
    missing = [key for key in ("n", "up", "down", "floor", "max") if key not in award]
    for key in missing:
        notes.fault(
            "missing",
            path,
            say(_("The key %(key)s is missing."), key=key),
            say(_("Write {kind: above_below, n: 10, up: 1, down: 1, floor: -5, max: 10}.")),
        )
    if missing:
        return False
    floor, top = milli_or_none(award["floor"]), milli_or_none(award["max"])
    if floor is not None and floor > 0:
        notes.fault(
            "floor",
            (*path, "floor"),
            say(_("The floor of a missed target is 0 or less.")),
            say(_("Write a number of 0 or less, e.g. -10, or none.")),
        )
        return False
    return floor is None or top is None or floor <= top
