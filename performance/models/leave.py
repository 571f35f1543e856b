"""What a deputy answers to being called: “I'll come”, or a request for leave (请假; 代表法 §13)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import LeaveRequestQuerySet
from .activity import Activity, Attendance
from .congress import Congress
from .deputy import Mandate


class CallReply(models.Model):
    """A deputy's word on being called (回执): coming or not. It is not attendance."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="replies")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="call_replies")
    coming = models.BooleanField(_("will come"))
    replied_at = models.DateTimeField(_("replied at"))

    class Meta:
        verbose_name = _("reply to a call")
        verbose_name_plural = _("replies to calls")
        constraints = [
            models.UniqueConstraint(fields=["activity", "mandate"], name="one_reply_per_call")
        ]

    def __str__(self):
        return f"{self.mandate} · {self.activity}"


class LeaveDecider(models.TextChoices):
    """Who decides on leave, from the nearest up."""

    DELEGATION_HEAD = "delegation_head", _("Head of the delegation")
    HEAD = "head", _("Secretariat (secretary-general or presidium)")


class LeaveRule(models.Model):
    """Up to how many half-days of one activity someone decides on leave (请假审批权限).

    A congress without rows works by `leave_rules.DEFAULT_RULES`. Beyond the last row its head
    decides.
    """

    class Scope(models.TextChoices):
        SESSION = "session", _("Sessions")
        OTHER = "other", _("Other activities")

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="leave_rules")
    scope = models.CharField(_("kind of activity"), max_length=8, choices=Scope.choices)
    up_to = models.PositiveSmallIntegerField(_("up to half-days"))
    decides = models.CharField(_("decided by"), max_length=16, choices=LeaveDecider.choices)

    class Meta:
        verbose_name = _("leave rule")
        verbose_name_plural = _("leave rules")
        ordering = ["congress", "scope", "up_to"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "scope", "up_to"], name="one_leave_rule_per_length"
            ),
            models.CheckConstraint(condition=Q(up_to__gte=1), name="leave_rule_of_a_half_day"),
        ]

    def __str__(self):
        return f"{self.get_scope_display()} ≤ {self.up_to}: {self.get_decides_display()}"


class LeaveRequest(models.Model):
    """One deputy's request for leave from half-days of one activity (请假申请).

    Only the type of reason is asked for. `note` is for whoever decides and the deputy alone.
    """

    class Reason(models.TextChoices):
        HEALTH = "health", _("illness")
        WORK = "work", _("work")
        FAMILY = "family", _("family")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        REQUESTED = "requested", _("Waiting for a decision")
        APPROVED = "approved", _("Leave approved")
        REFUSED = "refused", _("Leave refused")
        WITHDRAWN = "withdrawn", _("Request taken back")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="leave_requests")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="leave_requests")
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    note = models.CharField(_("private note"), max_length=200, blank=True)
    decides = models.CharField(_("decided by"), max_length=16, choices=LeaveDecider.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.REQUESTED
    )
    key = models.CharField(max_length=32)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(_("requested at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_reason = models.CharField(_("why refused"), max_length=200, blank=True)

    objects = LeaveRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave request")
        verbose_name_plural = _("leave requests")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "key"], name="one_leave_request_per_key"),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "refused"]) | Q(decided_by__isnull=False),
                name="decided_leave_has_a_decider",
            ),
        ]
        indexes = [models.Index(fields=["status", "decides"], name="leave_status_decides")]

    def __str__(self):
        return f"{self.mandate} · {self.activity} · {self.get_status_display()}"


class LeaveHalfDay(models.Model):
    """One half-day leave is asked for. It stands until the request is refused or taken back."""

    leave = models.ForeignKey(LeaveRequest, models.CASCADE, related_name="half_days")
    line = models.ForeignKey(Attendance, models.PROTECT, related_name="leave_half_days")
    stands = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("half-day of leave")
        verbose_name_plural = _("half-days of leave")
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(stands=True), name="one_standing_leave_per_line"
            )
        ]

    def __str__(self):
        return f"{self.leave} · {self.line_id}"
