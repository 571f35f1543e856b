"""People, groups, gates, actions: names that must exist, and what to look at twice."""

from .build_values import as_list, switch_values
from .meaning_awards import award_kind, credit
from .meaning_selectors import asked
from .meaning_switches import maxima_differ
from .meaning_words import OWN_PARTS, as_date, declared_words, kinds_read, unknown_word, words_of
from .text import _, say
from .words import FIELD_VALUES

SUBJECT_WORDS = ("group", "constituency", "level", "subject")


FOUND_IN = {
    "gates": "gates",
    "history": "history",
    "quotas": "quotas",
    "places": "quotas",
    "overrides": "overrides",
    "flags": "flags",
    "measures": "measures",
    "band": "rank_bands",
}


def check(plain, notes):
    """Everything named in population, ranking, gates, actions and examples exists."""
    fields = plain.get("population", {}).get("fields", [])
    for field in fields:
        if field in ("name", "label", "start", "end", "subject", "subject_role", *SUBJECT_WORDS):
            notes.fault(
                "reserved",
                ("population", "fields"),
                say(_("The word %(word)s has a meaning of its own."), word=field),
                say(_("Choose another word.")),
            )
    for key in ("unscored", "unranked"):
        for index, one in enumerate(plain.get("population", {}).get(key, ())):
            people(one["when"], ("population", key, index, "when"), fields, plain, notes)
    ranking = plain.get("ranking")
    if ranking and ranking["group"] not in ("none", *SUBJECT_WORDS[:3], *fields):
        unknown_word(
            notes, ("ranking", "group"), ranking["group"], ["none", *SUBJECT_WORDS[:3], *fields]
        )
    tiers = [tier["code"] for tier in plain.get("tiers") or ()]
    examples(plain, tiers, notes)
    second_look(plain, notes)


def people(when, path, fields, plain, notes):
    """A selector over people asks for known fields."""
    known = ["subject_role", *SUBJECT_WORDS, *fields]
    for key, value in when.items():
        if key not in known:
            unknown_word(notes, (*path, key), key, known)
        elif key == "subject_role":
            for word in words_of(value):
                if word not in plain.get("roles", {}) and word != "none":
                    unknown_word(
                        notes,
                        (*path, key),
                        word,
                        plain.get("roles", {}),
                        say(_("No role %(word)s is declared under roles."), word=word),
                    )
        elif key == "level":
            for word in words_of(value):
                if word not in (*FIELD_VALUES["level"], "none"):
                    unknown_word(notes, (*path, key), word, FIELD_VALUES["level"])


def counted_all_the_same(expect, path, notes):
    """A total that is given is not counted, so nothing can be expected of its parts."""
    for key in ("items", "categories", "before"):
        if key in expect:
            notes.fault(
                "unused",
                (*path, "expect", key),
                say(_("The total of this example is given, so its parts are not counted.")),
                say(_("Remove it, or leave given.total out.")),
            )


def examples(plain, tiers, notes):
    """Examples use declared words and existing codes."""
    items = [item["code"] for item in plain["items"]]
    blocks = [block["code"] for key in ("categories", "pools") for block in plain.get(key, ())]
    actions = [action["code"] for action in plain.get("actions", ())]
    for index, example in enumerate(plain.get("examples", ())):
        given, expect, path = example["given"], example["expect"], ("examples", index)
        for number, role in enumerate(given.get("roles", ())):
            here = (*path, "given", "roles", number)
            code = role if isinstance(role, str) else role["role"]
            if code not in plain.get("roles", {}):
                unknown_word(notes, here, code, plain.get("roles", {}))
            for key in ("start", "end"):
                if key in role and not isinstance(role, str):
                    as_date(role[key], (*here, key), notes)
        for key in ("start", "end"):
            if key in given:
                as_date(given[key], (*path, "given", key), notes)
        for number, one in enumerate(given.get("suspended", ())):
            for key in one:
                as_date(one[key], (*path, "given", "suspended", number, key), notes)
        for number, fact in enumerate(given["facts"]):
            given_fact(fact, (*path, "given", "facts", number), plain, notes)
        for code in expect.get("items", {}):
            if code not in items:
                unknown_word(notes, (*path, "expect", "items", code), code, items)
        for key in ("categories", "before"):
            for code in expect.get(key, {}):
                if code not in (*OWN_PARTS, *blocks):
                    unknown_word(notes, (*path, "expect", key, code), code, [*OWN_PARTS, *blocks])
        if "total" in given:
            counted_all_the_same(expect, path, notes)
        if expect.get("tier") is not None and expect["tier"] not in tiers:
            unknown_word(notes, (*path, "expect", "tier"), expect["tier"], tiers)
        for code in expect.get("actions", ()):
            if code not in actions:
                unknown_word(notes, (*path, "expect", "actions"), code, actions)
        for key, group in FOUND_IN.items():
            known = [one["code"] for one in plain.get(group, ())]
            for code in as_list(expect.get(key)) if key != "band" else [expect.get("band")]:
                for one in code if isinstance(code, dict) else [code]:
                    if one is not None and one not in known:
                        unknown_word(notes, (*path, "expect", key), one, known)
        for number, one in enumerate(given.get("past", ())):
            if one.get("tier") is not None and one["tier"] not in tiers:
                unknown_word(notes, (*path, "given", "past", number, "tier"), one["tier"], tiers)
    if not plain.get("examples"):
        notes.warn(
            "no_examples",
            (),
            say(_("No worked example checks this measure.")),
            say(_("Add examples: with given facts and the result expected.")),
        )


