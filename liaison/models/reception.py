"""The roster: its rules, the reception days they make, and who is on duty."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.language import in_reader_language
from performance.models import Mandate

from .. import roster
from ..querysets import ReceptionDayQuerySet
from .station import Station, Weekday


class RosterRule(models.Model):
    """When a station receives residents (排班规则), and what a day off does to it."""

    class Frequency(models.TextChoices):
        MONTHLY_DAY = "monthly_day", _("On fixed days of the month")
        MONTHLY_WEEKDAY = "monthly_weekday", _("On the nth weekday of the month")
        WEEKLY = "weekly", _("Every week or every few weeks")

    class Months(models.TextChoices):
        EVERY = "every", _("Every month")
        ODD = "odd", _("Odd months")
        EVEN = "even", _("Even months")
        QUARTER_START = "quarter_start", _("First month of each quarter")
        QUARTER_MIDDLE = "quarter_middle", _("Second month of each quarter")
        QUARTER_END = "quarter_end", _("Third month of each quarter")

    class Nth(models.IntegerChoices):
        FIRST = 1, _("First")
        SECOND = 2, _("Second")
        THIRD = 3, _("Third")
        FOURTH = 4, _("Fourth")
        FIFTH = 5, _("Fifth, when there is one")
        LAST = -1, _("Last")

    class HolidayPolicy(models.TextChoices):
        KEEP_UNLESS_HOLIDAY = (
            "keep_unless_holiday",
            _("Weekends stay; a public holiday moves to the next working day"),
        )
        NEXT_WORKDAY = "next_workday", _("Any day off moves to the next working day")
        PREVIOUS_WORKDAY = "prev_workday", _("Any day off moves to the last working day before")
        NEXT_DAY = "next_day", _("Any day off moves to the day after the holiday")
        SKIP = "skip", _("No reception on a day off")
        KEEP = "keep", _("Always on that day")

    station = models.ForeignKey(Station, models.CASCADE, related_name="rules")
    frequency = models.CharField(_("how often"), max_length=16, choices=Frequency.choices)
    days = models.CharField(
        _("days of the month"),
        max_length=40,
        blank=True,
        help_text=_("For fixed days: numbers with commas between them, such as 5 or 5, 25."),
    )
    nth = models.SmallIntegerField(_("which in the month"), choices=Nth.choices, default=Nth.FIRST)
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), choices=Weekday.choices, default=Weekday.MONDAY
    )
    months = models.CharField(
        _("months"), max_length=16, choices=Months.choices, default=Months.EVERY
    )
    every_weeks = models.PositiveSmallIntegerField(_("every so many weeks"), default=1)
    starts_at = models.TimeField(pgettext_lazy("time", "from"))
    ends_at = models.TimeField(pgettext_lazy("time", "until"))
    holiday_policy = models.CharField(
        _("on a day off"),
        max_length=20,
        choices=HolidayPolicy.choices,
        default=HolidayPolicy.KEEP_UNLESS_HOLIDAY,
    )
    min_deputies = models.PositiveSmallIntegerField(_("deputies at least"), default=2)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    theme_en = models.CharField(_("theme in English"), max_length=100, blank=True)
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("last day in force"), null=True, blank=True)

    class Meta:
        verbose_name = _("roster rule")
        verbose_name_plural = _("roster rules")
        ordering = ["station", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="rule_ends_later"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="rule_in_force_forwards",
            ),
            models.CheckConstraint(
                condition=Q(every_weeks__gte=1, every_weeks__lte=52), name="rule_every_few_weeks"
            ),
            models.CheckConstraint(
                condition=~Q(frequency="monthly_day") | ~Q(days=""), name="rule_names_its_days"
            ),
        ]

    def __str__(self):
        return f"{self.station} · {self.get_frequency_display()}"

    def clean(self):
        if self.frequency == self.Frequency.MONTHLY_DAY:
            try:
                self.days = ", ".join(str(number) for number in day_numbers(self.days))
            except ValueError as error:
                raise ValidationError({"days": str(error)}) from None
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the beginning.")})
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The end lies before the beginning.")})
        if self.every_weeks is not None and not 1 <= self.every_weeks <= 52:
            raise ValidationError({"every_weeks": _("Choose from 1 to 52 weeks.")})

    def pattern(self):
        """The rule as the pure engine in `roster.py` takes it; exceptions come with it."""
        return roster.Pattern(
            frequency=roster.Frequency(self.frequency),
            first=self.valid_from,
            last=self.valid_until,
            days=tuple(day_numbers(self.days)) if self.days else (),
            weekday=self.weekday,
            nth=self.nth,
            months=self.months,
            every_weeks=self.every_weeks,
            policy=roster.HolidayPolicy(self.holiday_policy),
            exceptions=frozenset(exception.on for exception in self.exceptions.all()),
        )


def day_numbers(text):
    """The days of the month in "5, 25" (also 5、25日); raises ValueError with a sentence."""
    words = text.replace("，", ",").replace("、", ",").replace("日", "").split(",")
    numbers = sorted({int(word) for word in words if word.strip().isdecimal()})
    if not numbers or len([w for w in words if w.strip()]) != len(
        [w for w in words if w.strip().isdecimal()]
    ):
        raise ValueError(_("Write the days as numbers with commas, such as 5, 25."))
    if numbers[0] < 1 or numbers[-1] > 31:
        raise ValueError(_("A day of the month lies between 1 and 31."))
    return numbers


class RosterException(models.Model):
    """A day the rule names on which there is no reception after all."""

    rule = models.ForeignKey(RosterRule, models.CASCADE, related_name="exceptions")
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("day left out")
        verbose_name_plural = _("days left out")
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["rule", "on"], name="one_exception_per_day")]

    def __str__(self):
        return f"{self.on:%Y-%m-%d}"


class ReceptionDay(models.Model):
    """A day on which deputies receive residents at a station (代表接待日).

    `original_on` is the day the rule names, `on` the day it is held. A day moved after it was
    announced stays the same row: what hangs on it moves with it, `moved_from` keeps the day that
    had been announced, and it stays visible as moved. `services/receptions.py` alone moves it.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ANNOUNCED = "announced", pgettext_lazy("reception day", "Announced")
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held")

    station = models.ForeignKey(Station, models.PROTECT, related_name="reception_days")
    rule = models.ForeignKey(
        RosterRule, models.SET_NULL, null=True, blank=True, related_name="reception_days"
    )
    original_on = models.DateField(_("day by the rule"))
    on = models.DateField(_("day"))
    starts_at = models.TimeField(pgettext_lazy("time", "from"))
    ends_at = models.TimeField(pgettext_lazy("time", "until"))
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    theme_en = models.CharField(_("theme in English"), max_length=100, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    moved_from = models.DateField(_("moved from"), null=True, blank=True)
    note = models.CharField(_("note for residents"), max_length=200, blank=True)
    min_deputies = models.PositiveSmallIntegerField(_("deputies at least"), default=2)
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("changes since announced"), default=0)
    changed_at = models.DateTimeField(_("last changed"), auto_now_add=True)

    objects = ReceptionDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("reception day")
        verbose_name_plural = _("reception days")
        ordering = ["on", "starts_at", "station"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "rule", "original_on"],
                condition=Q(rule__isnull=False),
                name="one_reception_per_rule_and_day",
            ),
            models.UniqueConstraint(
                fields=["station", "on", "starts_at"],
                condition=~Q(status="cancelled"),
                name="one_reception_per_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="reception_ends_later"
            ),
            models.CheckConstraint(
                condition=~Q(status="moved") | Q(moved_from__isnull=False),
                name="moved_reception_says_from_when",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "on"], name="reception_status_on"),
            models.Index(fields=["station", "on"], name="reception_station_on"),
        ]

    def __str__(self):
        return f"{self.station} {self.on:%Y-%m-%d} {self.starts_at:%H:%M}"

    @property
    def theme_label(self):
        return in_reader_language(self.theme, self.theme_en)


class RosterEntry(models.Model):
    """A deputy on duty on a reception day (轮值)."""

    reception_day = models.ForeignKey(ReceptionDay, models.CASCADE, related_name="entries")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="roster_entries")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("deputy on duty")
        verbose_name_plural = _("deputies on duty")
        ordering = ["reception_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reception_day", "mandate"], name="one_duty_per_reception"
            )
        ]

    def __str__(self):
        return f"{self.reception_day} · {self.mandate.deputy}"


class ReceptionChange(models.Model):
    """One step in a reception day's life: announced, moved, cancelled, held (接待日变更). Stays."""

    reception_day = models.ForeignKey(ReceptionDay, models.CASCADE, related_name="changes")
    was = models.CharField(_("was"), max_length=10, choices=ReceptionDay.Status.choices)
    now = models.CharField(_("now"), max_length=10, choices=ReceptionDay.Status.choices)
    was_on = models.DateField(_("day before"))
    now_on = models.DateField(_("day after"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of a reception day")
        verbose_name_plural = _("changes of reception days")
        ordering = ["reception_day", "at", "pk"]

    def __str__(self):
        return f"{self.reception_day} {self.get_now_display()}"
