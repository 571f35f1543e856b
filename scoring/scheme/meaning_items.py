"""Items: what they read, how they award, and the combinations that would say two things."""

from . import meaning_counts, meaning_values, meaning_windows
from .build_values import as_list
from .meaning_awards import award, ladder, limit_words, unit, values_of
from .meaning_selectors import attendance
from .meaning_words import declared_words, selector, unknown_word
from .text import _, say

VALUES = ("points", "table", "judged", "bands", "curve")


def check(plain, notes):
    """Every item reads declared words and has one clear value."""
    blocks = {block["code"] for key in ("categories", "pools") for block in plain.get(key, ())}
    for index, item in enumerate(plain["items"]):
        path = ("items", index)
        home(item, path, plain, notes)
        table = item.get("table")
        by = tuple(as_list(table["by"])) if table else ()
        found = selector(item["when"], (*path, "when"), plain, notes)
        value(item, path, found, plain, notes)
        if "status" not in by:
            attendance(item["when"], (*path, "when"), found, plain, notes)
        ladder(item, by, path, notes)
        award(item, path, notes)
        unit(item, path, found, plain, notes)
        meaning_counts.check(item, path, plain, notes)
        meaning_values.check(item, path, found, plain, notes)
        meaning_windows.check(item, path, notes)
        for number, factor in enumerate(item.get("factors", {}).get("list", ())):
            selector(
                factor["when"],
                (*path, "factors", "list", number, "when"),
                plain,
                notes,
                kinds_open=found,
            )
        limit_words(item, path, notes)
        if not blocks:
            return
    earnable(plain, notes)


def home(item, path, plain, notes):
    """An item belongs to one category or one pool."""
    said = [key for key in ("category", "pool") if key in item]
    if len(said) != 1:
        notes.fault(
            "home",
            path,
            say(_("An item belongs to one category or to one pool.")),
            say(_("Write category: or pool: with its code.")),
        )
        return
    key = said[0]
    group = "categories" if key == "category" else "pools"
    known = [block["code"] for block in plain.get(group, ())]
    if item[key] not in known:
        unknown_word(notes, (*path, key), item[key], known)


def value(item, path, found, plain, notes):
    """One value, said once; a table covers every declared word."""
    said = [key for key in VALUES if key in item]
    by_award = meaning_counts.whole_count(item) == "above_below"
    if len(said) + by_award != 1:
        notes.fault(
            "value",
            path,
            say(_("An item says in one way what it is worth.")),
            say(
                _(
                    "Write points: with one number, table: with by: and values:, judged:, bands: "
                    "or curve:; an award above_below needs none of them."
                )
            ),
        )
    table = item.get("table")
    if not table:
        return
    by = as_list(table["by"])
    here = (*path, "table")
    if len(set(by)) != len(by):
        notes.fault(
            "table",
            (*here, "by"),
            say(_("The two fields of a table differ.")),
            say(_("Keep one of the two.")),
        )
        return
    words = []
    for field in by:
        known = words_for(field, item, found, plain)
        if not known and found:
            notes.fault(
                "no_field",
                (*here, "by"),
                say(
                    _("No kind selected here (%(kinds)s) has the field %(field)s."),
                    kinds=", ".join(found),
                    field=field,
                ),
                say(_("Declare it under kinds, or choose another field.")),
            )
            return
        words.append(known)
    cells(table, by, words, here, plain, notes)


def words_for(field, item, found, plain):
    """The words a matching fact may have in the field, as declared and as selected."""
    if field == "subject_role":
        return list(plain.get("roles", {}))
    known = declared_words(found, field, plain)
    asked = item["when"].get(field)
    if isinstance(asked, dict) and "not" in asked:
        known = [word for word in known if word not in as_list(asked["not"])]
    elif asked not in (None, "any"):
        known = [word for word in as_list(asked) if word in known or word == "none"]
    return known


def cells(table, by, words, here, plain, notes):
    """Rows and columns are words of the fields, and none is missing without an else."""
    open_end = "else" in table
    rows = table["values"]
    line_up(rows, by[0], words[0], (*here, "values"), open_end, notes)
    for word, row in rows.items():
        path = (*here, "values", word)
        if len(by) == 1 and isinstance(row, dict):
            notes.fault(
                "table",
                path,
                say(_("A table by one field has one number for each word.")),
                say(_("Write by: with two fields, or one number here.")),
            )
        elif len(by) == 2 and not isinstance(row, dict):
            notes.fault(
                "table",
                path,
                say(_("A table by two fields has a row of words and numbers here.")),
                say(_("Write e.g. {present: 2, absent: -1}.")),
            )
        elif len(by) == 2:
            line_up(row, by[1], words[1], path, open_end, notes)


def line_up(row, field, known, path, open_end, notes):
    """The words of one row against the words of the field."""
    for word in row:
        if word not in known and word != "none":
            unknown_word(
                notes,
                (*path, word),
                word,
                known,
                say(_("The field %(field)s has no word %(word)s here."), field=field, word=word),
            )
    missing = [word for word in known if word not in row]
    if field == "subject_role" and "none" not in row:
        missing = [*missing, "none"]
    if missing and not open_end:
        notes.fault(
            "table_gap",
            path,
            say(_("The table has no value for: %(words)s."), words=", ".join(missing)),
            say(
                _(
                    "Write a value for each (0 earns nothing), or else: with a value for "
                    "all the rest."
                )
            ),
        )


def earnable(plain, notes):
    """Warn of items nobody can get a point from or lose one by."""
    for index, item in enumerate(plain["items"]):
        if not any(values_of(item)):
            notes.warn(
                "no_points", ("items", index), say(_("The item is worth nothing whatever is done."))
            )
