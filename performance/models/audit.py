"""Random checks of confirmed records (抽查): announced, drawn, checked by people not involved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..audit import LEAST, SHARE
from ..audit_reads import AuditRoundQuerySet
from .congress import Congress
from .record import DutyRecord

USER = settings.AUTH_USER_MODEL


class AuditRound(models.Model):
    """One random check of the records of a span. The seed is fixed before the span is over."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="audit_rounds")
    name = models.CharField(_("name"), max_length=80)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    share = models.PositiveSmallIntegerField(_("share in thousandths"), default=SHARE)
    least = models.PositiveSmallIntegerField(_("at least"), default=LEAST)
    commitment = models.CharField(_("SHA-256 of the seed"), max_length=64)
    announced_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(_("announced at"))
    seed = models.CharField(_("seed"), max_length=200, blank=True)
    drawn_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True)
    population = models.JSONField(_("drawn from"), default=list, blank=True)
    population_sha256 = models.CharField(_("SHA-256 of the list"), max_length=64, blank=True)

    objects = AuditRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("random check")
        verbose_name_plural = _("random checks")
        ordering = ["-last", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "commitment"], name="one_round_per_seed"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="round_ends_later"),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | ~Q(seed=""), name="drawn_with_its_seed"
            ),
        ]

    def __str__(self):
        return self.name


class AuditItem(models.Model):
    """One record of a sample, with who checks it and what they found."""

    class Verdict(models.TextChoices):
        OPEN = "", _("Not checked yet")
        IN_ORDER = "in_order", _("In order")
        NOT_IN_ORDER = "not_in_order", _("Not in order")
        UNCLEAR = "unclear", _("Cannot tell")

    round = models.ForeignKey(AuditRound, models.CASCADE, related_name="items")
    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="audit_items")
    position = models.PositiveIntegerField(_("number"))
    checker = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(
        _("found"), max_length=12, choices=Verdict.choices, default="", blank=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    checked_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("record of a sample")
        verbose_name_plural = _("records of a sample")
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "record"], name="drawn_once_per_round"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(checked_at__isnull=False), name="checked_has_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.round_id}/{self.position}"
