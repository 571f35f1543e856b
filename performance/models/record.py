"""The ledger of facts: duty records, every event in their life, and their later outcomes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import DutyKindQuerySet, DutyRecordQuerySet
from .congress import Congress, Level
from .deputy import Mandate


class DutyKind(models.Model):
    """A kind of duty (履职类别) in a catalogue a congress works by (竹山 five, 汝州 eight)."""

    class Attestation(models.TextChoices):
        EVENT = "event", _("By the closed sheet of the event itself")
        SECOND_PERSON = "second_person", _("By a second person")

    catalogue = models.CharField(_("catalogue"), max_length=20)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)
    attestation = models.CharField(_("attested"), max_length=16, choices=Attestation.choices)
    order = models.PositiveSmallIntegerField(_("order"))

    objects = DutyKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of duty")
        verbose_name_plural = _("kinds of duty")
        ordering = ["catalogue", "order"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "code"], name="one_kind_per_code")
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The name in the reader's language."""
        from django.utils.translation import get_language

        return self.name if (get_language() or "zh").startswith("zh") else self.name_en


class DutyRecord(models.Model):
    """One duty of one deputy (履职记录): submitted, confirmed by someone else, then only withdrawn.

    `source` names what made it ("performance.attendance:17"); with mandate and kind it is unique,
    which makes every retry, re-import and double click harmless.
    """

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("Waiting to be confirmed")
        RETURNED = "returned", _("Returned")
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="duty_records")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="duty_records")
    kind = models.ForeignKey(DutyKind, models.PROTECT, related_name="duty_records")
    on = models.DateField(_("day"))
    title = models.CharField(_("title"), max_length=160)
    place = models.CharField(_("place"), max_length=120, blank=True)
    occasion = models.CharField(_("occasion"), max_length=20, blank=True)
    half_day = models.CharField(_("half-day"), max_length=10, blank=True)
    presence = models.CharField(_("attendance"), max_length=16, blank=True)
    obliged = models.CharField(_("obliged"), max_length=8, blank=True)
    role = models.CharField(_("role"), max_length=20, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, blank=True)
    mode = models.CharField(_("manner"), max_length=20, blank=True)
    degree = models.CharField(_("degree"), max_length=12, blank=True)
    quantity = models.BigIntegerField(_("quantity in thousandths"), default=1000)
    object_key = models.CharField(_("object"), max_length=60, blank=True)
    proof = models.CharField(_("proof"), max_length=200, blank=True)
    source = models.CharField(_("made from"), max_length=80)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    late = models.BooleanField(_("entered late"), default=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    reason = models.CharField(_("why returned or withdrawn"), max_length=300, blank=True)

    objects = DutyRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty record")
        verbose_name_plural = _("duty records")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "kind", "source"], name="one_record_per_source"
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
                name="confirmed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["congress", "status", "on"], name="record_congress_status_on"),
            models.Index(fields=["mandate", "status", "on"], name="record_mandate_status_on"),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.title}"


class Outcome(models.Model):
    """What later became of the object of a record (成果): filed, key, excellent, adopted… dated."""

    class Kind(models.TextChoices):
        FILED = "filed", _("Filed")
        KEY = "key", _("Chosen for key supervision")
        EXCELLENT = "excellent", _("Named excellent")
        ADOPTED = "adopted", _("Adopted")
        SOLVED = "solved", _("Solved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("outcome"), max_length=12, choices=Kind.choices)
    on = models.DateField(_("day"))
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, blank=True)
    proof = models.CharField(_("proof"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "kind", "level"], name="one_outcome_per_kind")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on:%Y-%m-%d}"


class RecordEvent(models.Model):
    """One event in a record's life, chained by hash per mandate (记录事件). Only ever added."""

    class Verb(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        ATTESTED = "attested", _("Attested by the event itself")
        RETURNED = "returned", _("Returned")
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OUTCOME = "outcome", _("Outcome")
        EVIDENCE = "evidence", _("Evidence")

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="record_events")
    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField(_("number in the volume"))
    verb = models.CharField(_("event"), max_length=10, choices=Verb.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    payload = models.JSONField(_("what was recorded"), default=dict)
    salt = models.CharField(max_length=32)
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=12, default="sha256")

    class Meta:
        verbose_name = _("record event")
        verbose_name_plural = _("record events")
        ordering = ["mandate", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "seq"], name="one_event_per_number")
        ]

    def __str__(self):
        return f"{self.mandate_id}/{self.seq} {self.get_verb_display()}"
