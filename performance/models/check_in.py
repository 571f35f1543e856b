"""A deputy's check-in by the code on the organiser's screen (扫码签到)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import CheckInQuerySet
from .activity import Sitting
from .deputy import Mandate


class CheckIn(models.Model):
    """One deputy's check-in to one sitting. A clean one marks the line; a flagged one waits.

    Marks made on the officer's list or from signed paper need none: the line itself says how it
    came about.

    `at` is when the server received it; `shown_at` when the code was read, by the server's own
    clock or by the code's sealed step; `device_at` what the phone's clock said, for the officer.
    `device` is a random number kept in a cookie: it says "the same browser", nothing of its owner.
    """

    class Method(models.TextChoices):
        CODE = "code", _("Code on the screen")
        LATE = "late", _("Code, sent later")

    class State(models.TextChoices):
        COUNTED = "counted", _("Counted")
        WAITING = "waiting", _("Waits for an officer")
        ACCEPTED = "accepted", _("Accepted by an officer")
        DISMISSED = "dismissed", _("Set aside by an officer")
        UNDONE = "undone", _("Undone")

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="check_ins")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="check_ins")
    method = models.CharField(_("how"), max_length=8, choices=Method.choices)
    state = models.CharField(_("status"), max_length=10, choices=State.choices)
    reasons = models.JSONField(_("why it is looked at"), default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("received at"))
    shown_at = models.DateTimeField(_("code shown at"), null=True, blank=True)
    device_at = models.DateTimeField(_("the phone's own time"), null=True, blank=True)
    device = models.CharField(_("device"), max_length=32, blank=True)
    nonce = models.CharField(_("number of the scan"), max_length=32, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(fields=["sitting", "mandate"], name="one_check_in_per_sitting"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "dismissed"])
                | (Q(decided_by__isnull=False) & ~Q(decision="")),
                name="check_in_decision_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["device", "at"], name="check_in_device_at"),
            models.Index(fields=["state", "sitting"], name="check_in_state_sitting"),
        ]

    def __str__(self):
        return f"{self.mandate} · {self.get_state_display()}"

    @property
    def came_at(self):
        """When the deputy was there, as far as can be shown."""
        return self.shown_at or self.at
