"""Campaigns (主题活动、代表行动): what deputies joined in, and problems carried to their end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..campaign_querysets import CampaignQuerySet, PartQuerySet, ProblemQuerySet
from .congress import Congress
from .deputy import Mandate
from .record import DutyRecord


class Campaign(models.Model):
    """A campaign of one congress, from its first to its last day, both counted.

    Rounds of one `series` are compared year by year.
    """

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="campaigns")
    name = models.CharField(_("name"), max_length=80)
    series = models.CharField(
        _("series"),
        max_length=60,
        blank=True,
        help_text=_("Rounds of one series are compared year by year."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    text = models.TextField(_("what it is for"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_campaign_per_name"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_later"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("performance:campaign", args=[self.pk])


class CampaignAction(models.Model):
    """One kind of action of a campaign, its unit and what is aimed at (行动)."""

    class Kind(models.TextChoices):
        TALK = "talk", _("Policy talk")
        OPINION = "opinion", _("Opinion delivery")
        SUPERVISION = "supervision", _("Supervision")
        VOLUNTEERING = "volunteering", _("Volunteering")
        VISIT = "visit", _("Visits and appraisal")
        OTHER = "other", _("Other")

    class Measure(models.TextChoices):
        OCCASIONS = "occasions", _("Occasions")
        PEOPLE = "people", _("People reached")
        TIMES = "times", _("Times")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="actions")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=40)
    measure = models.CharField(
        _("measured by"), max_length=10, choices=Measure.choices, default=Measure.OCCASIONS
    )
    unit = models.CharField(_("unit"), max_length=10, blank=True)
    target = models.PositiveIntegerField(_("target"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("action of a campaign")
        verbose_name_plural = _("actions of campaigns")
        ordering = ["campaign", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "name"], name="one_action_per_name")
        ]

    def __str__(self):
        return self.name


class CampaignPart(models.Model):
    """A duty record's part in a campaign: under one action, with what it reached.

    Money given is in cents and never enters any score; it is told, not counted.
    """

    record = models.OneToOneField(DutyRecord, models.PROTECT, related_name="campaign_part")
    action = models.ForeignKey(CampaignAction, models.PROTECT, related_name="parts")
    people = models.PositiveIntegerField(_("people reached"), default=0)
    times = models.PositiveIntegerField(_("times"), default=1)
    cents = models.PositiveBigIntegerField(_("donated, in cents"), default=0)
    goods = models.CharField(_("goods donated"), max_length=120, blank=True)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part in a campaign")
        verbose_name_plural = _("parts in campaigns")

    def __str__(self):
        return f"{self.action} · {self.record}"


class CampaignVisit(models.Model):
    """One visit of a campaign to a firm or place, by one deputy or several (走访)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="visits")
    on = models.DateField(_("day"))
    place = models.CharField(_("firm or place"), max_length=80)
    deputies = models.ManyToManyField(Mandate, related_name="campaign_visits")

    class Meta:
        verbose_name = _("visit of a campaign")
        verbose_name_plural = _("visits of campaigns")
        ordering = ["campaign", "on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "on", "place"], name="one_visit_per_day")
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.place}"


class CampaignProblem(models.Model):
    """A problem told on a visit, its owner, and its end (问题清单).

    `status` moves in `services/problems.py` alone.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ASSIGNED = "assigned", _("Assigned")
        CLOSED = "closed", _("Solved")
        UNSOLVED = "unsolved", _("Cannot be solved")

    visit = models.ForeignKey(CampaignVisit, models.CASCADE, related_name="problems")
    text = models.CharField(_("problem"), max_length=300)
    owner = models.CharField(_("unit in charge"), max_length=80, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.CharField(_("how it ended"), max_length=300, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem of a campaign")
        verbose_name_plural = _("problems of campaigns")
        ordering = ["visit__on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "text"], name="one_problem_per_text"),
            models.CheckConstraint(
                condition=Q(status="open") | ~Q(owner=""), name="assigned_has_an_owner"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "assigned"], closed_on=None)
                | Q(status__in=["closed", "unsolved"], closed_on__isnull=False),
                name="an_end_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="unsolved") | ~Q(note=""), name="unsolved_says_why"
            ),
        ]

    def __str__(self):
        return self.text


class ProblemMove(models.Model):
    """One move of a problem: from, to, by whom, when, and what was said. Only ever added."""

    problem = models.ForeignKey(CampaignProblem, models.CASCADE, related_name="moves")
    was = models.CharField(max_length=10, blank=True)
    to = models.CharField(max_length=10, choices=CampaignProblem.Status.choices)
    owner = models.CharField(_("unit in charge"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("move of a problem")
        verbose_name_plural = _("moves of problems")
        ordering = ["problem", "pk"]

    def __str__(self):
        return f"{self.problem} → {self.get_to_display()}"
