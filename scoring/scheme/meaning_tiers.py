"""Tiers without gap or overlap, and in the decimals the total is compared with."""

from itertools import pairwise

from .build import PLACE
from .build_values import milli, milli_or_none, number, switch_values
from .meaning_words import unknown_word
from .text import _, say


def check(plain, notes):
    """Tiers cover every total once."""
    tiers = plain.get("tiers") or []
    if not by_points(plain, notes):
        return
    rounding = switch_values(plain).get("tier_rounding")
    step = PLACE.get(rounding, 1)
    rows = []
    for index, tier in enumerate(tiers):
        path = ("tiers", index)
        if "below" in tier and "to" in tier:
            notes.fault(
                "tier",
                path,
                say(_("A tier ends either below a bound or at one.")),
                say(_("Keep below: or to:, not both.")),
            )
            return
        for key in ("from", "below", "to"):
            if key in tier and milli(tier[key]) % step:
                notes.fault(
                    "tier_decimals",
                    (*path, key),
                    say(
                        _("The bound %(value)s is finer than the rounding %(rounding)s."),
                        value=tier[key],
                        rounding=rounding,
                    ),
                    say(_("Write a coarser bound, or another tier_rounding.")),
                )
        low, high = milli_or_none(tier.get("from")), milli_or_none(tier.get("below"))
        if "to" in tier:
            high = milli(tier["to"]) + step
        if low is not None and high is not None and high <= low:
            notes.fault(
                "tier",
                path,
                say(_("The tier %(name)s is empty."), name=tier["name"]),
                say(_("Its end must lie above its start.")),
            )
        rows.append((low, high, path, tier))
    ordered = sorted(rows, key=lambda row: (row[0] is not None, row[0] or 0))
    if ordered[0][0] is not None:
        notes.fault(
            "tier_gap",
            ordered[0][2],
            say(_("Totals below %(bound)s fall into no tier."), bound=number(ordered[0][0])),
            say(_("Leave from: out of the lowest tier.")),
        )
    if ordered[-1][1] is not None:
        notes.fault(
            "tier_gap",
            ordered[-1][2],
            say(_("Totals of %(bound)s and more fall into no tier."), bound=number(ordered[-1][1])),
            say(_("Leave below: and to: out of the highest tier.")),
        )
    for lower, upper in pairwise(ordered):
        border(lower, upper, rounding, notes)
    weak_pass(plain, ordered, notes)


def by_points(plain, notes):
    """Whether points decide the tiers; a measure says clearly what else does."""
    tiers = plain.get("tiers") or []
    others = [key for key in ("ballots", "starting_tier") if key in plain]
    if len(others) == 2:
        notes.fault(
            "tier",
            ("starting_tier",),
            say(_("Ballots give everybody a tier; there is no other to start from.")),
            say(_("Keep one of the two.")),
        )
    start = plain.get("starting_tier")
    if start is not None and start not in [tier["code"] for tier in tiers]:
        unknown_word(notes, ("starting_tier",), start, [tier["code"] for tier in tiers])
    for index, tier in enumerate(tiers if others else ()):
        for key in ("from", "below", "to"):
            if key in tier:
                notes.fault(
                    "tier",
                    ("tiers", index, key),
                    say(_("The tier follows from %(key)s, so it has no bound."), key=others[0]),
                    say(_("Remove it, or let the points decide.")),
                )
    return bool(tiers) and not others


def border(lower, upper, rounding, notes):
    """Where one tier ends the next begins."""
    if upper[0] is None:
        notes.fault(
            "tier_overlap",
            upper[2],
            say(
                _("Two tiers have no lower bound: %(a)s and %(b)s."),
                a=lower[3]["name"],
                b=upper[3]["name"],
            ),
            say(_("Write from: in one of them.")),
        )
        return
    end = upper[0] if lower[1] is None else lower[1]
    if end < upper[0]:
        low, gap = (
            end,
            _(
                "Between %(a)s and %(b)s lies a gap: a total of %(low)s up to %(high)s "
                "falls into no tier."
            ),
        )
        if "to" in lower[3]:
            low, gap = (
                milli(lower[3]["to"]),
                _(
                    "Between %(a)s and %(b)s lies a gap: a total above %(low)s and below %(high)s "
                    "falls into no tier."
                ),
            )
        names = {"a": lower[3]["name"], "b": upper[3]["name"]}
        notes.fault(
            "tier_gap",
            lower[2],
            say(gap, low=number(low), high=number(upper[0]), **names),
            say(
                _(
                    "Write below: %(high)s, or tier_rounding: whole_half_up if the source "
                    "means whole points."
                ),
                high=number(upper[0]),
            ),
        )
    elif end > upper[0]:
        notes.fault(
            "tier_overlap",
            lower[2],
            say(
                _("%(a)s and %(b)s overlap: a total of %(low)s falls into both."),
                a=lower[3]["name"],
                b=upper[3]["name"],
                low=number(upper[0]),
            ),
            say(_("Write below: %(low)s."), low=number(upper[0])),
        )


def weak_pass(plain, ordered, notes):
    """Warn when somebody who does nothing lands above the lowest tier."""
    codes = [row[3]["code"] for row in ordered]
    base = plain.get("base", 0)
    start = milli(base["points"] if isinstance(base, dict) else base)
    start += sum(
        milli_or_none(block["max"]) or 0
        for block in plain.get("categories", ())
        if block.get("start") == "full"
    )
    lowest = [
        gate["fails_to"]
        for gate in plain.get("gates", ())
        if gate["fails_to"] in codes and "at_least" in gate
    ]
    if lowest and lowest[-1] == ordered[0][3]["code"]:
        return  # who does nothing fails that gate, and it sends them to the lowest tier
    if len(ordered) > 1 and ordered[1][0] is not None and start >= ordered[1][0]:
        notes.warn(
            "pass_without_activity",
            ("tiers",),
            say(
                _("A person who does nothing has %(points)s points and is not in the lowest tier."),
                points=number(start),
            ),
        )
