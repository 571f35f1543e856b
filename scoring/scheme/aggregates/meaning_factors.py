"""Faults of meaning in factors on the sum, ballots, and months served."""

from itertools import pairwise

from ..build_values import milli_or_none, switch_values
from ..meaning_people import people
from ..results.meaning import exactly_one, known, not_with
from ..text import _, say


def multipliers(plain, notes):
    """Every factor says whom or what it follows, and the bounds on which side they lie."""
    rule = plain.get("multipliers")
    if not rule:
        return
    fields = plain.get("population", {}).get("fields", [])
    total = plain["total"]
    bounded = "none" not in (total["max"],) or total["floor"] != "none"
    if bounded and "bounds" not in rule:
        notes.fault(
            "switch",
            ("multipliers",),
            say(_("It is open whether the total is bounded before or after it is multiplied "
                  "(switch no. 20).")),
            say(_("Write bounds: before, after, or both.")),
        )  # fmt: skip
    if not bounded:
        message = say(_("The total has no bounds."))
        not_with(rule, "bounds", ("multipliers",), message, notes)
    codes = set()
    for index, one in enumerate(rule["list"]):
        path = ("multipliers", "list", index)
        if one["code"] in codes:
            notes.fault(
                "duplicate_code",
                (*path, "code"),
                say(_("The code %(code)s is used twice."), code=one["code"]),
                say(_("Give each its own code.")),
            )
        codes.add(one["code"])
        what = exactly_one(one, ("when", "measure", "share"), path, notes)
        if what == "when":
            people(one["when"], (*path, "when"), fields, plain, notes)
            if "factor" not in one:
                notes.fault(
                    "missing",
                    path,
                    say(_("The key %(key)s is missing."), key="factor"),
                    say(_("Write e.g. factor: 1.2.")),
                )
            message = say(_("Bands belong to a figure or a share; people have one factor."))
            not_with(one, "bands", path, message, notes)
        elif what:
            message = say(_("A figure or a share has its factors in bands."))
            not_with(one, "factor", path, message, notes)
            bands(one, path, notes)
        if what == "measure":
            known(one, "measure", [m["code"] for m in plain.get("measures", ())], path, notes)
    for index, one in enumerate(rule.get("exempt", ())):
        people(one["when"], ("multipliers", "exempt", index, "when"), fields, plain, notes)


def bands(one, path, notes):
    """The bands of a figure cover everything once."""
    if "bands" not in one:
        notes.fault(
            "missing",
            path,
            say(_("The key %(key)s is missing."), key="bands"),
            say(_("Write e.g. bands: [{from: 90, factor: 1.1}, {below: 90, factor: 1}].")),
        )
        return
    rows = sorted(
        ((milli_or_none(band.get("from")), milli_or_none(band.get("below"))) for band in
         one["bands"]),
        key=lambda row: (row[0] is not None, row[0] or 0),
    )  # fmt: skip
    open_ends = rows[0][0] is None and rows[-1][1] is None
    meet = all(lower[1] == upper[0] and upper[0] is not None for lower, upper in pairwise(rows))
    rising = all(a is None or b is None or a < b for a, b in rows)
    if not (open_ends and meet and rising):
        notes.fault(
            "bands",
            (*path, "bands"),
            say(_("The bands leave a gap or overlap.")),
            say(
                _(
                    "Let each begin where the one below it ends; leave from: out of the lowest "
                    "and below: out of the highest."
                )
            ),
        )


def ballots(plain, notes):
    """The tiers of ballots exist, the last one always fits, and points decide no tier as well."""
    rule = plain.get("ballots")
    if not rule:
        return
    tiers = [tier["code"] for tier in plain.get("tiers") or ()]
    codes = [one["code"] for one in rule["choices"]]
    if (rule["base"] == "valid") == ("cast" in rule):
        notes.fault(
            "ballots",
            ("ballots",),
            say(_("The base %(base)s and the key cast: do not go together."), base="valid")
            if "cast" in rule
            else say(_("The key %(key)s is missing."), key="cast"),
            say(_("Valid ballots are the sum of the choices; issued or returned ones need cast:.")),
        )
    for place, code in enumerate(codes):
        if code in codes[:place]:
            notes.fault(
                "duplicate_code",
                ("ballots", "choices", place, "code"),
                say(_("The code %(code)s is used twice."), code=code),
                say(_("Give each its own code.")),
            )
    last = len(rule["tiers"]) - 1
    for index, one in enumerate(rule["tiers"]):
        path = ("ballots", "tiers", index)
        known(one, "tier", tiers, path, notes)
        if index == last:
            for key in ("choices", "at_least", "more_than"):
                message = say(_("The last tier is for everybody the others leave."))
                not_with(one, key, path, message, notes)
            continue
        exactly_one(one, ("at_least", "more_than"), path, notes)
        if "choices" not in one:
            notes.fault(
                "missing",
                path,
                say(_("The key %(key)s is missing."), key="choices"),
                say(_("Write which choices are added up.")),
            )
        known(one, "choices", codes, path, notes)


def months(plain, notes):
    """What counts as a month is said where months are counted, and only there."""
    few = plain.get("too_few_data", {}).get("min_months")
    per_month = switch_values(plain).get("late_starters") == "per_month"
    figures = any(one.get("per") == "month" for one in plain.get("measures", ()))
    if (few or per_month or figures) and "months_served" not in plain:
        notes.fault(
            "missing",
            (),
            say(_("It is open which months count as served.")),
            say(_("Write months_served: whole, or months_served: begun.")),
        )
    if not (few or per_month or figures):
        message = say(_("Nothing asks for months served."))
        not_with(plain, "months_served", (), message, notes)
