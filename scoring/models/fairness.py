"""What is said of a ranking beside its ranks: frozen with an edition, kept fresh for a period."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..fairness.sheet import fairness_from
from .edition import Edition
from .period import ScoringPeriod


class FairnessSheet(models.Model):
    """Percentiles, bands and compared groups of one edition (公平性附表), frozen with it.

    Drawn with the edition and sealed with its signature. The note says why groups come out
    unequally; without it such an edition is not published.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="fairness_sheet")
    content = models.JSONField(_("figures"))
    salt = models.CharField(max_length=32)
    digest = models.CharField(_("digest"), max_length=64)
    note = models.CharField(_("why groups differ"), max_length=1000, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("fairness sheet")
        verbose_name_plural = _("fairness sheets")
        constraints = [
            models.CheckConstraint(
                condition=Q(note="", noted_by=None, noted_at=None)
                | (~Q(note="") & Q(noted_by__isnull=False, noted_at__isnull=False)),
                name="fairness_note_is_signed",
            )
        ]

    def __str__(self):
        return f"{self.edition} · {self._meta.verbose_name}"

    @cached_property
    def fairness(self):
        """The figures as values."""
        return fairness_from(self.content)

    @property
    def waits_for_a_note(self):
        """Do groups differ so much that publishing needs a word, and nobody has given it?"""
        return not self.note and self.fairness.needs_note


class LiveFairness(models.Model):
    """The same figures over the live cards of a period, as of the cards named by `key`.

    A cache; `wanted` names the cards a worker was last asked to work out.
    """

    period = models.OneToOneField(ScoringPeriod, models.CASCADE, related_name="live_fairness")
    key = models.CharField(_("digest of the cards"), max_length=64, blank=True)
    wanted = models.CharField(_("cards asked for last"), max_length=64, blank=True)
    content = models.JSONField(_("figures"), default=dict)
    computed_at = models.DateTimeField(_("computed at"))

    class Meta:
        verbose_name = _("live fairness figures")
        verbose_name_plural = _("live fairness figures")

    def __str__(self):
        return f"{self.period} · {self._meta.verbose_name}"

    @cached_property
    def fairness(self):
        return fairness_from(self.content)
