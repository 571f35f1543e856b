"""Judged values, shares, named people: what they need and what they cannot go with."""

from .build_values import as_list, milli
from .meaning_counts import whole_count
from .text import _, say


def check(item, path, found, plain, notes):
    """Everything an item may say of its value beside points and tables."""
    judged(item, path, found, plain, notes)
    split(item, path, plain, notes)
    if item.get("split") and "named" in item:
        lone(notes, path, "named", "split")
    if "disabled" in item:
        notes.warn(
            "disabled",
            (*path, "disabled"),
            say(_("The item is switched off: it is shown and never scores.")),
        )
    if item.get("no_records") and not whole_count(item):
        notes.fault(
            "unused",
            (*path, "no_records"),
            say(_("Only bands, a curve or above_below ask what counts without a record.")),
            say(_("Remove it.")),
        )


def lone(notes, path, key, other):
    """Two keys that cannot stand in one item."""
    notes.fault(
        "together",
        (*path, key),
        say(_("%(key)s and %(other)s do not go together in one item."), key=key, other=other),
        say(_("Keep one of the two, or split the item.")),
    )


def judged(item, path, found, plain, notes):
    """A range with a judge; the kinds it reads record a judged value."""
    by_level = "judged_level" in as_list(item.get("table", {}).get("by"))
    if (by_level or "judged" in item) and "judged_by" not in item:
        notes.fault(
            "missing",
            path,
            say(_("The key %(key)s is missing."), key="judged_by"),
            say(_("Write who judges, e.g. judged_by: 代工委.")),
        )
    if "judged_by" in item and not by_level and "judged" not in item:
        notes.fault(
            "unused",
            (*path, "judged_by"),
            say(_("Nothing in this item is judged.")),
            say(_("Remove it, or write judged: or a table by judged_level.")),
        )
    rule = item.get("judged")
    if rule is None:
        return
    here = (*path, "judged")
    lacking = [kind for kind in found if "judged" not in plain["kinds"][kind].get("fields", {})]
    if lacking:
        notes.fault(
            "no_field",
            here,
            say(_("The kind %(kind)s does not record a judged value."), kind=lacking[0]),
            say(_("Write judged: number under the fields of the kind.")),
        )
    low, high = milli(rule["min"]), milli(rule["max"])
    step = milli(rule["step"]) if "step" in rule else None
    if low >= high:
        notes.fault(
            "range",
            here,
            say(_("The lowest judged value is not below the highest.")),
            say(_("Write min: below max:, or points: for a single value.")),
        )
    elif step is not None and (step == 0 or (high - low) % step):
        notes.fault(
            "range",
            (*here, "step"),
            say(_("The steps do not lead from the lowest value to the highest.")),
            say(_("Write a step such as 0.5 that fits in between.")),
        )
    elif rule["default"] != "missing":
        default = milli(rule["default"])
        if default and not low <= default <= high:
            notes.fault(
                "range",
                (*here, "default"),
                say(_("The default lies outside the range.")),
                say(_("Write 0, a value in the range, or missing.")),
            )
    if "ladder" in item:
        lone(notes, path, "ladder", "judged")


def split(item, path, plain, notes):
    """A recipe that says all it needs; shares are of points or of a table."""
    rule = item.get("split")
    if rule is None:
        return
    here = (*path, "split")
    needs = {"equal": (), "first": ("first",), "parts": ("parts",)}[rule["how"]]
    for key in needs:
        if key not in rule:
            notes.fault(
                "missing",
                here,
                say(_("The key %(key)s is missing."), key=key),
                say(_("Write first: 0.5 for half to the first, or parts: [5, 3, 2] by place.")),
            )
    for key in ("first", "parts"):
        if key in rule and key not in needs:
            notes.fault(
                "unused",
                (*here, key),
                say(_("A split of this kind has no %(key)s."), key=key),
                say(_("Remove it.")),
            )
    if rule.get("first", 0) > 1:
        notes.fault(
            "split",
            (*here, "first"),
            say(_("The first cannot get more than the whole.")),
            say(_("Write a part of 1, such as 0.5 for half.")),
        )
    if "parts" in rule and rule["parts"][0] == 0:
        notes.fault(
            "split",
            (*here, "parts"),
            say(_("The first part may not be 0.")),
            say(_("Write a weight for each place, e.g. [5, 3, 2].")),
        )
    award = item.get("award", "each")
    kind = award["kind"] if isinstance(award, dict) else award
    for key in ("judged", "bands", "curve"):
        if key in item:
            lone(notes, path, "split", key)
    if kind in ("target", "above_below"):
        lone(notes, path, "split", f"award: {kind}")
