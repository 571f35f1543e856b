"""What one unit of a fact is worth in an item: table, factors, shares; or why it is worth none."""

from fractions import Fraction

from .shares import share_of


def worth(scheme, item, row):
    """(thousandths one whole unit is worth, None), or (None, the mark that says why not).

    A judged value is a factor of 1000 thousandths here; the judged points multiply it later.
    """
    mark = barred(item, row)
    if mark:
        return None, mark
    if item.table:
        value = table_value(scheme, item.table, row)
        if value is None:
            return None, "not_in_table"
    elif item.judged:
        value = 1
    else:
        value = item.points or 0
    value = through_factors(item, Fraction(value), row)
    if item.split:
        value = share_of(
            item.split, value, row["place"], row["of"], scheme.switches.get("rounding")
        )
    return value, None


def barred(item, row):
    """The mark of a fact this item reads and does not count, before any value is looked up."""
    if item.disabled:
        return "disabled"
    if item.in_force and not row["in_force"][item.in_force]:
        return "not_in_force"
    if (item.split or item.named) and row["place"] is None:
        return "no_place"
    if item.split and (row["of"] is None or row["place"] > row["of"]):
        return "no_place"
    if item.named and row["place"] > item.named:
        return "not_named"
    return None


def through_factors(item, value, row):
    """The value times the factors in force that fit, combined as the item says."""
    fitting = [
        factor.factor
        for factor in item.factors
        if factor.when.holds(row) and (factor.in_force is None or row["in_force"][factor.in_force])
    ]
    if item.combine == "lowest":
        fitting = sorted(fitting)[:1]
    elif item.combine == "table":
        fitting = fitting[:1]
    for factor in fitting:
        value *= Fraction(factor, 1000)
    return value


def table_value(scheme, table, row):
    """The table's value for a fact, its ``else`` value, or None."""
    for words in _words(scheme, table, row):
        if words in table.values:
            return table.values[words]
    return table.otherwise


def _words(scheme, table, row):
    """The keys to try, the first role held first."""
    options = []
    for name in table.by:
        if name == "subject_role":
            held = [role for role in scheme.roles if role in row["subject_role"]]
            options.append([*held, "none"])
        else:
            options.append([row[name] if row[name] is not None else "none"])
    if len(options) == 1:
        return [(one,) for one in options[0]]
    return [(one, two) for one in options[0] for two in options[1]]
