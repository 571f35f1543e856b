from .activity import Activity, Attendance, Sitting, half_day_order
from .congress import Congress, Constituency, DeputyGroup, Level, Term
from .deputy import Deputy, Mandate, Membership, RoleSpan, Suspension
from .evidence import Evidence, EvidenceNotes, PhotoPair
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
    "Evidence",
    "EvidenceNotes",
    "Level",
    "Mandate",
    "Membership",
    "Outcome",
    "PhotoPair",
    "RecordEvent",
    "RoleSpan",
    "Sitting",
    "Suspension",
    "Term",
    "half_day_order",
]
