"""An activity of two congresses together (联合活动)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .activity import Activity
from .congress import Congress, DeputyGroup, Term
from .record import DutyKind


class ActivityPartner(models.Model):
    """Another congress asked to hold an activity together with its own (联合单位).

    It joins by saying as what kind of duty of its own catalogue it counts, and who of its deputies
    is called; `kind` and `term` are empty until then.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners")
    congress = models.ForeignKey(Congress, models.PROTECT, related_name="joint_activities")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(DutyKind, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(DeputyGroup, models.PROTECT, null=True, blank=True, related_name="+")
    invited_only = models.BooleanField(_("only those invited by name"), default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("partner in an activity")
        verbose_name_plural = _("partners in activities")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "congress"], name="one_partner_per_congress"
            ),
            models.CheckConstraint(
                condition=Q(joined_by=None) | Q(kind__isnull=False, term__isnull=False),
                name="joined_partner_has_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.activity} · {self.congress}"

    @property
    def joined(self):
        return self.joined_by_id is not None
