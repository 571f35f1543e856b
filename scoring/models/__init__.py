from .appeal import Appeal, AppealEvent, ObjectionRule
from .card import ScoreCard, Standing
from .decision import Decision
from .edition import Edition, EditionRow
from .fairness import FairnessSheet, LiveFairness
from .imprint import EditionImprint
from .manuscript import Manuscript, ManuscriptRevision
from .past import PastResult, RecordsFrom, Taken
from .period import ScoringPeriod
from .publicity import SchemeComment
from .review import (
    CaseStatus,
    Conclusion,
    MemberOpinion,
    Opinion,
    Review,
    ReviewAccess,
    ReviewCase,
    ReviewMove,
    ReviewNote,
)
from .scheme import Scheme, SchemeVersion
from .second_look import SecondLook

__all__ = [
    "Appeal",
    "AppealEvent",
    "CaseStatus",
    "Conclusion",
    "Decision",
    "Edition",
    "EditionImprint",
    "EditionRow",
    "FairnessSheet",
    "LiveFairness",
    "Manuscript",
    "ManuscriptRevision",
    "MemberOpinion",
    "ObjectionRule",
    "Opinion",
    "PastResult",
    "RecordsFrom",
    "Review",
    "ReviewAccess",
    "ReviewCase",
    "ReviewMove",
    "ReviewNote",
    "Scheme",
    "SchemeComment",
    "SchemeVersion",
    "ScoreCard",
    "ScoringPeriod",
    "SecondLook",
    "Standing",
    "Taken",
]
