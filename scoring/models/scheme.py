"""A congress's measure and its versions. A published version never changes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from performance.models import Congress

from ..querysets import SchemeQuerySet, SchemeVersionQuerySet


class Scheme(models.Model):
    """A measure by which a congress scores its deputies (积分办法)."""

    congress = models.ForeignKey(
        Congress, models.PROTECT, related_name="schemes", verbose_name=_("congress")
    )
    code = models.SlugField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=160)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["congress", "code"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "code"], name="one_scheme_per_code")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("scoring:scheme", args=[self.pk])


class SchemeVersion(models.Model):
    """One version of a measure: its whole text as a scheme file (办法版本).

    A draft may be rewritten; while it is open to comments (公示) it rests; once published, text,
    number and digests stand for good (a trigger in the database holds them, see
    `scoring/guards.py`) and only `status` still moves, to retired.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLICITY = "publicity", _("Open to comments")
        PUBLISHED = "published", _("In force")
        RETIRED = "retired", _("No longer in force")

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="versions", verbose_name=_("measure")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text of the measure"))
    text_digest = models.CharField(_("digest of the text"), max_length=64)
    digest = models.CharField(_("digest of the rules"), max_length=64)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    clauses = models.TextField(_("text of the regulation"), blank=True)
    publicity_from = models.DateField(_("open to comments from"), null=True, blank=True)
    publicity_until = models.DateField(_("open to comments until"), null=True, blank=True)
    publicity_waived = models.CharField(
        _("why it was not opened to comments"), max_length=300, blank=True
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    drafted_at = models.DateTimeField(_("drafted at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a measure")
        verbose_name_plural = _("versions of measures")
        ordering = ["scheme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(status__in=["draft", "publicity"]),
                name="one_draft_per_scheme",
            ),
            models.UniqueConstraint(
                fields=["scheme", "in_force_from"], name="one_version_in_force_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(status="publicity")
                | Q(publicity_from__isnull=False, publicity_until__gte=F("publicity_from")),
                name="publicity_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "publicity"], published_by=None, published_at=None)
                | (
                    ~Q(status__in=["draft", "publicity"])
                    & Q(published_by__isnull=False, published_at__isnull=False)
                    & Q(in_force_from__isnull=False)
                ),
                name="published_version_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("drafted_by")),
                name="scheme_takes_two_people",
            ),
        ]

    def __str__(self):
        return _("%(title)s, version %(number)s") % {
            "title": self.scheme.title,
            "number": self.number,
        }

    def get_absolute_url(self):
        return reverse("scoring:scheme-version", args=[self.pk])

    @property
    def is_draft(self):
        """Not in force yet: still being written, or open to comments."""
        return self.status in (self.Status.DRAFT, self.Status.PUBLICITY)

    @property
    def stand(self):
        """How the version stands today, as a word for badges (ask `with_follower` for many)."""
        if self.status != self.Status.PUBLISHED:
            return self.status
        today = timezone.localdate()
        if self.in_force_from > today:
            return "coming"
        followed = getattr(self, "followed_from", None)
        return self.Status.RETIRED if followed and followed <= today else self.status

    @property
    def is_open_to_comments(self):
        return self.status == self.Status.PUBLICITY
