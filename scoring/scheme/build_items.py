"""From the plain values of an item to the frozen Item, with what the switches decide for it."""

from .build_item_values import build_in_force, build_item_values
from .build_values import as_list, fact_selector, milli, milli_or_none
from .document_items import Award, Factor, Item, Limit, Table, Unit


def build_unit(plain):
    """A unit: one word, or a block with ``count``."""
    if plain is None:
        return Unit()
    if isinstance(plain, str):
        return Unit(plain)
    return Unit(
        plain["count"],
        plain.get("keep", "first"),
        milli(plain["step"]) if "step" in plain else None,
        plain.get("part", "floor"),
        plain.get("over", "period"),
    )


def build_table(plain):
    """A table by one field (word: points) or two (word: {word: points})."""
    if plain is None:
        return None
    by = tuple(as_list(plain["by"]))
    values = {}
    for first, row in plain["values"].items():
        if len(by) == 1:
            values[(first,)] = milli(row)
        else:
            values.update({(first, second): milli(cell) for second, cell in row.items()})
    otherwise = milli(plain["else"]) if "else" in plain else None
    return Table(by, values, otherwise)


def build_limit(plain, switches):
    """A limit with its order and excess filled in from the switches; None for ``none``."""
    if plain is None or plain == "none":
        return None
    return Limit(
        milli_or_none(plain.get("max")),
        milli_or_none(plain.get("floor")),
        plain.get("count"),
        plain.get("per", "period"),
        plain.get("order", switches.get("cap_order", "first_in_time")),
        plain.get("excess", switches.get("cap_excess", "truncate")),
    )


def build_item(plain, switches):
    """One item with everything the switches decide for it."""
    award = plain.get("award", "each")
    if isinstance(award, dict):
        award = Award(
            award["kind"],
            award.get("n", 0),
            award.get("choose", "first"),
            award.get("missed", switches.get("target_missed", "nothing")),
        )
    else:
        award = Award(award)
    table = build_table(plain.get("table"))
    factors = plain.get("factors", {})
    return Item(
        code=plain["code"],
        name=plain["name"],
        clause=plain.get("clause", ""),
        block=plain.get("category") or plain.get("pool"),
        when=fact_selector(plain["when"], by=table.by if table else ()),
        unit=build_unit(plain.get("unit")),
        points=milli_or_none(plain.get("points")),
        table=table,
        award=award,
        ladder=plain.get("ladder"),
        factors=tuple(
            Factor(
                fact_selector(one["when"], by=("outcome",)),
                milli(one["factor"]),
                build_in_force(one.get("in_force")),
            )
            for one in factors.get("list", ())
        ),
        combine=factors.get("combine", "product"),
        limit=build_limit(plain.get("limit"), switches),
        dated_by=plain.get("dated_by", switches.get("period_date", "event")),
        late_outcome=plain.get("late_outcome", switches.get("late_outcome", "own_period")),
        **build_item_values(plain),
    )
