"""The stretches of time points are counted over."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from performance.models import Congress

from ..querysets import PeriodQuerySet
from .scheme import SchemeVersion


class ScoringPeriod(models.Model):
    """A period of scoring (积分周期), usually a year, and the version that measures it.

    Both days belong to the period.
    """

    congress = models.ForeignKey(
        Congress, models.PROTECT, related_name="scoring_periods", verbose_name=_("congress")
    )
    name = models.CharField(_("name"), max_length=40)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    scheme_version = models.ForeignKey(
        SchemeVersion, models.PROTECT, related_name="periods", verbose_name=_("measured by")
    )
    deputies_see_ranks = models.BooleanField(
        _("deputies see their own rank"),
        default=True,
        help_text=_("Otherwise a deputy sees points and tier, and no rank, percentile or band."),
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoring period")
        verbose_name_plural = _("scoring periods")
        ordering = ["congress", "-first_day", "name"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_period_per_name"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="period_ends_later"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("scoring:period", args=[self.pk])
