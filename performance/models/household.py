"""The households a deputy keeps in touch with (联系户), and the talks held with them.

A household is a label and an area, never an identity: no name, number or address.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import HouseholdQuerySet
from .deputy import Mandate
from .record import DutyRecord


class Household(models.Model):
    """One household a deputy is linked with (联系户). Closed when no longer linked, never deleted.

    `place_no` is its place among the deputy's linked households, from 1 up to as many as the
    congress allows; the database lets no two hold one place, so there is never one too many.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="households")
    label = models.CharField(_("label"), max_length=40)
    area = models.CharField(_("area"), max_length=60)
    place_no = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    linked_on = models.DateField(_("linked since"))
    closed_on = models.DateField(_("no longer linked since"), null=True, blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("linked household")
        verbose_name_plural = _("linked households")
        ordering = ["mandate", "closed_on", "place_no", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "place_no"], name="one_household_per_place"),
            models.UniqueConstraint(
                fields=["mandate", "label", "area"],
                condition=Q(closed_on=None),
                name="one_linked_household_per_label",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, place_no__gte=1)
                | Q(closed_on__isnull=False, place_no=None),
                name="linked_household_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("linked_on")),
                name="household_closed_later",
            ),
        ]

    def __str__(self):
        return f"{self.label}（{self.area}）" if self.area else self.label

    @property
    def is_linked(self):
        return self.closed_on is None


class HouseholdTalk(models.Model):
    """A talk with a linked household (走访联系户): one of those a duty record tells of."""

    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="household_talks")
    household = models.ForeignKey(Household, models.PROTECT, related_name="talks")

    class Meta:
        verbose_name = _("talk with a household")
        verbose_name_plural = _("talks with households")
        constraints = [
            models.UniqueConstraint(fields=["record", "household"], name="one_talk_per_household")
        ]

    def __str__(self):
        return f"{self.record} · {self.household}"
