"""Places where deputies meet residents, when they are open, and who serves there."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.language import in_reader_language
from performance.models import Congress, Mandate

from ..querysets import StationDeputyQuerySet, StationQuerySet


def new_code_token():
    """What a station's printed code carries: opaque, 80 bits, no name in it."""
    return secrets.token_hex(10)


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Station(models.Model):
    """A place where deputies meet residents (代表之家, 联络站, 工作室, 联系点)."""

    class Kind(models.TextChoices):
        HOME = "home", pgettext_lazy("liaison station", "Deputies' home")
        STATION = "station", _("Liaison station")
        STUDIO = "studio", _("Deputy studio")
        ACTIVITY_ROOM = "activity_room", _("Activity room")
        CONTACT_POINT = "contact_point", _("Contact point")
        LEGISLATIVE_POINT = "legislative_point", _("Legislative contact point")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Open to residents")
        SUSPENDED = "suspended", _("Closed for the time being")
        RETIRED = "retired", _("No longer in use")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="stations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    slug = models.SlugField(
        _("address on the site"),
        max_length=60,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens, such as dongling-town."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    district = models.CharField(_("township or street"), max_length=40)
    district_en = models.CharField(_("township or street in English"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=160)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    phone = models.CharField(
        _("office telephone"),
        max_length=30,
        blank=True,
        help_text=_("The station's own line. Never a deputy's number."),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    access_note = models.CharField(
        _("getting in"),
        max_length=200,
        blank=True,
        help_text=_("Step-free way in, lift, parking, hearing loop…"),
    )
    access_note_en = models.CharField(_("getting in, in English"), max_length=240, blank=True)
    code_token = models.CharField(
        _("token of the printed code"), max_length=20, unique=True, default=new_code_token
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE
    )

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        ordering = ["district", "name"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_station_per_name"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="station_on_the_globe",
            ),
        ]
        indexes = [models.Index(fields=["congress", "status"], name="station_congress_status")]

    def __str__(self):
        return self.name

    @property
    def label(self):
        return in_reader_language(self.name, self.name_en)

    @property
    def district_label(self):
        return in_reader_language(self.district, self.district_en)

    @property
    def address_label(self):
        return in_reader_language(self.address, self.address_en)

    @property
    def access_label(self):
        return in_reader_language(self.access_note, self.access_note_en)


class OpeningHours(models.Model):
    """When a station's door is open in an ordinary week (开放时间), one row a stretch."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday.choices)
    opens_at = models.TimeField(pgettext_lazy("time", "from"))
    closes_at = models.TimeField(pgettext_lazy("time", "until"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["station", "weekday", "opens_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "weekday", "opens_at"], name="one_opening_per_time"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="opening_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="opening_on_a_weekday"
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


class Closure(models.Model):
    """Days a station is closed, both counted (闭站)."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="closures")
    starts_on = models.DateField(_("first day closed"))
    ends_on = models.DateField(_("last day closed"))
    reason = models.CharField(_("reason"), max_length=120)
    reason_en = models.CharField(_("reason in English"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["station", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["station", "starts_on"], name="one_closure_per_start"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="closure_ends_later"
            ),
        ]

    def __str__(self):
        return f"{self.starts_on:%Y-%m-%d}–{self.ends_on:%Y-%m-%d} {self.reason}"

    @property
    def reason_label(self):
        return in_reader_language(self.reason, self.reason_en)


class StationDeputy(models.Model):
    """A deputy who serves at a station (进站代表), with dates. `ends_on` is the first day out."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="deputies")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="stations")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day out"), null=True, blank=True)

    objects = StationDeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy at a station")
        verbose_name_plural = _("deputies at stations")
        ordering = ["station", "mandate"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "mandate", "starts_on"], name="one_service_per_start"
            ),
            models.UniqueConstraint(
                fields=["station", "mandate"],
                condition=Q(ends_on=None),
                name="one_running_service_per_station",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="service_ends_later",
            ),
        ]

    def __str__(self):
        return f"{self.mandate.deputy} @ {self.station}"
