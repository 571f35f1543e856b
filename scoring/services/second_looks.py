"""Patterns that deserve a second look in a period, and the word of whoever looked."""

from dataclasses import dataclass

import polars as pl
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation import chain
from performance.models import DutyKind, DutyRecord, Mandate

from ..cohort import load_cohort
from ..facts import load_facts
from ..fairness.indicators import Look, Noted, looks_of
from ..models import SecondLook
from ..permissions import can_keep_scores
from .fairness import item_sums
from .measures import engine_period, scheme_of


@dataclass(frozen=True)
class OpenLook:
    """A Look and what was last said of these very records, if anything."""

    look: Look
    word: SecondLook | None

    @property
    def is_open(self):
        return self.word is None


def second_looks(period, mandate_id=None):
    """Every pattern of a period (of one deputy), each with the word on it."""
    looks = looks_of(noted_in(period), period.last_day, cheapest_points(period))
    words = {}
    for word in SecondLook.objects.filter(period=period).select_related("by").order_by("at", "pk"):
        words[word.mandate_id, word.code, word.seen] = word
    return [
        OpenLook(look, words.get((look.mandate, look.code, seen_of(look))))
        for look in looks
        if mandate_id is None or look.mandate == mandate_id
    ]


def seen_of(look):
    """A digest of what a Look rests on."""
    return chain.digest(chain.canonical([look.code, look.have, look.of, list(look.records)]))


def noted_in(period):
    """The confirmed duties of a period that somebody wrote down."""
    sits = dict(
        Mandate.objects.filter(congress=period.congress_id, deputy__user__isnull=False).values_list(
            "deputy__user", "pk"
        )
    )
    rows = DutyRecord.objects.confirmed().filter(
        congress=period.congress_id,
        kind__attestation=DutyKind.Attestation.SECOND_PERSON,
        on__range=(period.first_day, period.last_day),
    )
    return [
        Noted(pk, mandate, on, timezone.localdate(at), kind, place, title, event, sits.get(by))
        for pk, mandate, on, at, kind, place, title, event, by in rows.values_list(
            "pk", "mandate", "on", "submitted_at", "kind__code", "place", "title", "object_key",
            "confirmed_by",
        ).order_by("pk")
    ]  # fmt: skip


def cheapest_points(period):
    """mandate → (points from the cheapest line, all points earned). The cheapest line gives least
    for one record, of those that give anything; several may share the place."""
    scheme, span = scheme_of(period.scheme_version), engine_period(period)
    worth = {item.code: _worth(item) for item in scheme.items}
    worth = {code: value for code, value in worth.items() if value}
    if len(worth) < 2:
        return {}
    cheapest = [code for code, value in worth.items() if value == min(worth.values())]
    cohort = load_cohort(period.congress_id, span)
    facts = load_facts(period.congress_id, scheme, span)
    facts = facts.filter(facts["subject"].is_in(cohort.subjects["subject"].implode()))
    sums = item_sums(scheme, facts, cohort, span).filter(pl.col("points") > 0)
    earned = sums.group_by("subject").agg(
        pl.col("points").filter(pl.col("item").is_in(cheapest)).sum().alias("cheap"),
        pl.col("points").sum().alias("all"),
    )
    return {int(subject): (cheap, all_) for subject, cheap, all_ in earned.sort("subject").rows()}


def _worth(item):
    """The least one record under an item can earn; None where it only takes or is judged."""
    values = list(item.table.values.values()) if item.table else [item.points]
    return min((value for value in values if value and value > 0), default=None)


@transaction.atomic
def say_of_look(period, mandate, code, *, verdict, note, key, by):
    """Keep what a person found at a second look (复看意见). The same form twice keeps it once.

    Raises PermissionDenied; ValidationError when the pattern is not there (any more).
    """
    if not can_keep_scores(by, period.congress):
        raise PermissionDenied
    said = SecondLook.objects.filter(key=key).first()
    if said:
        return said
    found = [one.look for one in second_looks(period, mandate.pk) if one.look.code == code]
    if not found:
        raise ValidationError(_("This pattern is not there any more. Load the page again."))
    word = SecondLook.objects.create(
        period=period,
        mandate=mandate,
        code=code,
        seen=seen_of(found[0]),
        verdict=verdict,
        note=note.strip(),
        key=key,
        by=by,
        at=timezone.now(),
    )
    data = {"code": code, "verdict": verdict, "mandate": mandate.pk}
    log(instance=period, action="scoring.second_look", user=by, data=data)
    return word
