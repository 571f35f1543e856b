"""A deputy's objection to a line, or to a missing one, and every step it went through."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from performance.models import Congress, DutyRecord, Mandate

from ..querysets import AppealQuerySet
from .edition import EditionRow
from .period import ScoringPeriod

USER = settings.AUTH_USER_MODEL


class ObjectionRule(models.Model):
    """How long a congress takes objections and how soon it decides, in working days (异议规则)."""

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="objection_rule")
    filing_days = models.PositiveSmallIntegerField(_("days to object after publication"), default=5)
    decision_days = models.PositiveSmallIntegerField(_("days to decide an objection"), default=10)
    set_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("rule for objections")
        verbose_name_plural = _("rules for objections")

    def __str__(self):
        return str(self.congress)


class Appeal(models.Model):
    """An objection (异议): open, then taken back by the deputy or decided by another person.

    What it objects to is named by the fact of the line (`record:17`); without one it is about
    something missing. The record itself is never changed: an objection that is right ends in a
    withdrawal, a new record, or both.
    """

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("objection", "Open")
        WITHDRAWN = "withdrawn", _("Taken back")
        UPHELD = "upheld", _("Upheld")
        DISMISSED = "dismissed", _("Dismissed")

    class Outcome(models.TextChoices):
        WITHDRAWAL = "withdrawal", _("The record is withdrawn")
        NEW_RECORD = "new_record", _("A new record is entered")
        REPLACED = "replaced", _("The record is withdrawn and a new one entered")
        DISMISSED = "dismissed", _("Nothing changes")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="appeals")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="appeals")
    period = models.ForeignKey(ScoringPeriod, models.PROTECT, related_name="appeals")
    row = models.ForeignKey(
        EditionRow, models.PROTECT, null=True, blank=True, related_name="appeals"
    )
    record = models.ForeignKey(
        DutyRecord, models.PROTECT, null=True, blank=True, related_name="appeals"
    )
    fact = models.CharField(_("fact"), max_length=40, blank=True)
    about = models.CharField(_("what it is about"), max_length=160)
    on = models.DateField(_("day"), null=True, blank=True)
    statement = models.TextField(_("why"), max_length=1000)
    key = models.UUIDField(_("key of the form"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    filed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("filed at"))
    decide_by = models.DateField(_("to be decided by"))
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    new_record = models.ForeignKey(
        DutyRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["decide_by", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "key"], name="one_objection_per_form"),
            models.UniqueConstraint(
                fields=["mandate", "period", "fact"],
                condition=Q(status="open") & ~Q(fact=""),
                name="one_open_objection_per_line",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "withdrawn"], decided_by=None, outcome="")
                | (
                    Q(status__in=["upheld", "dismissed"])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(answer="")
                ),
                name="decided_objection_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("filed_by")),
                name="nobody_decides_their_own_objection",
            ),
        ]
        indexes = [models.Index(fields=["congress", "status", "decide_by"], name="appeals_due")]

    def __str__(self):
        return self.about

    def get_absolute_url(self):
        return reverse("scoring:objection", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN


class AppealEvent(models.Model):
    """One step in the life of an objection, chained by hash. Only ever added."""

    class Verb(models.TextChoices):
        FILED = "filed", pgettext_lazy("objection", "Filed")
        WITHDRAWN = "withdrawn", _("Taken back")
        DECIDED = "decided", pgettext_lazy("objection", "Decided")

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="events")
    seq = models.PositiveSmallIntegerField(_("number"))
    verb = models.CharField(_("event"), max_length=10, choices=Verb.choices)
    actor = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    payload = models.JSONField(_("what was recorded"), default=dict)
    salt = models.CharField(max_length=32)
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("step of an objection")
        verbose_name_plural = _("steps of objections")
        ordering = ["appeal", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "seq"], name="one_objection_step_per_number")
        ]

    def __str__(self):
        return f"{self.appeal_id}/{self.seq} {self.get_verb_display()}"
