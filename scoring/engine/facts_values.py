"""Cells of a fact that carry a value of their own: what was judged, and the place among several."""

import re

from scoring.scheme.text import _, say

WHOLE = re.compile(r"[1-9][0-9]{0,4}\Z", re.ASCII)


def read_values(judge, where, row, out):
    """Read judged, place and of into ``out``; every fault is noted with row and field."""
    out["judged"] = judge.points(where, row, "judged")
    for field in ("place", "of"):
        out[field] = whole(judge, where, row, field)
    judged_by_somebody(judge, where, out)
    in_range(judge, where, out)
    if out["place"] and out["of"] and out["place"] > out["of"]:
        judge.fault(
            "share",
            where,
            "place",
            say(_("Place %(place)s of %(of)s people.") , place=out["place"], of=out["of"]),
            say(_("Write the place of the person, from 1 up to how many they are.")),
        )  # fmt: skip


def whole(judge, where, row, field):
    """A whole number from 1 on; None for nothing."""
    text = judge.text(where, row, field)
    if text is None:
        return None
    if WHOLE.match(text):
        return int(text)
    judge.fault(
        "number",
        where,
        field,
        say(_("%(value)s is not a whole number from 1 on."), value=text),
        say(_("Write digits only, e.g. 2.")),
    )
    return None


def judged_by_somebody(judge, where, out):
    """A judged value names its judge and reason, and a second person has confirmed it."""
    if out["judged"] is None and out["judged_level"] is None:
        return
    wanted = {
        "judge": say(_("A judged value needs the name of the judge.")),
        "reason": say(_("A judged value needs a reason in words.")),
        "confirmer": say(_("A judged value needs a second person who confirmed it.")),
    }
    for field, message in wanted.items():
        if out[field] is None:
            fix = say(_("Write %(key)s: and its value."), key=field)
            judge.fault("judged", where, field, message, fix)
    if out["judge"] is not None and out["judge"] == out["confirmer"]:
        judge.fault(
            "judged",
            where,
            "confirmer",
            say(_("Judge and second person are the same.")),
            say(_("Let another person confirm the judged value, and write who.")),
        )


def in_range(judge, where, out):
    """The judged value lies in the range of every item that may read it."""
    value = out["judged"]
    if value is None:
        return
    from . import points_text

    for item in judge.scheme.items:
        kinds = item.when.values("kind") or set(judge.scheme.kinds)
        if item.judged and out["kind"] in kinds and not item.judged.holds(value):
            steps = points_text(item.judged.step) if item.judged.step else None
            low, high = points_text(item.judged.minimum), points_text(item.judged.maximum)
            message = say(
                _("%(value)s is outside %(low)s to %(high)s of the item %(item)s."),
                value=points_text(value), low=low, high=high, item=item.code,
            )  # fmt: skip
            if steps and item.judged.minimum <= value <= item.judged.maximum:
                message = say(
                    _("%(value)s is not on a step of %(step)s from %(low)s of the item %(item)s."),
                    value=points_text(value), step=steps, low=low, item=item.code,
                )  # fmt: skip
            fix = say(_("Have it judged again inside the range."))
            judge.fault("judged", where, "judged", message, fix)
            return


def shared(judge, where, out):
    """A record some item shares out says in which place of how many the person stands."""
    for item in judge.scheme.items:
        if not (item.split or item.named) or out["kind"] not in (item.when.values("kind") or ()):
            continue
        if out["outcome"] is not None and item.when.values("outcome") == {"none"}:
            continue
        missing = "place" if out["place"] is None else "of" if item.split and not out["of"] else ""
        if missing:
            judge.fault(
                "share",
                where,
                missing,
                say(_("The item %(item)s is shared, and it is not said by whom."), item=item.code),
                say(_("Write place: 1 for the first, 2 for the second …, and of: how many.")),
            )
            return
