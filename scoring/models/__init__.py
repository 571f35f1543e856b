from .card import ScoreCard, Standing
from .edition import Edition, EditionRow
from .period import ScoringPeriod
from .scheme import Scheme, SchemeVersion

__all__ = [
    "Edition",
    "EditionRow",
    "Scheme",
    "SchemeVersion",
    "ScoreCard",
    "ScoringPeriod",
    "Standing",
]
