"""Whom a measure scores, a deputy or a group, and how far its results may be shown."""

from dataclasses import dataclass

from .shapes import TEXT, block, choice, rows
from .text import _, say

SUBJECTS = ("deputy", "group")
# From the narrowest audience to the widest; points never go further than the last but one.
AUDIENCES = ("self", "group", "deputies", "organs", "public")
WHAT = ("points", "ranking", "tier", "activity")
SHAPES = {
    "subject": choice(*SUBJECTS) | {"description": _("Write deputy or group.")},
    "publication": block(
        {
            "widest": choice(*AUDIENCES),
            "clause": TEXT,
            "steps": rows(
                block(
                    {
                        "what": choice(*WHAT),
                        "to": choice(*AUDIENCES),
                        "every": choice("month", "quarter", "half_year", "year", "term"),
                        "form": TEXT,
                    },
                    ["what", "to", "every"],
                )
            ),
        },
        ["widest", "steps"],
        _("Write e.g. {widest: deputies, steps: [{what: ranking, to: deputies, every: year}]}."),
    ),
}


@dataclass(frozen=True)
class Showing:
    """One way of making results known: what, to whom, how often, in which form."""

    what: str
    to: str
    every: str
    form: str


@dataclass(frozen=True)
class Publication:
    """How far results may be shown (公布范围), and what the measure shows to whom."""

    widest: str
    clause: str
    steps: tuple


def build_publication(plain):
    """The Publication of a plain document, or None."""
    rule = plain.get("publication")
    if not rule:
        return None
    steps = tuple(
        Showing(one["what"], one["to"], one["every"], one.get("form", "")) for one in rule["steps"]
    )
    return Publication(rule["widest"], rule.get("clause", ""), steps)


def check(plain, notes):
    """A group has no roles; nothing is shown further than the measure, or the product, allows."""
    if plain.get("subject") == "group":
        groups(plain, notes)
    rule = plain.get("publication")
    for index, one in enumerate(rule["steps"] if rule else ()):
        path = ("publication", "steps", index, "to")
        if AUDIENCES.index(one["to"]) > AUDIENCES.index(rule["widest"]):
            notes.fault(
                "publication",
                path,
                say(
                    _("%(to)s is wider than the measure allows (%(widest)s)."),
                    to=one["to"],
                    widest=rule["widest"],
                ),
                say(_("Write %(widest)s or a narrower audience."), widest=rule["widest"]),
            )
        elif one["to"] == "public" and one["what"] != "activity":
            notes.fault(
                "publication",
                path,
                say(_("Points, ranks and tiers are never shown to the public here.")),
                say(_("Write what: activity, or a narrower audience.")),
            )


def groups(plain, notes):
    """Roles belong to people; a measure of groups asks for none."""
    rules = {key: value for key, value in plain.items() if key not in ("roles", "examples")}
    for path in roles_asked(rules, ()):
        notes.fault(
            "subject",
            path,
            say(_("A group holds no role; this measure scores groups.")),
            say(_("Leave it out, or score deputies by a measure of their own.")),
        )


def roles_asked(value, path):
    """Every place that asks for the role of a person."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("subject_role", "by_role"):
                yield (*path, key)
            else:
                yield from roles_asked(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from roles_asked(inner, (*path, index))
    elif value == "subject_role":
        yield path
