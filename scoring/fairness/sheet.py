"""What is said of a ranking beside its ranks: a place for everybody, groups compared."""

from dataclasses import asdict, dataclass

from .disparity import Dimension, GroupFigure
from .percentile import tenths_text


@dataclass(frozen=True)
class Place:
    """Where one ranked deputy stands, and how firmly.

    ``percentile`` is in tenths of a percent; ``low`` (the better end) and ``high`` bound the rank
    in nine draws of ten with weights up to 25 % off.
    """

    rank: int
    of: int
    percentile: int
    low: int
    middle: int
    high: int

    @property
    def percentile_text(self):
        return tenths_text(self.percentile)

    @property
    def width(self):
        """How many places the band spans beyond one."""
        return self.high - self.low


@dataclass(frozen=True)
class Fairness:
    """All of it for one ranking: places by key of the mandate, and groups compared.

    ``fixed`` counts people part of whose points cannot be told apart by item; that part was held
    still. ``shares_of`` says what the second figure of a group is: the tier's name, or empty for
    the best quarter where the measure has no tiers.
    """

    seed: str
    draws: int
    spread: int
    places: dict
    dimensions: tuple
    fixed: int = 0
    shares_of: str = ""

    @property
    def needs_note(self):
        """Do groups come out so unequally that somebody has to say why before publishing?"""
        return any(dimension.is_unequal for dimension in self.dimensions)

    @property
    def median_width(self):
        """The width of the middle band, a word on how much a single rank means."""
        widths = sorted(place.width for place in self.places.values())
        return widths[len(widths) // 2] if widths else None

    def plain(self):
        """As JSON keeps it."""
        return {
            "seed": self.seed,
            "draws": self.draws,
            "spread": self.spread,
            "fixed": self.fixed,
            "shares_of": self.shares_of,
            "places": {
                str(key): [p.rank, p.of, p.percentile, p.low, p.middle, p.high]
                for key, p in sorted(self.places.items())
            },
            "dimensions": [asdict(dimension) for dimension in self.dimensions],
        }


def fairness_from(plain):
    """The Fairness kept as JSON."""
    return Fairness(
        seed=plain["seed"],
        draws=plain["draws"],
        spread=plain["spread"],
        fixed=plain["fixed"],
        shares_of=plain["shares_of"],
        places={int(key): Place(*values) for key, values in plain["places"].items()},
        dimensions=tuple(
            Dimension(
                **{
                    **one,
                    "groups": tuple(GroupFigure(**group) for group in one["groups"]),
                }
            )
            for one in plain["dimensions"]
        ),
    )
