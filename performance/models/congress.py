"""Congresses, their terms, and the places and groups deputies belong to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import CongressQuerySet, CongressScopedQuerySet, TermQuerySet


class Level(models.TextChoices):
    """The five levels of people's congresses (五级人大; 地方组织法 §7)."""

    NATIONAL = "national", _("National")
    PROVINCE = "province", _("Provincial")
    PREFECTURE = "prefecture", _("Prefectural")
    COUNTY = "county", _("County")
    TOWNSHIP = "township", _("Township")


class Congress(models.Model):
    """A people's congress (人民代表大会) at one of five levels."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=30)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind_catalogue = models.CharField(
        _("catalogue of duty kinds"), max_length=20, default="zhushan"
    )
    households_at_most = models.PositiveSmallIntegerField(
        _("households a deputy may be linked with"), default=10
    )

    objects = CongressQuerySet.as_manager()

    class Meta:
        verbose_name = _("congress")
        verbose_name_plural = _("congresses")
        ordering = ["code"]

    def __str__(self):
        return self.short_name


class Term(models.Model):
    """One term (届) of a congress: from its first session to the next term's first session."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(
        _("first day of the next term"), null=True, blank=True, help_text=_("Empty while it runs.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term of a congress")
        verbose_name_plural = _("terms of congresses")
        ordering = ["congress", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "number"], name="one_term_per_number"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="term_ends_later"
            ),
        ]

    def __str__(self):
        return _("Term %(number)s") % {"number": self.number}


class Constituency(models.Model):
    """Where a deputy was elected (选区 / 选举单位)."""

    class Area(models.TextChoices):
        URBAN = "urban", _("Urban")
        RURAL = "rural", _("Rural")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="constituencies")
    name = models.CharField(_("name"), max_length=60)
    area = models.CharField(
        _("urban or rural"),
        max_length=5,
        choices=Area.choices,
        blank=True,
        help_text=_("Only for comparing groups of deputies; empty where it is not known."),
    )

    objects = CongressScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("constituency")
        verbose_name_plural = _("constituencies")
        ordering = ["congress", "name"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_constituency_per_name")
        ]

    def __str__(self):
        return self.name


class DeputyGroup(models.Model):
    """Deputies who work together: a delegation (代表团), a group (代表小组), a committee."""

    class Kind(models.TextChoices):
        DELEGATION = "delegation", _("Delegation")
        GROUP = "group", _("Deputy group")
        PROFESSIONAL = "professional", _("Professional group")
        COMMITTEE = "committee", _("Committee")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="groups")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)

    objects = CongressScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy group")
        verbose_name_plural = _("deputy groups")
        ordering = ["congress", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "kind", "name"], name="one_group_per_name")
        ]

    def __str__(self):
        return self.name
