from .card import ScoreCard, Standing
from .edition import Edition, EditionRow
from .imprint import EditionImprint
from .past import PastResult, RecordsFrom, Taken
from .period import ScoringPeriod
from .scheme import Scheme, SchemeVersion

__all__ = [
    "Edition",
    "EditionImprint",
    "EditionRow",
    "PastResult",
    "RecordsFrom",
    "Scheme",
    "SchemeVersion",
    "ScoreCard",
    "ScoringPeriod",
    "Standing",
    "Taken",
]
