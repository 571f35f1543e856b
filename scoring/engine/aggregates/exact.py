"""Exact arithmetic on whole numbers: quotients, and quotients by a square root, rounded once."""

from math import isqrt

PLACES = {"thousandth": 1, "hundredth": 10, "tenth": 100, "whole": 1000}


def place_of(rounding):
    """(thousandths in one step, half_up or down) of the switch ``rounding``."""
    place, way = (rounding or "thousandth_half_up").split("_", 1)
    return PLACES[place], way


def quotient(top, bottom, rounding):
    """``top / bottom`` (bottom above 0) at the stated place, halves away from zero or cut."""
    place, way = place_of(rounding)
    size, bottom = abs(top), bottom * place
    steps = (2 * size + bottom) // (2 * bottom) if way == "half_up" else size // bottom
    return steps * place * (-1 if top < 0 else 1)


def over_root(top, square, rounding):
    """``top / sqrt(square)`` (square above 0) at the stated place, without a float on the way."""
    place, way = place_of(rounding)
    if way == "half_up":
        steps = (isqrt(4 * top * top // (place * place * square)) + 1) // 2
    else:
        steps = isqrt(top * top // (place * place * square))
    return steps * place * (-1 if top < 0 else 1)
