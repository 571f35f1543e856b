"""Faults of meaning in what follows from a total: codes that must exist, questions left open."""

from ..build_values import as_list, milli
from ..meaning_people import people
from ..meaning_words import unknown_word
from ..text import _, say

COMPARATORS = ("at_least", "at_most", "share")


def check(plain, notes):
    """Everything named exists, and every rule says one clear thing."""
    codes = Codes(plain)
    for index, gate in enumerate(plain.get("gates", ())):
        _gate(gate, ("gates", index), codes, notes)
    for index, one in enumerate(plain.get("history", ())):
        _look_back(one, ("history", index), plain, codes, notes)
    for key in ("overrides", "flags"):
        for index, one in enumerate(plain.get(key, ())):
            _cause(one, (key, index), plain, codes, notes, may_look_at_results=key == "flags")
    for index, one in enumerate(plain.get("overrides", ())):
        _effect(one, ("overrides", index), codes, notes)
    for index, quota in enumerate(plain.get("quotas", ())):
        _quota(quota, index, plain, codes, notes)
    _bands(plain, notes)
    for index, action in enumerate(plain.get("actions", ())):
        _action(action["when"], ("actions", index, "when"), plain, codes, notes)


class Codes:
    """The codes a rule may name."""

    def __init__(self, plain):
        def of(key):
            return [one["code"] for one in plain.get(key) or ()]

        self.tier, self.gate, self.history = of("tiers"), of("gates"), of("history")
        self.quota, self.flag, self.override = of("quotas"), of("flags"), of("overrides")
        self.band = of("rank_bands")
        self.ranked = bool(plain.get("ranking"))


def exactly_one(block, keys, path, notes):
    """A fault unless exactly one of these keys is written; returns it, or None."""
    written = [key for key in keys if key in block]
    if len(written) == 1:
        return written[0]
    listed = ", ".join(keys)
    if written:
        message = say(_("Only one of these can be written: %(keys)s."), keys=", ".join(written))
    else:
        message = say(_("One of these is missing: %(keys)s."), keys=listed)
    notes.fault("one_of", path, message, say(_("Write exactly one of: %(keys)s."), keys=listed))
    return None


def not_with(block, key, path, message, notes):
    """A fault if the key is written where it says nothing."""
    if key in block:
        notes.fault("unused", (*path, key), message, say(_("Remove it.")))


def known(block, key, words, path, notes):
    """Every code under ``key`` is one of ``words``."""
    for code in as_list(block.get(key)):
        if code not in words:
            unknown_word(notes, (*path, key), code, words)


def _gate(gate, path, codes, notes):
    asked = exactly_one(gate, COMPARATORS, path, notes)
    if asked == "share":
        message = say(_("A share is of the whole period."))
        not_with(gate, "per", path, message, notes)
    known(gate, "fails_to", ("unranked", "flag", *codes.tier), path, notes)


def _needs_ranking(path, codes, notes):
    if not codes.ranked:
        notes.fault(
            "no_ranking",
            path,
            say(_("This asks for a place, and the measure does not rank.")),
            say(_("Add ranking:, or leave it out.")),
        )


def _placed(block, path, codes, notes):
    """A question about a place says which end and what becomes of a tie at the edge."""
    ends = [key for key in ("from_top", "from_bottom") if key in block]
    if not ends:
        message = say(_("A tie matters only where a place is asked."))
        not_with(block, "ties", path, message, notes)
        return
    exactly_one(block, ("from_top", "from_bottom"), path, notes)
    _needs_ranking((*path, ends[0]), codes, notes)
    if "ties" not in block:
        notes.fault(
            "switch",
            path,
            say(_("It is open whether people who tie at the edge are meant (switch no. 14).")),
            say(_("Write ties: include_all or exclude_all.")),
        )


def _look_back(one, path, plain, codes, notes):
    what = exactly_one(one, ("when", "result"), path, notes)
    if what is None:
        return
    span = one["span"]
    if (span == "periods") != ("periods" in one):
        notes.fault(
            "span",
            path,
            say(_("How many periods is said by span: periods together with periods:.")),
            say(_("Write e.g. span: periods and periods: 2.")),
        )
    if span == "periods" and plain["period"]["cycle"] == "window":
        notes.fault(
            "span",
            (*path, "span"),
            say(_("A measure for one fixed window has no period before it.")),
            say(_("Write span: term, or another period.cycle.")),
        )
    if what == "when":
        exactly_one(one, ("at_least", "at_most"), path, notes)
        return
    result = one["result"]
    if span in ("period", "month"):
        notes.fault(
            "span",
            (*path, "span"),
            say(_("A look-back over results covers several periods.")),
            say(_("Write span: periods with periods: 2, or span: term with at_least:.")),
        )
    elif span == "term":
        exactly_one(one, ("at_least", "at_most"), path, notes)
    else:
        message = say(_("Each of the periods must have this result; a number says nothing here."))
        for key in ("at_least", "at_most"):
            not_with(one, key, path, message, notes)
    known(result, "tier", codes.tier, (*path, "result"), notes)
    _placed(result, (*path, "result"), codes, notes)


