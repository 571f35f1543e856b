"""What an item counts and awards: units, awards, ladders and limits that fit one another."""

from .build_values import milli
from .meaning_counts import values_of_count, whole_count
from .text import _, say

BELOW = _("Write a number of 0 or less, e.g. -10, or none.")


def ladder(item, by, path, notes):
    """Several outcomes of one object add up, or the highest replaces the rest: it must be said."""
    outcomes = item["when"].get("outcome")
    several = "outcome" in by or (isinstance(outcomes, list) and len(outcomes) > 1)
    several = several or outcomes == "any" or isinstance(outcomes, dict)
    if several and "ladder" not in item:
        notes.fault(
            "ladder",
            path,
            say(_("The item reads several outcomes of one object.")),
            say(
                _(
                    "Write ladder: add if each outcome counts, ladder: highest if only the "
                    "highest does."
                )
            ),
        )
    if "ladder" in item and not several:
        notes.fault(
            "ladder",
            (*path, "ladder"),
            say(_("The item does not read several outcomes, so it is no ladder.")),
            say(_("Remove ladder:, or write a table by outcome.")),
        )
    if item.get("ladder") == "highest" and award_kind(item) != "each":
        notes.fault(
            "ladder",
            (*path, "award"),
            say(_("A ladder with the highest step goes with award: each only.")),
            say(_("Write award: each.")),
        )


def award_kind(item):
    """The award kind of a plain item."""
    award_given = item.get("award", "each")
    return award_given["kind"] if isinstance(award_given, dict) else award_given


def award(item, path, notes):
    """Each award kind has what it needs and nothing else."""
    kind, given = award_kind(item), item.get("award", {})
    given = given if isinstance(given, dict) else {}
    here = (*path, "award")
    allowed = {
        "each": (),
        "once": ("choose",),
        "from_nth": ("n",),
        "target": ("n", "missed"),
        "above_below": ("n", "up", "down", "floor", "max"),
    }[kind]
    for key in given:
        if key not in (*allowed, "kind"):
            notes.fault(
                "unused",
                (*here, key),
                say(_("An award of kind %(kind)s has no %(key)s."), kind=kind, key=key),
                say(_("Remove it.")),
            )
    if "n" in allowed and "n" not in given and kind != "above_below":
        notes.fault(
            "missing",
            here,
            say(_("The key %(key)s is missing."), key="n"),
            say(_("Write the number of times, e.g. {kind: %(kind)s, n: 2}."), kind=kind),
        )
    if kind == "from_nth" and given.get("n", 2) < 2:
        notes.fault(
            "award",
            (*here, "n"),
            say(_("Counting from the first is award: each.")),
            say(_("Write n: 2 or more.")),
        )
    if kind == "once" and ("table" in item or "judged" in item) and "choose" not in given:
        notes.fault(
            "award",
            here,
            say(_("One credit from a table: it must be said which record gives it.")),
            say(_("Write {kind: once, choose: first} or {kind: once, choose: highest}.")),
        )
    if kind == "target":
        for key in ("table", "factors", "ladder", "judged"):
            if key in item:
                notes.fault(
                    "award",
                    (*path, key),
                    say(_("A target has one number of points and no %(key)s."), key=key),
                    say(_("Split the item, one for each value.")),
                )
    if kind != "each" and not whole_count(item) and debit(item):
        notes.fault(
            "award",
            here,
            say(_("A deduction counts each time; award %(kind)s is for credits."), kind=kind),
            say(_("Write award: each.")),
        )


def values_of(item):
    """Every value the item can give for one unit, in thousandths; factors left aside."""
    if whole_count(item):
        return values_of_count(item)
    if "judged" in item:
        return [milli(item["judged"]["min"]), milli(item["judged"]["max"])]
    if "table" not in item:
        return [milli(item["points"])] if "points" in item else []
    table = item["table"]
    found = [milli(table["else"])] if "else" in table else []
    for row in table["values"].values():
        found.extend(milli(cell) for cell in (row.values() if isinstance(row, dict) else (row,)))
    return found


def debit(item):
    """Whether the item can take points away."""
    return any(one < 0 for one in values_of(item))


def credit(item):
    """Whether the item can give points."""
    return any(one > 0 for one in values_of(item))