def given_fact(fact, path, plain, notes):
    """A fact of an example is one the measure could meet."""
    if fact["kind"] not in plain["kinds"]:
        unknown_word(notes, (*path, "kind"), fact["kind"], plain["kinds"])
        return
    for key in ("on", "submitted_on", "object_on"):
        if key in fact:
            as_date(fact[key], (*path, key), notes)
    for field in FIELD_VALUES:
        if fact.get(field) is not None:
            known = declared_words([fact["kind"]], field, plain)
            if fact[field] not in known:
                unknown_word(notes, (*path, field), fact[field], known)


def second_look(plain, notes):
    """Warnings about the measure as a whole."""
    grouped = switch_values(plain).get("unequal_maxima") == "grouped"
    if plain.get("ranking") and maxima_differ(plain) and not grouped:
        notes.warn(
            "unequal_maxima",
            ("ranking",),
            say(_("Deputies with different maxima are ranked together.")),
        )
    readers = [item["when"] for item in plain["items"]] + [when for _path, when in asked(plain)]
    used = {kind for when in readers for kind in kinds_read(when, plain["kinds"])}
    for kind in plain["kinds"]:
        if kind not in used:
            notes.warn(
                "unused_kind",
                ("kinds", kind),
                say(_("No item and no requirement reads the kind %(kind)s."), kind=kind),
            )
    checked(plain, notes)
    for index, item in enumerate(plain["items"]):
        unlimited = (
            credit(item) and "limit" not in item and award_kind(item) in ("each", "from_nth")
        )
        home = item.get("category") or item.get("pool")
        capped = any(
            block["code"] == home and block["max"] not in ("none", "not_stated")
            for key in ("categories", "pools")
            for block in plain.get(key, ())
        )
        capped = capped or any(
            item["code"] in limit["items"] and limit.get("max", "none") != "none"
            for limit in plain.get("limits", ())
        )
        if unlimited and not capped and plain["total"]["max"] == "none":
            notes.warn(
                "unlimited",
                ("items", index),
                say(_("The item has no cap of its own, nor has its category or the total.")),
            )


def checked(plain, notes):
    """Warn of items nobody else checks, and of items only people who are not scored can earn."""
    whom = [one["when"] for one in plain.get("population", {}).get("unscored", ())]
    alone = [when["subject_role"] for when in whom if set(when) == {"subject_role"}]
    out = {role for one in alone if not isinstance(one, dict) for role in as_list(one)}
    for index, item in enumerate(plain["items"]):
        who, by = item.get("recorder"), item.get("verifier")
        if who is not None and by in (None, who):
            notes.warn(
                "unchecked",
                ("items", index),
                say(_("Nobody but %(who)s checks what is entered here."), who=who),
                say(_("Name under verifier: who checks it.")),
            )
        role = item["when"].get("subject_role")
        if role is not None and not isinstance(role, dict) and set(as_list(role)) <= out:
            notes.warn(
                "nobody_earns",
                ("items", index, "when", "subject_role"),
                say(_("Only people who are not scored could earn this.")),
            )
