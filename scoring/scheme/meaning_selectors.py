"""Selectors outside and inside of items: what they leave open, and whether anything can fit."""

from itertools import product

from .build_values import as_list, fact_selector
from .meaning_words import declared_words, kinds_read, selector
from .text import _, say
from .words import FIELD_VALUES

MOST_COMBINATIONS = 20_000
MOST_QUANTITY = 1_000_000_000


def check(plain, notes):
    """The selectors of gates, held and min_obliged; and of everything, whether it can fit."""
    for path, when in asked(plain):
        found = selector(when, path, plain, notes)
        attendance(when, path, found, plain, notes)
    for index, item in enumerate(plain["items"]):
        by = as_list(item["table"]["by"]) if "table" in item else ()
        path = ("items", index)
        if reached(fact_selector(item["when"], by=by), plain, (*path, "when"), notes):
            for number, factor in enumerate(item.get("factors", {}).get("list", ())):
                both = fact_selector({"all": [item["when"], factor["when"]]}, by=("outcome",))
                here = (*path, "factors", "list", number, "when")
                reached(both, plain, here, notes, inside=True)
    for path, when in asked(plain):
        reached(fact_selector(when), plain, path, notes)


def asked(plain):
    """(path, plain selector) of everything beside the items that counts records."""
    for key in ("gates", "history", "overrides", "flags", "measures"):
        for index, one in enumerate(plain.get(key, ())):
            if "when" in one:
                yield (key, index, "when"), one["when"]
            if "share" in one:
                yield (key, index, "share", "of"), one["share"]["of"]
    yield from above_items(plain)
    for key in ("categories", "pools"):
        for index, block in enumerate(plain.get(key, ())):
            if "held" in block:
                yield (key, index, "held"), block["held"]
    obliged = plain.get("too_few_data", {}).get("min_obliged")
    if obliged:
        yield ("too_few_data", "min_obliged", "when"), obliged["when"]


def above_items(plain):
    """The same of rates, missing parts, factors on the sum and ballots."""
    for index, one in enumerate(plain.get("rates", ())):
        yield ("rates", index, "of"), one["of"]
    for index, one in enumerate(plain.get("missing_parts", ())):
        for key in ("when", "unless"):
            if key in one:
                yield ("missing_parts", index, key), one[key]
    for index, one in enumerate(plain.get("multipliers", {}).get("list", ())):
        for key in ("when", "of"):
            if key in one.get("share", {}):
                yield ("multipliers", "list", index, "share", key), one["share"][key]
    ballots = plain.get("ballots", {})
    if "cast" in ballots:
        yield ("ballots", "cast"), ballots["cast"]
    for index, one in enumerate(ballots.get("choices", ())):
        yield ("ballots", "choices", index, "when"), one["when"]


def says_status(when, kind, declared):
    """Whether a plain selector says which status counts wherever it reads the kind."""
    if "status" in when or any(says_status(part, kind, declared) for part in when.get("all", ())):
        return True
    if "not" in when and says_status(when["not"], kind, declared):
        return True
    parts = [part for part in when.get("any", ()) if kind in kinds_read(part, declared)]
    return bool(parts) and all(says_status(part, kind, declared) for part in parts)


def attendance(when, path, found, plain, notes):
    """A kind that records attendance is never counted without saying which status counts."""
    for kind in found:
        records = "status" in plain["kinds"][kind].get("fields", {})
        if records and not says_status(when, kind, plain["kinds"]):
            if path[0] == "items":
                message = _(
                    "The kind %(kind)s records attendance, and the item does not say "
                    "which status counts; an absence would earn the same."
                )
            else:
                message = _(
                    "The kind %(kind)s records attendance, and it is not said which status "
                    "counts here; an absence would count as well."
                )
            notes.fault(
                "status",
                path,
                say(message, kind=kind),
                say(
                    _(
                        "Add status: present to when, or a table by status, or "
                        "status: any if it truly does not matter."
                    )
                ),
            )
            return


def reached(wanted, plain, path, notes, *, inside=False):
    """Warn if no record as declared under kinds can ever fit; returns whether one can."""
    if any(fits(wanted, kind, plain) for kind in plain["kinds"]):
        return True
    if inside:
        message = say(_("No record this item reads can ever fit here."))
    else:
        message = say(_("No record can ever fit what is asked here."))
    notes.warn(
        "unreachable",
        path,
        message,
        say(_("Compare the words asked for with one another and with those under kinds.")),
    )
    return False


def fits(wanted, kind, plain):
    """Whether some record of the kind fits; also True where there are too many to try."""
    fields, bounds, roles = [], {0, 1000}, set()
    for ask in wanted.every_ask():
        if ask.field == "quantity":
            bounds |= {ask.values[0] + step for step in (-1, 0, 1)}
        elif ask.field == "subject_role":
            roles.update(value for value in ask.values if value != "none")
        elif ask.field in FIELD_VALUES and ask.field not in fields:
            fields.append(ask.field)
    choices = [[None, *declared_words([kind], field, plain)] for field in fields]
    choices.append(sorted(one for one in bounds if 0 <= one <= MOST_QUANTITY))
    choices.append([frozenset(), *(frozenset({role}) for role in sorted(roles)), frozenset(roles)])
    size = 1
    for words in choices:
        size *= len(words)
    if size > MOST_COMBINATIONS:
        return True
    names = [*fields, "quantity", "subject_role"]
    return any(
        wanted.holds({"kind": kind, **dict(zip(names, words, strict=True))})
        for words in product(*choices)
    )
