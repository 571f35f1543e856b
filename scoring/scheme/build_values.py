"""Numbers, lists and selectors of a plain document as the values they stand for."""

from decimal import Decimal

from .selector import Ask, Selector, build_selector
from .words import MILLI


def milli(number):
    """A number of the file as int thousandths. Raises ValueError if it is finer than that."""
    value = Decimal(number) * MILLI
    if value != value.to_integral_value():
        raise ValueError(number)
    return int(value)


def milli_or_none(number):
    """Thousandths, or None for ``none``, ``not_stated`` and what is not written."""
    return None if number in (None, "none", "not_stated") else milli(number)


def as_list(value):
    """One value or several, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def switch_values(plain):
    """Each stated switch with its choice; ``{is: …, why: …}`` says the same with a reason."""
    return {
        name: value["is"] if isinstance(value, dict) else value
        for name, value in plain.get("switches", {}).items()
    }


def mentions(plain, field):
    """Whether a plain selector asks about ``field`` anywhere, ``any`` included."""
    if isinstance(plain, dict):
        return field in plain or any(
            mentions(value, field) for key, value in plain.items() if key in ("any", "all", "not")
        )
    return isinstance(plain, list) and any(mentions(part, field) for part in plain)


def fact_selector(plain, *, by=()):
    """A selector over facts. One that does not speak of outcomes reads facts alone."""
    selector = build_selector(plain, milli)
    if "outcome" in by or mentions(plain, "outcome"):
        return selector
    return Selector(
        (*selector.asks, Ask("outcome", "in", ("none",))),
        selector.every,
        selector.some,
        selector.never,
    )


def number(value):
    """A figure for a message: thousandths as people write them."""
    whole, part = divmod(abs(value), 1000)
    return f"{'-' if value < 0 else ''}{whole}" + (f".{part:03d}".rstrip("0") if part else "")
