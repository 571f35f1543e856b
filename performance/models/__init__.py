from .activity import Activity, Attendance, Sitting, half_day_order
from .congress import Congress, Constituency, DeputyGroup, Level, Term
from .deputy import Deputy, Mandate, Membership, RoleSpan, Suspension
from .record import DutyKind, DutyRecord, Outcome, RecordEvent

__all__ = [
    "Activity",
    "Attendance",
    "Congress",
    "Constituency",
    "Deputy",
    "DeputyGroup",
    "DutyKind",
    "DutyRecord",
    "Level",
    "Mandate",
    "Membership",
    "Outcome",
    "RecordEvent",
    "RoleSpan",
    "Sitting",
    "Suspension",
    "Term",
    "half_day_order",
]
