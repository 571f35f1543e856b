"""Flags for people who watch over credentials (代表资格提示). Nothing ends because of one."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..querysets import CredentialFlagQuerySet
from .deputy import Mandate


class CredentialFlag(models.Model):
    """Two sessions missed without leave (两次未经批准不出席会议), raised once for a mandate.

    `sessions` is what the sheets say now: title, first and last day of each. `holds` turns false
    when a correction takes an absence away; the flag and its history stay.
    """

    class Status(models.TextChoices):
        RAISED = "raised", _("To be looked at")
        NOTED = "noted", _("Noted")
        SENT = "sent", _("Sent to the credentials committee")
        NO_GROUND = "no_ground", _("No ground")

    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="credential_flag")
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.RAISED
    )
    sessions = models.JSONField(_("sessions"), default=list)
    partly = models.JSONField(_("sessions partly on leave"), default=list)
    consecutive = models.BooleanField(_("in a row"), default=False)
    holds = models.BooleanField(_("still holds"), default=True)
    raised_at = models.DateTimeField(_("raised at"))

    objects = CredentialFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("credential flag")
        verbose_name_plural = _("credential flags")
        ordering = ["-raised_at", "-pk"]

    def __str__(self):
        return f"{self.mandate} · {self.get_status_display()}"

    def get_absolute_url(self):
        return reverse("performance:flag", args=[self.pk])


class FlagEvent(models.Model):
    """One event in a flag's life. Only ever added."""

    class Verb(models.TextChoices):
        RAISED = "raised", _("Raised")
        CHANGED = "changed", _("The absences changed")
        GONE = "gone", _("A correction took it away")
        NOTED = "noted", _("Noted")
        SENT = "sent", _("Sent to the credentials committee")
        NO_GROUND = "no_ground", _("No ground")

    flag = models.ForeignKey(CredentialFlag, models.CASCADE, related_name="events")
    verb = models.CharField(_("event"), max_length=10, choices=Verb.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    sessions = models.JSONField(_("sessions"), default=list)

    class Meta:
        verbose_name = _("event of a flag")
        verbose_name_plural = _("events of flags")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.flag} · {self.get_verb_display()}"