def _cause(one, path, plain, codes, notes, *, may_look_at_results):
    what = exactly_one(one, ("when", "history"), path, notes)
    if what != "history":
        return
    not_with(one, "at_least", path, say(_("The look-back already says how many.")), notes)
    known(one, "history", codes.history, path, notes)
    over_results = [entry["code"] for entry in plain.get("history", ()) if "result" in entry]
    if one["history"] in over_results and not may_look_at_results:
        notes.fault(
            "cause",
            (*path, "history"),
            say(_("A veto cannot follow from a result it would change itself.")),
            say(_("Name a look-back that counts records, or propose an action instead.")),
        )
    elif one["history"] in over_results:
        notes.fault(
            "cause",
            (*path, "history"),
            say(_("A flag follows from records, or from a look-back that counts records.")),
            say(_("Name another look-back; one over results is shown by itself.")),
        )


def _effect(one, path, codes, notes):
    if one["effect"] == "tier":
        if "tier" not in one:
            notes.fault(
                "missing",
                path,
                say(_("The key %(key)s is missing."), key="tier"),
                say(_("Write the code of the tier it sets.")),
            )
        known(one, "tier", codes.tier, path, notes)
    else:
        not_with(one, "tier", path, say(_("Only effect: tier sets a tier.")), notes)


def _quota(quota, index, plain, codes, notes):
    path = ("quotas", index)
    _needs_ranking(path, codes, notes)
    what = exactly_one(quota, ("count", "percent"), path, notes)
    if what == "percent":
        open_keys = [key for key in ("base", "rounding") if key not in quota]
        for key in open_keys:
            notes.fault(
                "switch",
                path,
                say(_("A percentage leaves its %(key)s open (switch no. 14)."), key=key),
                say(_("Write base: population, scored, ranked or eligible."))
                if key == "base"
                else say(_("Write rounding: down, half_up or up.")),
            )
        least = (plain.get("ranking") or {}).get("min_size", 1)
        down = not open_keys and quota["rounding"] == "down"
        if down and milli(quota["percent"]) * least < 100_000:
            notes.warn(
                "quota_of_nobody",
                path,
                say(_("In a group of %(n)s this percentage is nobody."), n=least),
            )
    elif what == "count":
        for key in ("base", "rounding"):
            message = say(_("A number of places needs neither base nor rounding."))
            not_with(quota, key, path, message, notes)
        least = (plain.get("ranking") or {}).get("min_size", 1)
        if quota["count"] > least and quota.get("within", "group") == "group":
            notes.warn(
                "quota_larger_than_group",
                path,
                say(
                    _("A group may have %(n)s ranked people, fewer than these %(count)s places."),
                    n=least,
                    count=quota["count"],
                ),
            )
    known(quota, "sets_tier", codes.tier, path, notes)
    known(quota, "after", codes.quota[:index], path, notes)
    eligible = quota.get("eligible", {})
    known(eligible, "tier", codes.tier, (*path, "eligible"), notes)
    known(eligible, "gate_met", codes.gate, (*path, "eligible"), notes)
    if "who" in eligible:
        fields = plain.get("population", {}).get("fields", [])
        people(eligible["who"], (*path, "eligible", "who"), fields, plain, notes)


def _bands(plain, notes):
    bands = plain.get("rank_bands")
    if not bands:
        return
    if not plain.get("ranking"):
        _needs_ranking(("rank_bands",), Codes(plain), notes)
    elif plain["ranking"]["min_size"] < len(bands):
        notes.warn(
            "bands_larger_than_group",
            ("rank_bands",),
            say(
                _("A ranked group may have %(n)s people, fewer than these %(count)s bands."),
                n=plain["ranking"]["min_size"],
                count=len(bands),
            ),
        )


def _action(when, path, plain, codes, notes):
    known(when, "tier", codes.tier, path, notes)
    for key in ("gate_failed", "gate_met"):
        known(when, key, codes.gate, path, notes)
    for key in ("history", "quota", "flag", "override", "band"):
        known(when, key, getattr(codes, key), path, notes)
    _placed(when, path, codes, notes)
