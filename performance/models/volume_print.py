"""Every volume that left the house on paper or as a workbook, and the state it was made from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .deputy import Mandate


class VolumePrint(models.Model):
    """One volume made on one day (档案打印件), found by the code printed on it.

    `events` and `tail_hash` are where the volume's chain stood then; `checksum` is the digest of
    every fact it was made from. Rows are only ever added.
    """

    code = models.CharField(_("code for verification"), max_length=12, unique=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="volume_prints")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("made from"), max_length=60, unique=True)
    made_on = models.DateField(_("made on"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    events = models.PositiveIntegerField(_("events in the chain"))
    tail_hash = models.CharField(_("hash of the last event"), max_length=64)
    checksum = models.CharField(_("checksum"), max_length=64)

    class Meta:
        verbose_name = _("printed volume")
        verbose_name_plural = _("printed volumes")
        ordering = ["-pk"]

    def __str__(self):
        return self.code
