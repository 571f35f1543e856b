"""The live card of one mandate and period: a cache of what the engine says of the facts now."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from performance.models import Mandate

from ..querysets import CardQuerySet
from .period import ScoringPeriod


class Standing(models.TextChoices):
    """Where somebody stands towards a ranking. Each class is listed apart."""

    RANKED = "ranked", _("Ranked")
    UNRANKED = "unranked", _("Scored, not ranked")
    TOO_FEW_DATA = "too_few_data", _("Too few data")
    NOT_SCORED = "not_scored", _("Not scored")


class ScoreCard(models.Model):
    """One deputy's points in one period (积分卡), as of the facts known now.

    A cache: rebuilt from the facts it has the same content in every column but `computed_at`.
    Points are thousandths. What depends on everybody else (the rank, whether the group is large
    enough) is not on the card; the ranking page works it out when read.
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="score_cards")
    period = models.ForeignKey(ScoringPeriod, models.CASCADE, related_name="cards")
    total = models.BigIntegerField(_("total in thousandths"), null=True)
    tier = models.CharField(_("tier"), max_length=40, blank=True)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    rank_group = models.CharField(_("ranked among"), max_length=200, blank=True)
    parts = models.JSONField(_("parts"), default=list)
    findings = models.JSONField(_("findings"), default=list)
    actions = models.JSONField(_("proposed steps"), default=list)
    days = models.IntegerField(_("days served"), default=0)
    obliged = models.IntegerField(_("duties obliged"), default=0)
    records = models.IntegerField(_("records that count"), default=0)
    scheme_digest = models.CharField(max_length=64)
    facts_digest = models.CharField(_("end of the volume's chain"), max_length=64, blank=True)
    engine_version = models.CharField(max_length=20)
    computed_at = models.DateTimeField(_("computed at"))

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("score card")
        verbose_name_plural = _("score cards")
        constraints = [
            models.UniqueConstraint(fields=["mandate", "period"], name="one_card_per_period")
        ]
        indexes = [
            models.Index(fields=["period", "rank_group", "-total"], name="card_by_group"),
        ]

    def __str__(self):
        return f"{self.mandate} · {self.period}"

    def get_absolute_url(self):
        return reverse("scoring:card", args=[self.pk])
