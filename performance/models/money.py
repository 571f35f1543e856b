"""Money of deputies' work: a yearly budget line for each, and day allowance (经费与补助).

Integer cents throughout. Money has no link to points.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..money_reads import AllowanceLineQuerySet, SpendingQuerySet
from .activity import Activity
from .congress import Congress
from .deputy import Deputy, Mandate
from .record import DutyKind, DutyRecord


class ActivityBudget(models.Model):
    """What a congress sets aside for each deputy's activities in one year (代表活动经费)."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="activity_budgets")
    year = models.PositiveSmallIntegerField(_("year"))
    cents = models.PositiveIntegerField(_("cents for each deputy"))

    class Meta:
        verbose_name = _("activity budget")
        verbose_name_plural = _("activity budgets")
        constraints = [
            models.UniqueConstraint(fields=["congress", "year"], name="one_budget_per_year")
        ]

    def __str__(self):
        return f"{self.congress} {self.year}"


class Spending(models.Model):
    """Money spent on one deputy's activities, with its receipt (活动经费支出).

    Never edited: a wrong entry is struck out with a reason and entered anew.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="spendings")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="spendings")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="spendings"
    )
    on = models.DateField(_("day"))
    title = models.CharField(_("what for"), max_length=120)
    receipt_no = models.CharField(_("receipt no."), max_length=40)
    cents = models.PositiveIntegerField(_("amount in cents"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_reason = models.CharField(_("why struck out"), max_length=300, blank=True)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("spending")
        verbose_name_plural = _("spendings")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "receipt_no"],
                condition=Q(struck_by=None),
                name="one_spending_per_receipt",
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="spending_is_something"),
        ]

    def __str__(self):
        return f"{self.receipt_no} {self.title}"


class AllowanceRule(models.Model):
    """What a congress pays deputies without fixed income (无固定收入代表补助标准)."""

    class Unit(models.TextChoices):
        DAY = "day", _("For each day")
        MONTH = "month", _("For each month with a day of duty")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="allowance_rules")
    unit = models.CharField(_("paid"), max_length=6, choices=Unit.choices, default=Unit.DAY)
    cents = models.PositiveIntegerField(_("cents"))
    kinds = models.ManyToManyField(DutyKind, verbose_name=_("kinds of duty paid for"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until before"), null=True, blank=True)

    class Meta:
        verbose_name = _("rule for allowance")
        verbose_name_plural = _("rules for allowance")
        ordering = ["congress", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "starts_on"], name="one_allowance_rule_per_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="allowance_rule_ends_later",
            ),
        ]

    def __str__(self):
        return f"{self.congress} {self.starts_on}"


class AllowanceRun(models.Model):
    """One month's or quarter's allowance of a congress: drawn, checked, approved, paid."""

    class Status(models.TextChoices):
        DRAWN = "drawn", _("Drawn up")
        CHECKED = "checked", pgettext_lazy("allowance", "Checked")
        APPROVED = "approved", pgettext_lazy("allowance", "Approved")
        PAID = "paid", pgettext_lazy("allowance", "Paid")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="allowance_runs")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAWN
    )
    notes = models.JSONField(default=list)  # days left out because another run claimed them
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta:
        verbose_name = _("allowance run")
        verbose_name_plural = _("allowance runs")
        ordering = ["-first", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "first"], name="one_run_per_period"),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(approved_by=F("checked_by")),
                name="run_checked_and_approved_by_two",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="run_has_days"),
        ]

    def __str__(self):
        return f"{self.congress} {self.first:%Y-%m-%d} — {self.last:%Y-%m-%d}"


class AllowanceLine(models.Model):
    """One person's day in a run, frozen with the record it rests on (补助明细).

    A record withdrawn after its day was approved is settled by a negative line in a later run;
    `round` counts how often the day was settled, so that it may be claimed anew.
    """

    run = models.ForeignKey(AllowanceRun, models.CASCADE, related_name="lines")
    deputy = models.ForeignKey(Deputy, models.PROTECT, related_name="allowance_lines")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="allowance_lines")
    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="allowance_lines")
    on = models.DateField(_("day"))
    slot = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=0)
    cents = models.IntegerField(_("cents"))
    settles = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="settled_by"
    )

    objects = AllowanceLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("allowance line")
        verbose_name_plural = _("allowance lines")
        ordering = ["mandate__certificate_no", "on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deputy", "slot", "round"],
                condition=Q(settles=None),
                name="one_allowance_per_person_and_day",
            ),
            models.CheckConstraint(
                condition=Q(settles=None, cents__gt=0) | Q(settles__isnull=False, cents__lt=0),
                name="allowance_settled_by_the_negative",
            ),
        ]

    def __str__(self):
        return f"{self.deputy} {self.slot}"
