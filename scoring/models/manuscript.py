"""A measure being written: the text as it stands, faults and all, and every earlier state."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from performance.models import Congress

from ..querysets import ManuscriptQuerySet
from .scheme import SchemeVersion


class Manuscript(models.Model):
    """A measure on the table of the studio (办法稿).

    The text may be unfinished and even unreadable: nothing is counted by it. Handed in, it becomes
    the draft version of its measure.
    """

    congress = models.ForeignKey(
        Congress, models.PROTECT, related_name="manuscripts", verbose_name=_("congress")
    )
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text of the measure"), blank=True)
    revision = models.PositiveIntegerField(_("saved how many times"), default=1)
    clauses = models.TextField(_("text of the regulation"), blank=True)
    set_aside = models.JSONField(_("clauses that need no rule"), default=list, blank=True)
    begun_from = models.CharField(_("begun from"), max_length=200, blank=True)
    base = models.ForeignKey(
        SchemeVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="manuscripts_begun",
        verbose_name=_("version it was begun from"),
    )
    handed_in_as = models.ForeignKey(
        SchemeVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="manuscripts",
        verbose_name=_("handed in as"),
    )
    handed_in_revision = models.PositiveIntegerField(_("handed in at"), null=True, blank=True)
    key = models.CharField(_("key"), max_length=64, unique=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    begun_at = models.DateTimeField(_("begun at"))
    put_away_at = models.DateTimeField(_("put away at"), null=True, blank=True)

    objects = ManuscriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("manuscript of a measure")
        verbose_name_plural = _("manuscripts of measures")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_as=None, handed_in_revision=None)
                | Q(
                    handed_in_as__isnull=False,
                    handed_in_revision__isnull=False,
                    handed_in_revision__lte=F("revision"),
                ),
                name="handed_in_at_a_revision",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("scoring:studio", args=[self.pk])


class ManuscriptRevision(models.Model):
    """One saved state of a manuscript; none is ever lost."""

    manuscript = models.ForeignKey(
        Manuscript, models.CASCADE, related_name="revisions", verbose_name=_("manuscript")
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text of the measure"), blank=True)
    what = models.CharField(_("what was changed"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("saved state")
        verbose_name_plural = _("saved states")
        ordering = ["manuscript", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "number"], name="one_state_per_number")
        ]

    def __str__(self):
        return f"{self.manuscript} · {self.number}"
