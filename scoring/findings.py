"""What was found beside the points, as it is stored, and in words (计分结论).

One finding is a plain dict: what, code, value, needed, state. Requirements (gates) are among them,
met or not; everything else is stored only when it is so, or cannot be known.
"""

from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .engine import points_text

KINDS = {
    "gate": pgettext_lazy("finding", "Requirement"),
    "measure": pgettext_lazy("finding", "Figure"),
    "history": pgettext_lazy("finding", "Over several periods"),
    "override": pgettext_lazy("finding", "Veto"),
    "flag": pgettext_lazy("finding", "Flag"),
    "band": pgettext_lazy("finding", "Band"),
    "quota": pgettext_lazy("finding", "Place"),
}
COLUMNS = ["what", "code", "value", "needed", "state"]
UNKNOWN = gettext_lazy("cannot be told: what it needs is not on file")


@dataclass(frozen=True)
class Found:
    """One finding in words. `tone`: good, bad, plain or open (nobody can tell yet)."""

    what: str
    code: str
    kind: str
    name: str
    clause: str
    said: str
    tone: str


def findings_frame(result):
    """Everything found by one engine run, requirements first: subject and COLUMNS."""
    gates = result.gates.select(
        "subject",
        pl.lit("gate").alias("what"),
        pl.col("gate").alias("code"),
        pl.col("have").alias("value"),
        "needed",
        pl.when("met").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("state"),
    )
    return pl.concat([gates, result.findings.select("subject", *COLUMNS)])


def found_by_subject(result):
    """{subject: [dict, …]} of everything found; empty cells left out."""
    found = {}
    for row in findings_frame(result).iter_rows(named=True):
        plain = {name: row[name] for name in COLUMNS if row[name] is not None}
        found.setdefault(row["subject"], []).append(plain)
    return found


def findings_in_words(scheme, findings):
    """The findings of one person as Found, in the order of the measure."""
    return tuple(_found(scheme, one) for one in findings)


def without_places(findings):
    """The findings for a deputy whose congress shows no ranks: nothing that names a place."""
    return [one for one in findings if one["what"] not in ("quota", "band")]


def is_withheld(scheme, findings):
    """Whether a veto keeps this result from being published while it is open."""
    return any(
        one["what"] == "override"
        and one["state"] == "yes"
        and scheme.results.withholds(one["code"])
        for one in findings
    )


def _entry(scheme, what, code):
    entries = {
        "gate": scheme.gates,
        "measure": scheme.results.measures,
        "history": scheme.results.history,
        "override": scheme.results.overrides,
        "flag": scheme.results.flags,
        "band": scheme.results.bands,
        "quota": scheme.results.quotas,
    }[what]
    return next(one for one in entries if one.code == code)


def _found(scheme, one):
    what, state = one["what"], one["state"]
    entry = _entry(scheme, what, one["code"])
    said, tone = SAYING[what](scheme, entry, one)
    if state == "unknown":
        said, tone = str(UNKNOWN), "open"
    return Found(
        what=what,
        code=one["code"],
        kind=str(KINDS[what]),
        name=entry.name,
        clause=getattr(entry, "clause", ""),
        said=said,
        tone=tone,
    )


def _gate(scheme, gate, one):
    have, needed = one["value"], one.get("needed")
    words = {"have": have, "needed": needed}
    if gate.at_most is not None:
        said = _("%(have)s; at most %(needed)s allowed") % words
    elif gate.per:
        said = _("%(have)s in the poorest part of the period; %(needed)s needed in each") % words
    else:
        said = _("%(have)s of %(needed)s needed") % words
    met = one["state"] == "yes"
    state = _("met") if met else _("not met")
    return f"{state} · {said}", "good" if met else "bad"


def _measure(scheme, measure, one):
    return points_text(one["value"]), "plain"


def _history(scheme, look_back, one):
    value = one["value"]
    if look_back.span == "periods":
        said = _("so for %(periods)s periods running") % {"periods": look_back.periods}
    elif look_back.span == "term":
        said = _("%(n)s times in this term") % {"n": value}
    elif look_back.span == "month":
        said = _("%(n)s times in one month") % {"n": value}
    else:
        said = _("%(n)s times in this period") % {"n": value}
    return said, "plain"


EFFECTS = {
    "tier": gettext_lazy("sets the tier %(tier)s"),
    "zero": gettext_lazy("takes all points"),
    "unranked": gettext_lazy("takes the rank"),
    "removed": gettext_lazy("takes the tier and the rank"),
    "withheld": gettext_lazy("the result is not published while the case is open"),
}


def _override(scheme, override, one):
    tier = scheme.tier(override.tier) if override.tier else None
    said = str(EFFECTS[override.effect]) % {"tier": tier.name if tier else ""}
    return said, "bad"


def _flag(scheme, flag, one):
    needed = one.get("needed")
    if needed and one["value"]:
        return _("%(n)s times; shown, and changes nothing") % {"n": one["value"]}, "plain"
    return _("shown, and changes nothing"), "plain"


def _band(scheme, band, one):
    return _("place %(place)s of %(of)s") % {"place": one["value"], "of": one["needed"]}, "plain"


def _quota(scheme, quota, one):
    words = {"place": one["value"], "size": one["needed"]}
    if one["state"] == "edge":
        return _("place %(place)s, tied at the edge of %(size)s places; a person decides") % (
            words
        ), "open"
    if quota.take == "bottom":
        return _("place %(place)s from the end, among the last %(size)s") % words, "plain"
    return _("place %(place)s, among the first %(size)s") % words, "plain"


SAYING = {
    "gate": _gate,
    "measure": _measure,
    "history": _history,
    "override": _override,
    "flag": _flag,
    "band": _band,
    "quota": _quota,
}
