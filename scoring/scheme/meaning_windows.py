"""The days an item reads, and the days a rule is in force."""

from .meaning_words import as_date
from .text import _, say

FORMS = (("days",), ("months",), ("start", "end"), ("from", "to"))
DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check(item, path, notes):
    """Windows and days in force of one item."""
    window(item.get("window"), (*path, "window"), notes)
    in_force(item.get("in_force"), (*path, "in_force"), notes)
    for index, factor in enumerate(item.get("factors", {}).get("list", ())):
        in_force(factor.get("in_force"), (*path, "factors", "list", index, "in_force"), notes)


def in_force(rule, path, notes):
    """Days of the calendar, the first not after the last."""
    if rule is None:
        return
    first, last = (
        as_date(rule[key], (*path, key), notes) if key in rule else None
        for key in ("from", "until")
    )
    ordered(first, last, (*path, "until"), notes)


def ordered(first, last, path, notes):
    """A fault if the end lies before the start."""
    if first and last and last < first:
        notes.fault(
            "date",
            path,
            say(_("The days end before they begin.")),
            say(_("Write a later end.")),
        )


def window(rule, path, notes):
    """One way of saying which days, complete."""
    if rule is None or rule == "term":
        return
    said = [form for form in FORMS if set(form) & set(rule)]
    if len(said) != 1 or not set(said[0]) <= set(rule):
        notes.fault(
            "window",
            path,
            say(_("A window is said in one way, and completely.")),
            say(_("Write days:, or months:, or start: and end:, or from: and to:.")),
        )
        return
    for key in ("from_year", "to_year"):
        if key in rule and said[0] != ("from", "to"):
            notes.fault(
                "unused",
                (*path, key),
                say(_("Only a window with from: and to: names years.")),
                say(_("Remove it.")),
            )
    if said[0] == ("start", "end"):
        first, last = (as_date(rule[key], (*path, key), notes) for key in ("start", "end"))
        ordered(first, last, (*path, "end"), notes)
    if said[0] == ("from", "to"):
        for key in ("from", "to"):
            month, day = map(int, rule[key].split("-"))
            if day > DAYS_OF_MONTH[month - 1]:
                notes.fault(
                    "date",
                    (*path, key),
                    say(_("%(value)s is not a day of every year."), value=rule[key]),
                    say(_("Write month and day such as 12-01.")),
                )
                return
        years = ("previous", "this", "next")
        first, last = (
            (years.index(rule.get(f"{key}_year", "this")), rule[key]) for key in ("from", "to")
        )
        if last < first:
            notes.fault(
                "date",
                (*path, "to"),
                say(_("The days end before they begin.")),
                say(_("Write from_year: previous, or to_year: next.")),
            )
