"""What a person said after a second look at a pattern; the pattern itself is never stored."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from performance.models import Mandate

from .period import ScoringPeriod


class SecondLook(models.Model):
    """A word on one pattern of one deputy in one period (复看意见). Only ever added to.

    `seen` is a digest of the records looked at: when others join them, the pattern is open again.
    """

    class Verdict(models.TextChoices):
        IN_ORDER = "in_order", _("In order")
        ASKED = "asked", _("Asked the deputy")
        TO_CORRECT = "to_correct", _("To be corrected by withdrawing records")

    period = models.ForeignKey(ScoringPeriod, models.PROTECT, related_name="second_looks")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="second_looks")
    code = models.SlugField(_("pattern"), max_length=20)
    seen = models.CharField(_("digest of what was seen"), max_length=64)
    verdict = models.CharField(_("finding"), max_length=12, choices=Verdict.choices)
    note = models.CharField(_("note"), max_length=500)
    key = models.CharField(max_length=32, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("second look")
        verbose_name_plural = _("second looks")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["period", "mandate"], name="look_by_deputy")]

    def __str__(self):
        return f"{self.mandate} · {self.code}"
