"""What is on file from before Luzhi: results taken over from paper, and since when records are."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from performance.models import Congress, Mandate

from ..querysets import PastResultQuerySet, RecordsFromQuerySet
from .card import Standing
from .scheme import Scheme


class Taken(models.TextChoices):
    """How far a statement about the past has come: one person enters it, another confirms it."""

    WAITING = "waiting", _("Waiting for the second person")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TakenOver(models.Model):
    """Something taken over from paper by one person and confirmed by another."""

    source = models.CharField(_("where it is written"), max_length=200)
    status = models.CharField(
        _("status"), max_length=10, choices=Taken.choices, default=Taken.WAITING
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    withdrawal_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)

    class Meta:
        abstract = True


def two_people(name):
    """The database's own word that the person who enters does not confirm."""
    return models.CheckConstraint(
        condition=(Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")))
        & (~Q(status="confirmed") | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)),
        name=name,
    )


def withdrawn_by_two(name):
    """The database's own word that whoever asks for a withdrawal is not who agrees."""
    return models.CheckConstraint(
        condition=Q(withdrawal_asked_by=None)
        | Q(withdrawn_by=None)
        | ~Q(withdrawal_asked_by=F("withdrawn_by")),
        name=name,
    )


class PastResult(TakenOver):
    """One deputy's result of an earlier period, from before Luzhi counted it (往期结果).

    Looked back upon by the same measure. Where an edition of that period is published, the edition
    speaks and this is silent. Points are thousandths.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="past_results")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="past_results")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="past_results")
    first_day = models.DateField(_("first day of the period"))
    standing = models.CharField(
        _("standing"), max_length=12, choices=Standing.choices, default=Standing.RANKED
    )
    total = models.BigIntegerField(_("total in thousandths"), null=True, blank=True)
    tier = models.CharField(_("tier"), max_length=40, blank=True)
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    rank_last = models.PositiveIntegerField(_("last place of a tie"), null=True, blank=True)
    of = models.PositiveIntegerField(_("ranked people"), null=True, blank=True)

    objects = PastResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier result")
        verbose_name_plural = _("earlier results")
        ordering = ["-first_day", "mandate__certificate_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "mandate", "first_day"],
                condition=~Q(status="withdrawn"),
                name="one_past_result_stands",
            ),
            two_people("past_result_takes_two_people"),
            withdrawn_by_two("past_result_goes_by_two_people"),
        ]

    def __str__(self):
        return f"{self.mandate} · {self.first_day:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("scoring:past")


class RecordsFrom(TakenOver):
    """From which day on every record of a congress is on file (履职档案起始日).

    What lies before is unknown, never nothing: a look-back that needs it says so.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="records_from")
    day = models.DateField(_("all records are on file from"))

    objects = RecordsFromQuerySet.as_manager()

    class Meta:
        verbose_name = _("start of the file")
        verbose_name_plural = _("starts of the file")
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress"],
                condition=Q(status="waiting"),
                name="one_start_of_the_file_waits",
            ),
            models.UniqueConstraint(
                fields=["congress"],
                condition=Q(status="confirmed"),
                name="one_start_of_the_file_stands",
            ),
            two_people("start_of_the_file_takes_two_people"),
            withdrawn_by_two("start_of_the_file_goes_by_two_people"),
        ]

    def __str__(self):
        return f"{self.congress} · {self.day:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("scoring:past")
