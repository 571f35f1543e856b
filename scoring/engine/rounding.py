"""Rounding at the place a measure states, away from zero or towards it."""

from fractions import Fraction

ROUNDING = {"thousandth": 1, "hundredth": 10, "tenth": 100, "whole": 1000}


def place_and_way(rounding):
    """(thousandths of one step, half_up or down) of the switch ``rounding``."""
    place, way = (rounding or "thousandth_half_up").split("_", 1)
    return ROUNDING[place], way


def rounded(top, bottom, rounding):
    """``top / bottom`` (expressions) as int thousandths."""
    place, way = place_and_way(rounding)
    bottom = bottom * place
    size = top.abs()
    whole = (2 * size + bottom) // (2 * bottom) if way == "half_up" else size // bottom
    return whole * place * top.sign()


def rounded_fraction(value, rounding):
    """A Fraction of thousandths as int thousandths."""
    place, way = place_and_way(rounding)
    steps = abs(value) / place
    steps = int(steps + Fraction(1, 2)) if way == "half_up" else int(steps)
    return steps * place * (1 if value >= 0 else -1)
