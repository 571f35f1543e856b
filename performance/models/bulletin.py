"""The quarterly bulletin of contacts (季度通报): a document, never recomputed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..contact_querysets import BulletinQuerySet
from .congress import Congress


class Bulletin(models.Model):
    """One quarter's contacts of every member, frozen when issued, released by a second person.

    `content` holds every figure and the list behind it. A correction is a new bulletin that names
    the one it replaces.
    """

    class Status(models.TextChoices):
        ISSUED = "issued", _("Issued, waiting for the second person")
        DISCARDED = "discarded", _("Issued anew, never released")
        RELEASED = "released", _("Released")
        REPLACED = "replaced", _("Replaced by a later bulletin")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="bulletins")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    content = models.JSONField(_("content"))
    digest = models.CharField(_("digest"), max_length=64)
    note = models.CharField(_("why it replaces the one before"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ISSUED
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("issued at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulletin of contacts")
        verbose_name_plural = _("bulletins of contacts")
        ordering = ["-year", "-quarter", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "number"], name="one_bulletin_per_number"),
            models.UniqueConstraint(
                fields=["congress", "year", "quarter"],
                condition=Q(status="issued"),
                name="one_issued_bulletin_waits",
            ),
            models.UniqueConstraint(
                fields=["congress", "year", "quarter"],
                condition=Q(status="released"),
                name="one_bulletin_stands",
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="four_quarters"
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("issued_by")),
                name="bulletin_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["issued", "discarded"], released_by=None, number=None)
                | (
                    Q(status__in=["released", "replaced"])
                    & Q(released_by__isnull=False, released_at__isnull=False)
                    & Q(number__isnull=False)
                ),
                name="released_bulletin_is_signed",
            ),
        ]

    def __str__(self):
        return _("Bulletin %(year)s, quarter %(quarter)s") % {
            "year": self.year,
            "quarter": self.quarter,
        }

    def get_absolute_url(self):
        return reverse("performance:bulletin", args=[self.pk])
