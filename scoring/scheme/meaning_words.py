"""Codes, dates, figures and the vocabulary of kinds, fields and roles."""

from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from .build_values import as_list
from .text import _, say
from .words import FIELD_VALUES, RESERVED

OWN_PARTS = ("base", "override", "adjusted")  # parts of a total no measure declares


def check(plain, notes):
    """Figures fit a thousandth, codes are unique, kinds and their words are declared rightly."""
    figures(plain, (), notes)
    unique_codes(plain, notes)
    period(plain, notes)
    completeness(plain, notes)
    kinds(plain, notes)


def figures(value, path, notes):
    """No figure is finer than a thousandth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            figures(inner, (*path, key), notes)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            figures(inner, (*path, index), notes)
    elif isinstance(value, Decimal) and path != ("version",) and finer(value):
        notes.fault(
            "decimals",
            path,
            say(_("%(value)s is finer than a thousandth."), value=value),
            say(
                _("Write at most three decimals, e.g. %(example)s."),
                example=value.quantize(Decimal("0.001")),
            ),
        )


def finer(value):
    """Whether a figure is finer than a thousandth."""
    return value * 1000 != (value * 1000).to_integral_value()


def unique_codes(plain, notes):
    """No code twice in one list; categories and pools share their codes."""
    for groups in (
        ("categories", "pools"),
        ("items",),
        ("limits",),
        ("exclusions",),
        ("tiers",),
        ("gates",),
        ("history",),
        ("overrides",),
        ("quotas",),
        ("rank_bands",),
        ("flags",),
        ("measures",),
        ("actions",),
    ):
        seen = dict.fromkeys(OWN_PARTS) if groups[0] == "categories" else {}
        for group in groups:
            for index, entry in enumerate(plain.get(group, ())):
                code = entry["code"]
                path = (group, index, "code")
                if code in seen:
                    notes.fault(
                        "duplicate_code",
                        path,
                        say(_("The code %(code)s is used twice."), code=code)
                        if seen[code]
                        else say(_("The word %(word)s has a meaning of its own."), word=code),
                        say(_("Give each its own code.")),
                    )
                seen[code] = path
    names = {}
    for index, example in enumerate(plain.get("examples", ())):
        if example["name"] in names:
            notes.fault(
                "duplicate_code",
                ("examples", index, "name"),
                say(_("The example %(name)s stands twice."), name=example["name"]),
                say(_("Give each example its own name.")),
            )
        names[example["name"]] = index


def as_date(text, path, notes):
    """The date, or None with a fault."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        notes.fault(
            "date",
            path,
            say(_("%(value)s is not a day of the calendar."), value=text),
            say(_("Write a date such as 2026-03-05.")),
        )
        return None


def period(plain, notes):
    """The period says what its cycle needs and nothing else."""
    rule = plain["period"]
    needs = {"calendar_year": (), "year_from": ("from",), "window": ("start", "end")}
    for key in needs[rule["cycle"]]:
        if key not in rule:
            notes.fault(
                "missing",
                ("period",),
                say(_("The key %(key)s is missing."), key=key),
                say(_("A period of cycle %(cycle)s needs it."), cycle=rule["cycle"]),
            )
    for key in ("from", "start", "end"):
        if key in rule and key not in needs[rule["cycle"]]:
            notes.fault(
                "unused",
                ("period", key),
                say(_("A period of cycle %(cycle)s has no %(key)s."), cycle=rule["cycle"], key=key),
                say(_("Remove it or change the cycle.")),
            )
    if "start" in rule and "end" in rule:
        start = as_date(rule["start"], ("period", "start"), notes)
        end = as_date(rule["end"], ("period", "end"), notes)
        if start and end and end < start:
            notes.fault(
                "date",
                ("period", "end"),
                say(_("The period ends before it starts.")),
                say(_("Write a later end.")),
            )


def completeness(plain, notes):
    """What the source leaves out is said, or nothing is left out."""
    left_out = plain.get("left_out") or []
    if plain["completeness"] == "partial" and not left_out:
        notes.fault(
            "left_out",
            ("completeness",),
            say(_("The measure is partial but nothing is listed as left out.")),
            say(_("Add left_out: with what the source does not say.")),
        )
    if plain["completeness"] == "full" and left_out:
        notes.fault(
            "left_out",
            ("left_out",),
            say(_("The measure is full and yet something is left out.")),
            say(_("Write completeness: partial.")),
        )
    if plain["completeness"] == "partial":
        notes.warn(
            "partial",
            ("completeness",),
            say(
                _(
                    "The measure is partial: totals, tiers and ranks show only the part "
                    "that is written."
                )
            ),
        )


