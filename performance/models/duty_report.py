"""Duty reports to voters (代表述职), their ballots (民主测评), and what a congress asks for."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..duty_report_reads import DutyReportQuerySet
from .congress import Congress
from .deputy import Mandate


class Verdict(models.TextChoices):
    """What a ballot says of a deputy (测评结果)."""

    COMPETENT = "competent", _("Competent")
    BASICALLY = "basically", _("Basically competent")
    NOT = "not_competent", _("Not competent")


class ReportRule(models.Model):
    """How a congress has its deputies report and how their ballots are read (述职评议办法).

    A ballot keeps the rule it was read by, so a change here touches no earlier result.
    """

    class Every(models.TextChoices):
        TERM = "term", _("Once a term")
        YEAR = "year", _("Once a year")

    class Base(models.TextChoices):
        ISSUED = "issued", _("Ballots issued")
        RETURNED = "returned", _("Ballots returned")
        VALID = "valid", _("Valid ballots")

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="report_rule")
    every = models.CharField(
        _("how often a deputy reports"), max_length=8, choices=Every.choices, default=Every.TERM
    )
    due_month = models.PositiveSmallIntegerField(
        _("month of the yearly reports"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("1 for January. Empty: any month."),
    )
    base = models.CharField(
        _("shares are counted of"), max_length=8, choices=Base.choices, default=Base.VALID
    )
    competent_from = models.PositiveSmallIntegerField(
        _("competent from this share of “competent” votes (%)"),
        default=80,
        validators=[MaxValueValidator(100)],
    )
    basically_from = models.PositiveSmallIntegerField(
        _("basically competent from this share (%)"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    names = models.CharField(
        _("names of the three choices"),
        max_length=60,
        default="称职、基本称职、不称职",
        help_text=_("Three names from best to worst, as they stand on the ballot, parted by 、"),
    )

    class Meta:
        verbose_name = _("rule for duty reports")
        verbose_name_plural = _("rules for duty reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(basically_from__lte=F("competent_from")) & Q(competent_from__lte=100),
                name="report_thresholds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(due_month=None) | Q(due_month__gte=1, due_month__lte=12),
                name="report_month_is_one",
            ),
        ]

    def __str__(self):
        return f"{self.congress} · {self.get_every_display()}"


class DutyReport(models.Model):
    """One deputy's report on their duties to voters or the electing unit (述职; 代表法 §58)."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("To be written")
        DRAFTED = "drafted", _("Written")
        NOTIFIED = "notified", _("Notice given")
        DELIVERED = "delivered", _("Delivered")
        REVIEWED = "reviewed", _("Ballot counted")
        PUBLISHED = "result_published", _("Result published")
        ARCHIVED = "archived", _("Archived")
        CANCELLED = "cancelled", _("Cancelled")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="duty_reports")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="duty_reports")
    year = models.PositiveSmallIntegerField(
        _("year reported on"), null=True, blank=True, help_text=_("Empty: the whole term so far.")
    )
    planned_on = models.DateField(_("day of the meeting"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    audience = models.CharField(_("who attends"), max_length=200, blank=True)
    spot_review = models.BooleanField(_("questions and review on the spot"), default=False)
    spot_note = models.TextField(_("what was asked and answered on the spot"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.PLANNED
    )
    text = models.TextField(_("text of the report"), blank=True)
    text_version = models.PositiveIntegerField(default=0)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    present = models.PositiveIntegerField(_("number present"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DutyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty report")
        verbose_name_plural = _("duty reports")
        ordering = ["-planned_on", "mandate__certificate_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "planned_on"],
                condition=~Q(status="cancelled"),
                name="one_duty_report_per_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "drafted", "notified", "cancelled"])
                | Q(delivered_on__isnull=False),
                name="delivered_report_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["congress", "status", "planned_on"], name="report_congress_status")
        ]

    def __str__(self):
        return f"{self.mandate.deputy} {self.day:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("performance:duty-report", args=[self.pk])

    @property
    def day(self):
        """The day it was delivered, or is planned for."""
        return self.delivered_on or self.planned_on

    @property
    def source(self):
        """What its duty record is made from."""
        return f"performance.duty_report:{self.pk}"


class ReportText(models.Model):
    """Every text saved of a report, oldest first: nothing anyone wrote is lost."""

    report = models.ForeignKey(DutyReport, models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="one_text_per_version")
        ]

    def __str__(self):
        return f"{self.report_id}/{self.version}"


class ReportMove(models.Model):
    """One move of a report: from where, to where, who, when, why."""

    report = models.ForeignKey(DutyReport, models.CASCADE, related_name="moves")
    was = models.CharField(max_length=20, blank=True)
    to = models.CharField(_("status"), max_length=20, choices=DutyReport.Status.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.was} → {self.to}"


class BallotEntry(models.Model):
    """The tally as the first person read it, until a second has read it too. Never shown."""

    report = models.OneToOneField(DutyReport, models.CASCADE, related_name="ballot_entry")
    counts = models.JSONField()
    tellers = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.report_id}"


class ReportBallot(models.Model):
    """The counted ballot of a report (测评票), read alike by two people. No voter is in it."""

    report = models.OneToOneField(DutyReport, models.PROTECT, related_name="ballot")
    present = models.PositiveIntegerField(_("number present"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("Ballots issued"))
    returned = models.PositiveIntegerField(_("Ballots returned"))
    valid = models.PositiveIntegerField(_("Valid ballots"))
    invalid = models.PositiveIntegerField(_("Invalid ballots"))
    competent = models.PositiveIntegerField(_("Competent"))
    basically = models.PositiveIntegerField(_("Basically competent"))
    not_competent = models.PositiveIntegerField(_("Not competent"))
    tellers = models.CharField(_("tellers"), max_length=120, blank=True)
    verdict = models.CharField(_("verdict"), max_length=16, choices=Verdict.choices, blank=True)
    base = models.CharField(max_length=8, choices=ReportRule.Base.choices)
    competent_from = models.PositiveSmallIntegerField()
    basically_from = models.PositiveSmallIntegerField()
    names = models.CharField(max_length=60)
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    counted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("ballot on a duty report")
        verbose_name_plural = _("ballots on duty reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(present=None) | Q(issued__lte=F("present")),
                name="ballots_issued_to_those_present",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")), name="ballots_returned_were_issued"
            ),
            models.CheckConstraint(
                condition=Q(returned=F("valid") + F("invalid")), name="ballots_valid_or_invalid"
            ),
            models.CheckConstraint(
                condition=Q(valid=F("competent") + F("basically") + F("not_competent")),
                name="ballots_choices_add_up",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(first_by=F("second_by")),
                name="ballot_read_by_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.report_id}"

    @property
    def choice_names(self):
        """The three choices as they stood on the ballot; in English for those who read it."""
        if (get_language() or "zh").startswith("zh"):
            parts = [part.strip() for part in self.names.split("、")]
            if len(parts) == 3 and all(parts):
                return parts
        return [str(label) for label in Verdict.labels]

    @property
    def verdict_name(self):
        """What came out, in the words of the ballot."""
        return self.choice_names[Verdict.values.index(self.verdict)] if self.verdict else "—"

    @property
    def base_count(self):
        return getattr(self, self.base)

    @property
    def votes(self):
        """(name, votes) of each choice, best first."""
        counts = (self.competent, self.basically, self.not_competent)
        return list(zip(self.choice_names, counts, strict=True))
