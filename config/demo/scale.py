"""How much of a county to make up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """`visits` and `suggestions`: the most of each one deputy has in a year."""

    deputies: int
    years: int
    visits: int
    suggestions: int
    half_days: int


SCALES = {
    "tiny": Scale(deputies=26, years=2, visits=12, suggestions=3, half_days=4),
    "county": Scale(deputies=200, years=2, visits=24, suggestions=4, half_days=6),
    "prefecture": Scale(deputies=5_500, years=1, visits=118, suggestions=14, half_days=6),
}
