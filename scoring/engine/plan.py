"""A scheme made ready for the engine once and kept by its digest."""

from dataclasses import dataclass, field
from functools import lru_cache

from .worth import worth

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
    spans: tuple  # InForce of items and factors
    shares: bool  # whether an item asks for the place among the people on an object
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
    spans = {item.in_force for item in scheme.items}
    spans |= {factor.in_force for item in scheme.items for factor in item.factors}
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
        tuple(sorted(spans - {None}, key=str)),
        any(item.split or item.named for item in scheme.items),
        needed_columns(scheme),
        tags,
        not any(
            item.factors
            or item.unit.count in ("quantity", "half_day")
            or (item.counted and item.counted.kind == "linear")
            for item in scheme.items
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
        if item.judged:
            needs.add("judged")
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
    whether each of ``plan.roles`` was held, then whether each of ``plan.spans`` holds the day,
    then place and number of the people, if ``plan.shares``. A unit is worth num/den thousandths
    per thousandth of a unit (for a judged value: per thousandth judged as well); None with a mark
    that says why there is no value.
    """
    rows = plan.memo.get(key)
    if rows is None:
        rows = plan.memo[key] = _matches(plan, key)
        if len(plan.memo) > 20_000:
            plan.memo.clear()
    return rows


def row_of(plan, key):
    """The combination as a dict a selector can read."""
    rest = iter(key)
    row = {name: next(rest) for name in plan.fields}
    row["quantity"] = _Compared({one: next(rest) for one in plan.compares})
    held = {role: next(rest) for role in plan.roles}
    row["subject_role"] = frozenset(role for role in held if held[role])
    row["in_force"] = {span: next(rest) for span in plan.spans}
    row["place"], row["of"] = (next(rest), next(rest)) if plan.shares else (None, None)
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
    value, mark = worth(plan.scheme, item, row)
    basis = BASIS[item.dated_by]
    if row["outcome"] is not None:
        basis = {"own_period": EVENT, "object_period": OBJECT, "nowhere": BOTH}[item.late_outcome]
    if value is None:
        return (number, None, 1, basis, mark)
    value /= 1000
    return (number, value.numerator, value.denominator, basis, None)
