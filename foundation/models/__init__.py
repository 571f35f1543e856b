from .calendar import WorkdayOverride
from .imports import ColumnMapping, ImportEvent, ImportJob
from .job import Job
from .user import Posting, Role, User

__all__ = [
    "ColumnMapping",
    "ImportEvent",
    "ImportJob",
    "Job",
    "Posting",
    "Role",
    "User",
    "WorkdayOverride",
]
