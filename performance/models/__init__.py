from .activity import Activity, Attendance, Sitting, half_day_order
from .audit import AuditItem, AuditRound
from .award import Award
from .axis import AxisRule
from .bulletin import Bulletin
from .campaigns import (
    Campaign,
    CampaignAction,
    CampaignPart,
    CampaignProblem,
    CampaignVisit,
    ProblemMove,
)
from .check_in import CheckIn
from .congress import Congress, Constituency, DeputyGroup, Level, Term
from .contacts import ContactLink, ContactLog, ContactQuota, FiveTarget, FiveVisit
from .credentials import CredentialFlag, FlagEvent
from .deputy import Deputy, Mandate, Membership, RoleSpan, Suspension
from .duty_report import (
    BallotEntry,
    DutyReport,
    ReportBallot,
    ReportMove,
    ReportRule,
    ReportText,
    Verdict,
)
from .evidence import Evidence, EvidenceNotes, PhotoPair
from .gift import CourseNote, Gift
from .groups import GroupConvenor, GroupCredit, GroupProfile, GroupShare
from .household import Household, HouseholdTalk
from .joint import ActivityPartner
from .leave import CallReply, LeaveDecider, LeaveHalfDay, LeaveRequest, LeaveRule
from .mandate_life import DeputyPrivate, MandateEnding, Speciality, TermClosing
from .money import ActivityBudget, AllowanceLine, AllowanceRule, AllowanceRun, Spending
from .record import DutyKind, DutyRecord, Outcome, RecordEvent
from .summary import ActivitySummary, ForwardedReport
from .volume_print import VolumePrint

__all__ = [
    "Activity",
    "ActivityBudget",
    "ActivityPartner",
    "ActivitySummary",
    "AllowanceLine",
    "AllowanceRule",
    "AllowanceRun",
    "Attendance",
    "AuditItem",
    "AuditRound",
    "Award",
    "AxisRule",
    "BallotEntry",
    "Bulletin",
    "CallReply",
    "Campaign",
    "CampaignAction",
    "CampaignPart",
    "CampaignProblem",
    "CampaignVisit",
    "CheckIn",
    "Congress",
    "Constituency",
    "ContactLink",
    "ContactLog",
    "ContactQuota",
    "CourseNote",
    "CredentialFlag",
    "Deputy",
    "DeputyGroup",
    "DeputyPrivate",
    "DutyKind",
    "DutyRecord",
    "DutyReport",
    "Evidence",
    "EvidenceNotes",
    "FiveTarget",
    "FiveVisit",
    "FlagEvent",
    "ForwardedReport",
    "Gift",
    "GroupConvenor",
    "GroupCredit",
    "GroupProfile",
    "GroupShare",
    "Household",
    "HouseholdTalk",
    "LeaveDecider",
    "LeaveHalfDay",
    "LeaveRequest",
    "LeaveRule",
    "Level",
    "Mandate",
    "MandateEnding",
    "Membership",
    "Outcome",
    "PhotoPair",
    "ProblemMove",
    "RecordEvent",
    "ReportBallot",
    "ReportMove",
    "ReportRule",
    "ReportText",
    "RoleSpan",
    "Sitting",
    "Speciality",
    "Spending",
    "Suspension",
    "Term",
    "TermClosing",
    "Verdict",
    "VolumePrint",
    "half_day_order",
]
