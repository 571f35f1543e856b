from .appeal import Appeal, AppealEvent, ObjectionRule
from .card import ScoreCard, Standing
from .decision import Decision
from .edition import Edition, EditionRow
from .fairness import FairnessSheet, LiveFairness
from .imprint import EditionImprint
from .past import PastResult, RecordsFrom, Taken
from .period import ScoringPeriod
from .scheme import Scheme, SchemeVersion

__all__ = [
    "Appeal",
    "AppealEvent",
    "Decision",
    "Edition",
    "EditionImprint",
    "EditionRow",
    "FairnessSheet",
    "LiveFairness",
    "ObjectionRule",
    "PastResult",
    "RecordsFrom",
    "Scheme",
    "SchemeVersion",
    "ScoreCard",
    "ScoringPeriod",
    "Standing",
    "Taken",
]
