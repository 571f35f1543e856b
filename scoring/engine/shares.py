"""One award shared by the people on an object, each share known from its own fact alone.

The fact carries the place of the person and how many they are, so any split of the work and any
order of people give the same shares.
"""

from fractions import Fraction

from .rounding import rounded_fraction


def share_of(split, value, place, of, rounding):
    """The rounded share of one place in thousandths (a Fraction that is whole)."""
    shares = [rounded_fraction(value * part, rounding) for part in parts_of(split, of)]
    share = shares[place - 1]
    owner = {"first": 1, "last": of}.get(split.remainder)
    if place == owner:
        share += rounded_fraction(value, rounding) - sum(shares)
    return Fraction(share)


def parts_of(split, of):
    """The part of each place; together they are the whole."""
    if split.how == "first":
        if of == 1:
            return [Fraction(1)]
        first = Fraction(split.first, 1000)
        return [first] + [(1 - first) / (of - 1)] * (of - 1)
    if split.how == "parts":
        weights = [split.parts[min(place, len(split.parts) - 1)] for place in range(of)]
        return [Fraction(weight, sum(weights)) for weight in weights]
    return [Fraction(1, of)] * of
