"""Commendations a deputy received (表彰), as the volume lists them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import AwardQuerySet
from .congress import Level
from .deputy import Mandate


class Award(models.Model):
    """One commendation of one deputy in one term (表彰奖励)."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="awards")
    on = models.DateField(_("day"))
    title = models.CharField(_("title of the award"), max_length=120)
    body = models.CharField(_("awarded by"), max_length=120)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, blank=True)
    proof = models.CharField(
        _("proof"), max_length=200, blank=True, help_text=_("Number of the decision or certificate")
    )
    key = models.UUIDField(_("key of the form"), unique=True, null=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "on", "title", "body"], name="one_award_per_day_and_title"
            )
        ]

    def __str__(self):
        return self.title
