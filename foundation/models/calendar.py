"""The days the State Council moves: holidays off, weekends worked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkdayOverride(models.Model):
    """A day that is not what its weekday says (节假日/调休上班).

    `official` says the day comes from the State Council's notice for that year; a year without
    official days is provisional.
    """

    date = models.DateField(_("day"), unique=True)
    is_work = models.BooleanField(_("worked"))
    label = models.CharField(_("name of the holiday"), max_length=30)
    source = models.CharField(_("source"), max_length=120, blank=True)
    official = models.BooleanField(_("from the official notice"), default=True)

    class Meta:
        verbose_name = _("moved working day")
        verbose_name_plural = _("moved working days")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.label}"
