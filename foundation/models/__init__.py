from .calendar import WorkdayOverride
from .imports import ColumnMapping, ImportEvent, ImportJob
from .user import Posting, Role, User

__all__ = [
    "ColumnMapping",
    "ImportEvent",
    "ImportJob",
    "Posting",
    "Role",
    "User",
    "WorkdayOverride",
]
