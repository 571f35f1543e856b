"""A published ranking: a document with every line of every row, never recomputed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from performance.models import Congress, Mandate

from ..covered import kept_covered
from ..querysets import EditionQuerySet, EditionRowQuerySet
from .card import Standing
from .period import ScoringPeriod
from .scheme import SchemeVersion


class Edition(models.Model):
    """A ranking drawn up at one moment (排名榜): drawn by one person, published by another.

    A correction is a new edition that names the one it replaces. Published editions of a congress
    are numbered without gaps and chained by hash.
    """

    class Status(models.TextChoices):
        DRAWN = "drawn", _("Drawn, waiting for the second person")
        DISCARDED = "discarded", _("Drawn anew, not published")
        PUBLISHED = "published", _("Published")
        REPLACED = "replaced", _("Replaced by a later edition")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="editions")
    period = models.ForeignKey(ScoringPeriod, models.PROTECT, related_name="editions")
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="editions")
    scheme_digest = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=120)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    cut_off = models.DateTimeField(_("facts as known at"))
    note = models.CharField(_("why it replaces the one before"), max_length=300, blank=True)
    records_from = models.DateField(_("all records are on file from"), null=True, blank=True)
    objection_days = models.PositiveSmallIntegerField(
        _("working days for objections"), null=True, blank=True
    )
    cohort = models.JSONField(_("drawn for"), default=dict, blank=True)
    cohort_key = models.CharField(max_length=200, blank=True, default="")
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAWN
    )
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )
    engine_version = models.CharField(max_length=20)
    row_count = models.PositiveIntegerField(_("rows"))
    digest = models.CharField(_("digest"), max_length=64)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=12, default="sha256")
    seal = models.PositiveSmallIntegerField(_("what the digest covers"), default=1)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["period", "cohort_key"],
                condition=Q(status="drawn"),
                name="one_drawn_edition_waits",
            ),
            models.UniqueConstraint(
                fields=["period", "cohort_key"],
                condition=Q(status="published"),
                name="one_edition_stands",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("drawn_by")),
                name="edition_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["drawn", "discarded"],
                    published_by=None,
                    published_at=None,
                    number=None,
                )
                | (
                    Q(status__in=["published", "replaced"])
                    & Q(published_by__isnull=False, published_at__isnull=False)
                    & Q(number__isnull=False)
                ),
                name="published_edition_is_signed",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("scoring:edition", args=[self.pk])

    @property
    def covers(self):
        """Whom it covers, as a Covered: everybody, or a part."""
        return kept_covered(self)

    @property
    def title(self):
        """Its name, and whom it covers where that is not everybody."""
        return f"{self.name} ({self.covers})" if self.cohort else self.name

    @property
    def is_public_to_readers(self):
        """Published now or once; a document anybody who reads rankings may open."""
        return self.status in (self.Status.PUBLISHED, self.Status.REPLACED)


class EditionRow(models.Model):
    """One deputy's row of an edition, frozen with all its lines, chained to the row before it.

    `subject` keeps what the engine was told of the deputy (days in office, offices held, group),
    `tail_seq` the last event of the volume that was taken in: with these and the ledger the row
    can be computed again and compared.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField(_("position"))
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="edition_rows")
    name = models.CharField(_("name"), max_length=60)
    label = models.CharField(_("label"), max_length=200, blank=True)
    rank_group = models.CharField(_("ranked among"), max_length=200, blank=True)
    rank = models.PositiveIntegerField(_("rank"), null=True)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    tier = models.CharField(_("tier"), max_length=40, blank=True)
    total = models.BigIntegerField(_("total in thousandths"), null=True)
    parts = models.JSONField(_("parts"), default=list)
    lines = models.JSONField(_("lines"), default=list)
    findings = models.JSONField(_("findings"), default=list)
    actions = models.JSONField(_("proposed steps"), default=list)
    subject = models.JSONField(_("what the engine was told of the deputy"), default=dict)
    days = models.IntegerField(_("days served"), default=0)
    obliged = models.IntegerField(_("duties obliged"), default=0)
    records = models.IntegerField(_("records that count"), default=0)
    tail_seq = models.PositiveIntegerField(_("last event taken in"), default=0)
    tail_hash = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32)
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EditionRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an edition")
        verbose_name_plural = _("rows of editions")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="one_row_per_position"),
            models.UniqueConstraint(fields=["edition", "mandate"], name="one_row_per_mandate"),
        ]

    def __str__(self):
        return f"{self.edition} · {self.name}"

    def get_absolute_url(self):
        return reverse("scoring:edition-row", args=[self.pk])