def kinds(plain, notes):
    """Words declared for fixed fields come from the fixed list; reserved words stay free."""
    for kind, entry in plain["kinds"].items():
        for field, values in entry.get("fields", {}).items():
            fixed = FIELD_VALUES.get(field)
            path = ("kinds", kind, "fields", field)
            for word in as_list(values):
                if field in ("quantity", "judged"):
                    continue
                if word in RESERVED:
                    notes.fault(
                        "reserved",
                        path,
                        say(_("The word %(word)s has a meaning of its own."), word=word),
                        say(_("Leave it out here; none may be used in any selector.")),
                    )
                elif fixed and word not in fixed:
                    unknown_word(notes, path, word, fixed)
    for role in plain.get("roles", {}):
        if role in RESERVED:
            notes.fault(
                "reserved",
                ("roles", role),
                say(_("The word %(word)s has a meaning of its own."), word=role),
                say(_("Choose another word.")),
            )


def unknown_word(notes, path, word, known, message=None):
    """A word nobody declared, with the nearest one that somebody did."""
    close = get_close_matches(str(word), [str(one) for one in known], 1)
    if close:
        fix = say(_("Did you mean %(word)s?"), word=close[0])
    elif not known:
        fix = say(_("The scheme declares none; leave it out."))
    else:
        fix = say(_("Known here: %(words)s."), words=", ".join(map(str, known)))
    notes.fault("unknown", path, message or say(_("%(word)s is not known here."), word=word), fix)


def kinds_read(when, declared):
    """The declared kinds a plain selector may fit, in order."""
    found = list(declared)
    asked = when.get("kind")
    if isinstance(asked, dict):
        found = [kind for kind in found if kind not in as_list(asked["not"])]
    elif asked not in (None, "any"):
        found = [kind for kind in found if kind in as_list(asked)]
    for part in when.get("all", ()):
        found = [kind for kind in found if kind in kinds_read(part, declared)]
    if when.get("any"):
        some = {kind for part in when["any"] for kind in kinds_read(part, declared)}
        found = [kind for kind in found if kind in some]
    return found


def selector(when, path, plain, notes, *, kinds_open=None):
    """Kinds, fields and words a fact selector asks for are declared.

    Returns the declared kinds it may fit. A nested selector inherits the kinds of the outer one.
    """
    declared = plain["kinds"]
    found = kinds_read(when, declared)
    if kinds_open is not None:
        found = [kind for kind in found if kind in kinds_open]
    for key, value in when.items():
        here = (*path, key)
        if key == "kind":
            for word in words_of(value):
                if word not in declared and word not in RESERVED:
                    unknown_word(
                        notes, here, word, declared,
                        say(_("No kind %(word)s is declared under kinds."), word=word),
                    )  # fmt: skip
        elif key in ("any", "all"):
            for index, part in enumerate(value):
                selector(part, (*here, index), plain, notes, kinds_open=found)
        elif key == "not":
            selector(value, here, plain, notes, kinds_open=found)
        elif key == "subject_role":
            for word in words_of(value):
                unknown_role(word, here, plain, notes)
        else:
            field_words(key, value, here, found, plain, notes)
    return found


def unknown_role(word, path, plain, notes):
    """A fault if the role is not declared."""
    roles = plain.get("roles", {})
    if word not in roles and word not in RESERVED:
        message = say(_("No role %(word)s is declared under roles."), word=word)
        unknown_word(notes, path, word, roles, message)


def words_of(value):
    """The words of ``word``, ``[words]`` or ``{not: …}``."""
    if isinstance(value, dict):
        value = value.get("not", [])
    return as_list(value)


def field_words(field, value, path, kinds_found, plain, notes):
    """The field belongs to one of the kinds, and the words to that field."""
    having = [kind for kind in kinds_found if field in plain["kinds"][kind].get("fields", {})]
    if not having:
        if kinds_found:
            notes.fault(
                "no_field",
                path,
                say(
                    _("No kind selected here (%(kinds)s) has the field %(field)s."),
                    kinds=", ".join(kinds_found),
                    field=field,
                ),
                say(_("Declare it under kinds, or leave the question out.")),
            )
        return
    if field == "quantity":
        return
    known = declared_words(having, field, plain)
    for word in words_of(value):
        if word not in known and word not in RESERVED:
            unknown_word(
                notes,
                path,
                word,
                known,
                say(_("The field %(field)s has no word %(word)s."), field=field, word=word),
            )


def declared_words(kinds_found, field, plain):
    """Every word declared for a field of these kinds, in order."""
    words = []
    for kind in kinds_found:
        for word in as_list(plain["kinds"][kind].get("fields", {}).get(field)):
            if word not in words:
                words.append(word)
    return words
