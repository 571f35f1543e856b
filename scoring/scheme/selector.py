"""Which facts (or people) a rule speaks of: equality, lists, comparisons, and, or, not."""

from dataclasses import dataclass

COMPARE = {
    "at_least": lambda value, bound: value >= bound,
    "more_than": lambda value, bound: value > bound,
    "at_most": lambda value, bound: value <= bound,
    "less_than": lambda value, bound: value < bound,
}


@dataclass(frozen=True)
class Ask:
    """One question about one field. ``op`` is in, not_in, or a comparison with thousandths."""

    field: str
    op: str
    values: tuple

    def holds(self, row):
        """``row`` maps fields to a word, None, or (subject_role) a set of words."""
        have = row.get(self.field)
        if self.op in COMPARE:
            return have is not None and COMPARE[self.op](have, self.values[0])
        if isinstance(have, (set, frozenset)):
            hit = any(value in have for value in self.values) or (
                "none" in self.values and not have
            )
        else:
            hit = (have if have is not None else "none") in self.values
        return hit if self.op == "in" else not hit


@dataclass(frozen=True)
class Selector:
    """All ``asks`` hold, each of ``every`` holds, one of ``some`` (if any), none of ``never``."""

    asks: tuple = ()
    every: tuple = ()
    some: tuple = ()
    never: tuple = ()

    def holds(self, row):
        """Whether the row fits."""
        return (
            all(ask.holds(row) for ask in self.asks)
            and all(part.holds(row) for part in self.every)
            and (not self.some or any(part.holds(row) for part in self.some))
            and not any(part.holds(row) for part in self.never)
        )

    def parts(self):
        """This selector and every selector inside it."""
        yield self
        for part in (*self.every, *self.some, *self.never):
            yield from part.parts()

    def fields(self):
        """Names of the fields it reads."""
        return {ask.field for part in self.parts() for ask in part.asks}

    def every_ask(self):
        """Every question in it, however deep."""
        return [ask for part in self.parts() for ask in part.asks]

    def values(self, field):
        """The words a fact may have in ``field`` by the outer questions; None if left open."""
        found = None
        for ask in self.asks:
            if ask.field == field and ask.op == "in":
                found = set(ask.values) if found is None else found & set(ask.values)
        return found

    def without(self, field):
        """The same selector not asking about ``field``."""
        return Selector(
            tuple(ask for ask in self.asks if ask.field != field),
            tuple(part.without(field) for part in self.every),
            tuple(part.without(field) for part in self.some),
            tuple(part.without(field) for part in self.never if part.fields() != {field}),
        )


def build_selector(plain, milli):
    """A Selector from its plain form; ``milli`` turns a number into thousandths."""
    asks, every, some, never = [], (), (), ()
    for key, value in plain.items():
        if key == "all":
            every = tuple(build_selector(part, milli) for part in value)
        elif key == "any":
            some = tuple(build_selector(part, milli) for part in value)
        elif key == "not":
            never = (build_selector(value, milli),)
        elif isinstance(value, dict) and "not" in value:
            asks.append(Ask(key, "not_in", _words(value["not"])))
        elif isinstance(value, dict):
            asks.extend(Ask(key, op, (milli(bound),)) for op, bound in value.items())
        elif value != "any":
            asks.append(Ask(key, "in", _words(value)))
    return Selector(tuple(asks), every, some, never)


def _words(value):
    return tuple(value) if isinstance(value, list) else (value,)
