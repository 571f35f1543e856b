"""Reappointment reviews (连选连任考察): what a committee reads of a term, and what it says.

Nothing here decides anything. Figures are taken once and kept; opinions, notes and moves are only
ever added; what the law and the voters decided is noted at the end.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from performance.models import Congress, Mandate, Term

from ..review_reads import ReviewAccessQuerySet, ReviewCaseQuerySet, ReviewQuerySet


class Opinion(models.TextChoices):
    """What somebody advises. There is no other choice, and none without a reason."""

    RECOMMEND = "recommend", _("Recommend")
    HOLD = "hold", _("Hold")
    NOT = "not", _("Do not recommend")


class CaseStatus(models.TextChoices):
    """Where one deputy's review stands."""

    DRAFTED = "drafted", _("Being prepared")
    SCORED = "committee_scored", _("Figures settled")
    OPINIONS = "opinions", _("Opinions are being given")
    RECOMMENDED = "recommended", _("Recommended")
    CONDITIONAL = "conditional", _("On hold")
    NOT_RECOMMENDED = "not_recommended", _("Not recommended")
    DECIDED = "decided", _("Decided elsewhere")


class Review(models.Model):
    """One congress's review of the deputies of one term before the next election.

    `stage` is the furthest the round as a whole has been taken; each deputy's case goes on alone
    from there.
    """

    class Stage(models.TextChoices):
        DRAFTED = CaseStatus.DRAFTED.value, CaseStatus.DRAFTED.label
        SCORED = CaseStatus.SCORED.value, CaseStatus.SCORED.label
        OPINIONS = CaseStatus.OPINIONS.value, CaseStatus.OPINIONS.label

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="reviews")
    term = models.ForeignKey(Term, models.PROTECT, related_name="reviews")
    name = models.CharField(_("name"), max_length=80)
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.DRAFTED
    )
    last_day = models.DateField(_("figures up to"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started at"))
    key = models.CharField(max_length=40)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("reappointment review")
        verbose_name_plural = _("reappointment reviews")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["term", "name"], name="one_review_per_name"),
            models.UniqueConstraint(fields=["congress", "key"], name="one_review_per_key"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("scoring:review", args=[self.pk])


class ReviewCase(models.Model):
    """One deputy in a review, with the figures of the term as they were settled.

    Name, group and particulars are kept beside the figures, so that the packet printed later is
    the one the committee read.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="cases")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="review_cases")
    status = models.CharField(
        _("status"), max_length=20, choices=CaseStatus.choices, default=CaseStatus.DRAFTED
    )
    name = models.CharField(_("name"), max_length=60)
    label = models.CharField(_("certificate no."), max_length=40, blank=True)
    delegation = models.CharField(_("delegation"), max_length=120, blank=True)
    sex = models.CharField(_("sex"), max_length=1, blank=True)
    occupation = models.CharField(_("occupation class"), max_length=14, blank=True)
    grassroots = models.BooleanField(_("grassroots"), null=True)
    figures = models.JSONField(_("figures of the term"), default=dict)
    digest = models.CharField(_("digest"), max_length=64)
    decision = models.CharField(_("what was decided elsewhere"), max_length=300, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    objects = ReviewCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy under review")
        verbose_name_plural = _("deputies under review")
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "mandate"], name="one_case_per_deputy"),
            models.CheckConstraint(
                condition=~Q(status="decided") | Q(decided_on__isnull=False) & ~Q(decision=""),
                name="decided_case_says_what",
            ),
        ]
        indexes = [models.Index(fields=["review", "status"], name="case_review_status")]

    def __str__(self):
        return f"{self.review} · {self.name}"

    def get_absolute_url(self):
        return reverse("scoring:review-case", args=[self.pk])


class ReviewNote(models.Model):
    """Something the committee should know of a term (背景说明), or why months stayed empty."""

    class Reason(models.TextChoices):
        MATERNITY = "maternity", _("Maternity leave")
        ILLNESS = "illness", _("Illness")
        SECONDMENT = "secondment", _("Secondment or study")
        FAMILY = "family", _("Family")
        OTHER = "other", _("Something else")

    case = models.ForeignKey(ReviewCase, models.PROTECT, related_name="notes")
    text = models.CharField(_("note"), max_length=600)
    reason = models.CharField(
        _("explains a gap by"), max_length=12, choices=Reason.choices, blank=True
    )
    first_day = models.DateField(_("from"), null=True, blank=True)
    last_day = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    key = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("context note")
        verbose_name_plural = _("context notes")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="one_note_per_key"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(first_day__isnull=False, last_day__gte=F("first_day")),
                name="gap_note_names_its_days",
            ),
        ]

    def __str__(self):
        return self.text[:40]


class MemberOpinion(models.Model):
    """One committee member's own opinion of one deputy. A later one replaces it; both stay."""

    case = models.ForeignKey(ReviewCase, models.PROTECT, related_name="opinions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opinion = models.CharField(_("opinion"), max_length=10, choices=Opinion.choices)
    reason = models.CharField(_("reason"), max_length=600)
    stands = models.BooleanField(default=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    key = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("opinion of a member")
        verbose_name_plural = _("opinions of members")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="one_opinion_per_key"),
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=Q(stands=True),
                name="one_standing_opinion_per_member",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="opinion_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_opinion_display()}"


class Conclusion(models.Model):
    """The committee's own opinion of one deputy: written by one person, confirmed by another."""

    case = models.ForeignKey(ReviewCase, models.PROTECT, related_name="conclusions")
    opinion = models.CharField(_("opinion"), max_length=10, choices=Opinion.choices)
    reason = models.CharField(_("reason"), max_length=600)
    met_on = models.DateField(_("day of the meeting"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    stands = models.BooleanField(default=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("opinion of the committee")
        verbose_name_plural = _("opinions of the committee")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="one_conclusion_per_key"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(stands=True), name="one_standing_conclusion"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="conclusion_has_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("written_by")),
                name="conclusion_takes_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.case}: {self.get_opinion_display()}"


class ReviewMove(models.Model):
    """One move of a whole review or of one case. Only ever added."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="moves")
    case = models.ForeignKey(
        ReviewCase, models.PROTECT, null=True, blank=True, related_name="moves"
    )
    was = models.CharField(max_length=20)
    to = models.CharField(_("status"), max_length=20, choices=CaseStatus.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.was} → {self.to}"


class ReviewAccess(models.Model):
    """Who looked at what of a review, and who took what away. Only ever added."""

    class What(models.TextChoices):
        LIST = "list", _("Read the table")
        CASE = "case", _("Read a deputy's page")
        PDF = "pdf", _("Had the packet printed")
        XLSX = "xlsx", _("Had the workbook made")
        FETCHED = "fetched", _("Fetched the file")
        LOG = "log", _("Read this list")

    review = models.ForeignKey(Review, models.PROTECT, related_name="accesses")
    case = models.ForeignKey(ReviewCase, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(_("what"), max_length=8, choices=What.choices)
    detail = models.CharField(_("in particular"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = ReviewAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to a review")
        verbose_name_plural = _("accesses to reviews")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.by} {self.get_what_display()}"
