"""Who has nothing to be judged by in a part: said by a record, by no duty, or by no record."""

import polars as pl


def find_missing(sheet, people, live, questions, period):
    """Fill ``sheet.missing``: for each part, the people for whom it is missing."""
    for number, one in enumerate(sheet.plan.scheme.aggregates.missing):
        if one.no_record_of:
            out = without_record(sheet, people, live, one)
        else:
            said = questions.numbers(("missing", str(number)), period.start, period.end)
            out = {s for s in sheet.scored if (s in said) == bool(one.when)}
        sheet.missing[one.part] = sheet.missing.get(one.part, set()) | out


def without_record(sheet, people, live, one):
    """The people without a record of this part, or whose whole group has none."""
    column = "item" if one.part.kind == "item" else "block"
    rows = live.filter(pl.col(column) == sheet.number(one.part))
    having = set(rows.get_column("s").unique())
    having |= set(sheet.given.get(one.part, ()))
    if one.no_record_of == "person":
        return set(sheet.scored) - having
    groups = group_of(people, one.within)
    with_one = {groups[s] for s in having}
    return {s for s in sheet.scored if groups[s] not in with_one}


def group_of(people, column):
    """{s: the group compared within}; one group for everybody without a column."""
    if column is None:
        return dict.fromkeys(people.get_column("s"), "")
    return dict(people.select("s", pl.col(column).fill_null("")).iter_rows())
