"""A scheme made ready for the engine once and kept by its digest."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

BASIS = {"event": 0, "submission": 1, "object": 2}
EVENT, SUBMISSION, OBJECT, BOTH = 0, 1, 2, 3


@dataclass
class Plan:
    """What the engine looks up while it works. ``memo`` keeps, for each combination of field
    values met so far, which items it fits and what one unit of it is worth."""

    scheme: object
    fields: tuple  # word columns the rules read
    compares: tuple  # (operator, bound) asked of quantity
    roles: tuple  # subject roles the rules read
    block_of: tuple  # block number of each item
    needs: frozenset  # columns of a fact that only some measures need
    tags: tuple  # ((what, code), selector) of every question "how many records"
    even: bool  # no quantity and no factor: points per unit come out even
    memo: dict = field(default_factory=dict)

    @property
    def items(self):
        return self.scheme.items


@lru_cache(maxsize=64)
def _plan(digest, holder):
    return make_plan(holder.scheme)


class _Holder:
    """Carries the scheme through the cache; two holders of one digest are the same key."""

    def __init__(self, scheme):
        self.scheme = scheme

    def __hash__(self):
        return hash(self.scheme.digest)

    def __eq__(self, other):
        return self.scheme.digest == other.scheme.digest


def plan_of(scheme):
    """The Plan of a scheme, made once for each digest."""
    return _plan(scheme.digest, _Holder(scheme))


def make_plan(scheme):
    """Collect what the rules of a scheme read."""
    selectors = [item.when for item in scheme.items]
    selectors += [factor.when for item in scheme.items for factor in item.factors]
    tags = tuple(tags_of(scheme))
    selectors += [selector for _key, selector in tags]
    read = {"kind", "outcome"}
    compares, roles = set(), set()
    for selector in selectors:
        for ask in selector.every_ask():
            if ask.field == "quantity":
                compares.add((ask.op, ask.values[0]))
            elif ask.field == "subject_role":
                roles.update(value for value in ask.values if value != "none")
            else:
                read.add(ask.field)
    for item in scheme.items:
        for key in item.table.by if item.table else ():
            if key == "subject_role":
                roles.update(scheme.roles)
            else:
                read.add(key)
    codes = [block.code for block in scheme.blocks]
    return Plan(
        scheme,
        tuple(sorted(read)),
        tuple(sorted(compares)),
        tuple(role for role in scheme.roles if role in roles),
        tuple(codes.index(item.block) for item in scheme.items),
        needed_columns(scheme),
        tags,
        not any(
            item.factors or item.unit.count in ("quantity", "half_day") for item in scheme.items
        ),
    )


def tags_of(scheme):
    """((what, code), selector) of every count of records beside the items."""
    yield from scheme.results.tags()
    yield from scheme.aggregates.tags()
    for block in scheme.blocks:
        if block.held:
            yield ("held", block.code), block.held
    if scheme.too_few and scheme.too_few.when:
        yield ("obliged", ""), scheme.too_few.when


def needed_columns(scheme):
    """Columns carried along only where an item asks for them."""
    needs = set()
    for item in scheme.items:
        if item.unit.count in ("half_day", "quantity"):
            needs.add("quantity")
        if item.unit.count == "half_day":
            needs.add("half_day")
        if item.unit.count == "object" or item.ladder == "highest":
            needs.add("object_key")
        if item.dated_by == "submission":
            needs.add("submitted_on")
        if item.dated_by == "object" or item.late_outcome != "own_period":
            needs.add("object_on")
    if any(group.per == "object" for group in scheme.exclusions):
        needs.add("object_key")
    if scheme.switches.get("one_object", "all_items") != "all_items":
        needs.add("object_key")
    return frozenset(needs)


class _Quantity:
    """Stands for a quantity of which only the answers to the scheme's comparisons are known."""

    def __init__(self, answers):
        self.answers = answers


def matches_of(plan, key):
    """Rows (item, num, den, basis, mark) for one combination of field values.

    ``key`` holds the words of ``plan.fields``, then the answers to ``plan.compares``, then
    whether each of ``plan.roles`` was held. A unit is worth num/den thousandths per thousandth
    of a unit; None when the item's table has no row for these words.
    """
    rows = plan.memo.get(key)
    if rows is None:
        rows = plan.memo[key] = _matches(plan, key)
        if len(plan.memo) > 20_000:
            plan.memo.clear()
    return rows


def row_of(plan, key):
    """The combination as a dict a selector can read."""
    cut = len(plan.fields)
    row = dict(zip(plan.fields, key[:cut], strict=True))
    answers = dict(zip(plan.compares, key[cut : cut + len(plan.compares)], strict=True))
    held = key[cut + len(plan.compares) :]
    row["subject_role"] = frozenset(r for r, has in zip(plan.roles, held, strict=True) if has)
    row["quantity"] = _Compared(answers)
    return row


class _Compared(_Quantity):
    """Compares by the answers computed in the columns."""

    def __ge__(self, bound):
        return self.answers[("at_least", bound)]

    def __gt__(self, bound):
        return self.answers[("more_than", bound)]

    def __le__(self, bound):
        return self.answers[("at_most", bound)]

    def __lt__(self, bound):
        return self.answers[("less_than", bound)]


def _matches(plan, key):
    row = row_of(plan, key)
    found = []
    for number, item in enumerate(plan.items):
        if item.when.holds(row):
            found.append(_match(plan, number, item, row))
    if found:
        return tuple(found)
    if row["kind"] in plan.scheme.kinds:
        for number, item in enumerate(plan.items):
            for_some = "subject_role" in item.when.fields()
            if for_some and item.when.without("subject_role").holds(row):
                return ((number, None, 1, EVENT, "role"),)
    return ((-1, None, 1, EVENT, "no_item"),)


def _match(plan, number, item, row):
    value = worth(plan.scheme, item, row)
    basis = BASIS[item.dated_by]
    if row["outcome"] is not None:
        basis = {"own_period": EVENT, "object_period": OBJECT, "nowhere": BOTH}[item.late_outcome]
    if value is None:
        return (number, None, 1, basis, "not_in_table")
    value /= 1000
    return (number, value.numerator, value.denominator, basis, None)


def worth(scheme, item, row):
    """Thousandths one whole unit is worth for such a fact, factors included; None if unlisted."""
    if item.table:
        value = table_value(scheme, item.table, row)
        if value is None:
            return None
    else:
        value = item.points
    fitting = [factor.factor for factor in item.factors if factor.when.holds(row)]
    value = Fraction(value)
    if item.combine == "lowest":
        fitting = sorted(fitting)[:1]
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
