"""Professional groups (专业代表小组): their committee, their convenor, what is credited to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .activity import Activity
from .congress import Congress, DeputyGroup
from .deputy import Mandate
from .record import DutyRecord


class GroupProfile(models.Model):
    """What a professional group works on and with: a committee and an alliance (第三联)."""

    group = models.OneToOneField(DeputyGroup, models.CASCADE, related_name="profile")
    committee = models.ForeignKey(
        DeputyGroup, models.PROTECT, null=True, blank=True, related_name="linked_groups"
    )
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    alliance = models.CharField(_("industry alliance"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("profile of a professional group")
        verbose_name_plural = _("profiles of professional groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(committee=None) | ~Q(committee=F("group")),
                name="no_group_is_its_own_committee",
            )
        ]

    def __str__(self):
        return str(self.group)


class GroupConvenor(models.Model):
    """Who convenes a group, from a day until a day (召集人). One at a time."""

    group = models.ForeignKey(DeputyGroup, models.CASCADE, related_name="convenors")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="convened")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day out"), null=True, blank=True)

    class Meta:
        verbose_name = _("convenor")
        verbose_name_plural = _("convenors")
        ordering = ["group", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(ends_on=None), name="one_convenor_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="convenor_ends_later",
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.mandate.deputy}"


class GroupShare(models.Model):
    """Another group that took part in a group's activity. It is counted where it is led."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="shared_with")
    group = models.ForeignKey(DeputyGroup, models.PROTECT, related_name="shared_activities")

    class Meta:
        verbose_name = _("joint activity of groups")
        verbose_name_plural = _("joint activities of groups")
        constraints = [
            models.UniqueConstraint(fields=["activity", "group"], name="one_share_per_group")
        ]

    def __str__(self):
        return f"{self.activity} · {self.group}"


class GroupCredit(models.Model):
    """A proposal credited to one group and no other (建议归属), so that totals add up.

    `object_key` names the proposal: signed by several members it is still credited once.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="group_credits")
    group = models.ForeignKey(DeputyGroup, models.PROTECT, related_name="credits")
    record = models.OneToOneField(DutyRecord, models.PROTECT, related_name="group_credit")
    object_key = models.CharField(_("object"), max_length=60, blank=True)
    credited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    credited_at = models.DateTimeField(_("credited at"), auto_now_add=True)

    class Meta:
        verbose_name = _("proposal of a group")
        verbose_name_plural = _("proposals of groups")
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "object_key"],
                condition=~Q(object_key=""),
                name="one_group_per_proposal",
            )
        ]

    def __str__(self):
        return f"{self.group} · {self.record}"
