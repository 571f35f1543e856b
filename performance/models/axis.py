"""Which of the six sides of a deputy's work a duty belongs to, where a congress says otherwise."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import CongressScopedQuerySet
from .congress import Congress


class Axis(models.TextChoices):
    """The six sides (河南六个方面) a deputy's year is looked at from."""

    SESSIONS = "sessions", pgettext_lazy("side", "Good sessions")
    STATIONS = "stations", pgettext_lazy("side", "At the stations")
    STUDY = "study", pgettext_lazy("side", "Study")
    RESEARCH = "research", pgettext_lazy("side", "Research")
    OVERSIGHT = "oversight", pgettext_lazy("side", "Oversight")
    LEAD = "lead", pgettext_lazy("side", "Taking the lead")


class AxisRule(models.Model):
    """One line of the table that sorts duties (六个方面对应表); default in `performance/axes.py`.

    A line with an occasion goes before one without.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="axis_rules")
    kind = models.SlugField(_("code of the kind"), max_length=30)
    occasion = models.CharField(
        _("occasion"), max_length=20, blank=True, help_text=_("Empty: every occasion.")
    )
    axis = models.CharField(_("side"), max_length=10, choices=Axis.choices)

    objects = CongressScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the six sides")
        verbose_name_plural = _("lines of the six sides")
        ordering = ["congress", "kind", "occasion"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "kind", "occasion"], name="one_axis_per_kind_and_occasion"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.occasion} → {self.get_axis_display()}"
