"""The columnar engine (计分引擎).

``score(scheme, facts, cohort, period, lines=True) -> Result`` is all of it; see ``frames`` for the
columns. Points are int thousandths inside; ``points_text`` writes them for people.
"""

from .frames import (
    FACT_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    FactsRefused,
    Period,
    Result,
)
from .item_points import item_points
from .results.history import PAST_COLUMNS, Past
from .run import score

__all__ = [
    "FACT_COLUMNS",
    "PAST_COLUMNS",
    "ROLE_COLUMNS",
    "SUBJECT_COLUMNS",
    "SUSPENSION_COLUMNS",
    "Cohort",
    "FactsRefused",
    "Past",
    "Period",
    "Result",
    "item_points",
    "points_text",
    "score",
]


def points_text(milli):
    """Thousandths as people write them: 22500 -> "22.5", -1000 -> "-1", None -> ""."""
    if milli is None:
        return ""
    whole, part = divmod(abs(milli), 1000)
    tail = f".{part:03d}".rstrip("0") if part else ""
    return f"{'-' if milli < 0 else ''}{whole}{tail}"
