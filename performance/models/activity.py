"""What deputies are called to: activities, their half-day sittings, and who came."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import ActivityQuerySet, AttendanceQuerySet
from ..sitting_times import OPENS_BEFORE, span_of
from .congress import Congress, DeputyGroup, Term
from .deputy import Mandate
from .record import DutyKind


class Activity(models.Model):
    """A session, meeting, inspection or other organised activity (会议/活动)."""

    class Occasion(models.TextChoices):
        PLENARY = "plenary", _("Plenary session")
        DELEGATION_MEETING = "delegation_meeting", _("Delegation meeting")
        GROUP_MEETING = "group_meeting", _("Group meeting")
        STANDING_COMMITTEE = "standing_committee", _("Standing committee meeting")
        COMMITTEE_MEETING = "committee_meeting", _("Committee meeting")
        SIT_IN = "sit_in", _("Sitting in")
        INSPECTION = "inspection", _("Inspection")
        RESEARCH = "research", _("Research")
        LAW_CHECK = "law_check", _("Law enforcement check")
        INQUIRY = "inquiry", _("Special inquiry")
        TRAINING = "training", _("Training")
        GROUP_ACTIVITY = "group_activity", _("Group activity")
        CONTACT = "contact", _("Contact with residents")
        VOLUNTARY = "voluntary", _("Voluntary action")
        DUTY_REPORT = "duty_report", _("Report to voters")
        OTHER = "other", _("Other")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        PUBLISHED = "published", _("Announced")
        CLOSED = "closed", pgettext_lazy("activity", "Closed")
        CANCELLED = "cancelled", _("Cancelled")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="activities")
    term = models.ForeignKey(Term, models.PROTECT, related_name="activities")
    kind = models.ForeignKey(DutyKind, models.PROTECT, related_name="activities")
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion.choices)
    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    title = models.CharField(_("title"), max_length=160)
    number = models.CharField(_("number"), max_length=20, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    starts_on = models.DateField(_("first day"))
    mandatory = models.BooleanField(_("attendance is a duty"), default=True)
    invited_only = models.BooleanField(
        _("only those invited by name"),
        default=False,
        help_text=_("Announcing calls nobody; add those invited on the sheet."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    source = models.CharField(_("made from"), max_length=160, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "source"],
                condition=~models.Q(source=""),
                name="one_activity_per_source",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("performance:activity", args=[self.pk])


class Sitting(models.Model):
    """One half-day of an activity (半天). The unit sessions are counted in."""

    class HalfDay(models.TextChoices):
        MORNING = "morning", _("Morning")
        AFTERNOON = "afternoon", _("Afternoon")
        EVENING = "evening", _("Evening")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sittings")
    on = models.DateField(_("day"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay.choices)
    times = models.CharField(
        _("from–to"), max_length=40, blank=True, help_text=_("As the register gives them.")
    )
    begins = models.TimeField(_("begins"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["activity", "on", "half_day", "times"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "on", "half_day", "times"], name="one_sitting_per_time"
            ),
            models.CheckConstraint(
                condition=models.Q(begins=None)
                | models.Q(ends=None)
                | models.Q(ends__gt=models.F("begins")),
                name="sitting_ends_later",
            ),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.get_half_day_display()} {self.times}".strip()

    @property
    def in_order(self):
        """Sorts half-days as a day runs: morning, afternoon, evening."""
        return self.on, half_day_order(self.half_day), self.times

    @property
    def span(self):
        """When it begins and ends; the half-day's usual times where none are written."""
        return span_of(self.on, self.half_day, self.begins, self.ends)

    @property
    def check_in_opens_at(self):
        return self.span[0] - OPENS_BEFORE


def half_day_order(half_day):
    """Where a half-day stands in its day; one nobody knows stands last."""
    order = list(Sitting.HalfDay.values)
    return order.index(half_day) if half_day in order else len(order)


class Attendance(models.Model):
    """Whether one deputy was obliged to come to one sitting, and came (出席情况).

    Not obliged and unknown are states of their own; neither enters any rate.
    """

    class Obliged(models.TextChoices):
        YES = "yes", _("Obliged")
        NO = "no", _("Not obliged")
        UNKNOWN = "unknown", _("Unknown")

    class Status(models.TextChoices):
        EXPECTED = "expected", _("Not yet marked")
        PRESENT = "present", _("Present")
        LATE = "late", _("Late")
        LEFT_EARLY = "left_early", _("Left early")
        LEAVE_APPROVED = "leave_approved", _("On approved leave")
        LEAVE_REFUSED = "leave_refused", _("Leave refused, absent")
        ABSENT = "absent", _("Absent without leave")

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendances")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="attendances")
    obliged = models.CharField(
        _("obliged"), max_length=8, choices=Obliged.choices, default=Obliged.YES
    )
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.EXPECTED
    )
    leave_reason = models.CharField(_("reason for leave"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True)
    method = models.CharField(_("how recorded"), max_length=12, default="sheet")
    proof = models.CharField(
        _("proof"),
        max_length=200,
        blank=True,
        help_text=_("What attests this mark; see `proofs.py`."),
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "mandate"], name="one_attendance_per_sitting"
            )
        ]

    def __str__(self):
        return f"{self.mandate} · {self.get_status_display()}"