def unit_of(item):
    """The unit of a plain item as (count, dict)."""
    given = item.get("unit", "record")
    return (given, {}) if isinstance(given, str) else (given["count"], given)


def unit(item, path, found, plain, notes):
    """A unit asks only for what the kinds record."""
    count, given = unit_of(item)
    here = (*path, "unit")
    needs = {"half_day": "half_day", "quantity": "quantity"}.get(count)
    if needs and found:
        lacking = [kind for kind in found if needs not in plain["kinds"][kind].get("fields", {})]
        if lacking:
            notes.fault(
                "no_field",
                here,
                say(
                    _("The kind %(kind)s does not record %(field)s, which this unit counts."),
                    kind=lacking[0],
                    field=needs,
                ),
                say(_("Declare it under kinds, or count something else.")),
            )
    for key in ("step", "part", "over"):
        if key in given and count != "quantity":
            notes.fault(
                "unused",
                (*here, key),
                say(_("Only a quantity is counted in steps.")),
                say(_("Remove it, or write count: quantity.")),
            )
    if count == "quantity" and "step" in given:
        if given["step"] == 0:
            notes.fault(
                "unit",
                (*here, "step"),
                say(_("A step must be more than 0.")),
                say(_("Write how much makes one unit, e.g. 10.")),
            )
        for key in ("part", "over"):
            if key not in given:
                notes.fault(
                    "missing",
                    here,
                    say(_("The key %(key)s is missing."), key=key),
                    say(
                        _(
                            "Write part: floor or ceil for an unfinished step, and over: "
                            "each record or the whole period."
                        )
                    ),
                )
    elif {"part", "over"} & set(given):
        notes.fault(
            "unused",
            here,
            say(_("Without a step there is no part and no over.")),
            say(_("Remove them, or add step:.")),
        )
    if count in ("record", "quantity") and "keep" in given:
        notes.fault(
            "unused",
            (*here, "keep"),
            say(_("Every record counts here, so none needs to be kept.")),
            say(_("Remove it, or count: object.")),
        )
    several = len(set(values_of(item))) > 1 and not whole_count(item)
    if count not in ("record", "quantity") and several and "keep" not in given:
        notes.fault(
            "unit",
            here,
            say(_("Several records may fall on one %(unit)s with different values."), unit=count),
            say(_("Write {count: %(unit)s, keep: first} or keep: highest."), unit=count),
        )


def limit_words(item, path, notes):
    """A limit fits the sign of the item; a deduction states whether it is limited."""
    limit = item.get("limit")
    here = (*path, "limit")
    if debit(item) and limit is None and not whole_count(item):
        notes.fault(
            "switch",
            path,
            say(_("The item can take points away and does not say how many at most (switch 2).")),
            say(_("Write limit: none, or limit: {floor: -10}.")),
        )
    if not isinstance(limit, dict):
        return
    nothing_left(limit, here, notes)
    if "count" in limit and unit_of(item)[0] == "quantity":
        notes.fault(
            "limit",
            (*here, "count"),
            say(_("A quantity is limited by points, not by count.")),
            say(_("Write max: with points.")),
        )
    floor = limit.get("floor")
    if floor not in (None, "none") and floor > 0:
        notes.fault(
            "floor",
            (*here, "floor"),
            say(_("A floor of an item is 0 or less.")),
            say(BELOW),
        )
    if "max" in limit and values_of(item) and not credit(item):
        notes.fault(
            "limit",
            (*here, "max"),
            say(_("The item gives no points, so it has no maximum.")),
            say(_("Write floor: for the most it may take away.")),
        )
    if floor not in (None, "none") and values_of(item) and not debit(item):
        notes.fault(
            "limit",
            (*here, "floor"),
            say(_("The item takes no points away.")),
            say(_("Remove floor:, or write max:.")),
        )


def nothing_left(limit, path, notes):
    """Warn of a bound of 0, under which nothing is ever counted."""
    for key in ("max", "floor"):
        if limit.get(key) == 0:
            notes.warn(
                "bound_zero",
                (*path, key),
                say(_("Under a %(key)s of 0 nothing ever counts here."), key=key),
                say(_("Write another number, or none.")),
            )
