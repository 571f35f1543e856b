"""Live cards: what the engine says of the facts known now, stored per mandate and period."""

# Only our own table and column names go into the text; values are parameters.
# ruff: noqa: S608

import json
from functools import partial

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from performance.models import Mandate

from ..cohort import load_cohort
from ..columns import Column, read_columns
from ..engine import score
from ..engine.frames import now
from ..facts import FEW, is_few, load_facts, tails_of
from ..findings import COLUMNS as FOUND
from ..findings import findings_frame
from ..models import ScoreCard, ScoringPeriod, Standing
from ..past import load_past
from ..reach import compares_people, looks_back
from .measures import ENGINE_VERSION, engine_period, scheme_of
from .touched import carry_over

KEYS = ["mandate_id", "period_id"]
CONTENT = [
    "total",
    "tier",
    "standing",
    "reason",
    "rank_group",
    "parts",
    "findings",
    "actions",
    "days",
    "obliged",
    "records",
    "scheme_digest",
    "facts_digest",
    "engine_version",
]
STEP = ["action", "text", "owner", "within_days"]
# Columns of lists, and the order of the keys in each entry.
LISTS = {"parts": ["category", "before", "points"], "findings": FOUND, "actions": STEP}
NUMBERS = {"total", "days", "obliged", "records"}


def recompute_cards(period, mandate_ids=None):
    """Compute the live cards of a period (重算积分卡), of everybody or of these mandates.

    One engine run. Only cards whose content changed are written; cards of people no longer in the
    period are removed. Returns (how many were computed, how many changed). Doing it twice changes
    nothing.
    """
    if mandate_ids is not None and (
        len(mandate_ids) > FEW or compares_people(scheme_of(period.scheme_version))
    ):
        mandate_ids = None  # half of everybody costs as much as everybody
    fresh = fresh_cards(period, mandate_ids)
    stored = _stored(period, mandate_ids)
    changed = fresh.join(stored, on=["mandate_id", *CONTENT], how="anti", nulls_equal=True)
    gone = stored.join(fresh, on="mandate_id", how="anti").get_column("mandate_id").to_list()
    if not gone and changed.height <= 1:  # one statement is whole by itself
        _upsert(period, changed)
        return fresh.height, changed.height
    with transaction.atomic():
        _upsert(period, changed)
        for start in range(0, len(gone), 500):
            period.cards.filter(mandate__in=gone[start : start + 500]).delete()
    return fresh.height, changed.height + len(gone)


def recompute_after(mandate_ids, *, days_changed=False):
    """Refresh the cards of these mandates in every period they served in (a fact has changed).

    With `days_changed` their days in office, offices or suspensions moved: no card is carried over,
    and a card of a period they no longer serve in goes.
    """
    mandates = Mandate.objects.filter(pk__in=mandate_ids).values_list(
        "congress_id", "pk", "starts_on", "ends_on"
    )
    served = {}
    for congress_id, pk, starts_on, ends_on in mandates:
        served.setdefault(congress_id, []).append((pk, starts_on, ends_on))
    periods = ScoringPeriod.objects.filter(congress__in=served).select_related("scheme_version")
    for period in periods:
        mine = [
            pk
            for pk, starts_on, ends_on in served[period.congress_id]
            if starts_on <= period.last_day and (ends_on is None or ends_on > period.first_day)
        ]
        if days_changed:
            theirs = [pk for pk, _start, _end in served[period.congress_id]]
            if mine or period.cards.filter(mandate__in=theirs).exists():
                recompute_cards(period, theirs)
        elif mine and (touched := carry_over(period, mine)):
            recompute_cards(period, touched)


def recompute_later(congress_id, first_day):
    """Refresh the cards of periods that look back, from this day on (the past has changed)."""
    periods = ScoringPeriod.objects.filter(congress=congress_id, first_day__gte=first_day)
    for period in periods.select_related("scheme_version"):
        if looks_back(scheme_of(period.scheme_version)):
            recompute_cards(period)


def fresh_cards(period, mandate_ids=None):
    """The content of the cards as the facts give it now: a frame with mandate_id and CONTENT."""
    scheme, span = scheme_of(period.scheme_version), engine_period(period)
    cohort = load_cohort(period.congress_id, span, mandate_ids=mandate_ids)
    facts = load_facts(period.congress_id, scheme, span, mandate_ids=mandate_ids)
    cohort_ids = cohort.subjects.get_column("subject")
    if mandate_ids is None or len(mandate_ids) != 1 or len(cohort_ids) != 1:
        facts = facts.filter(pl.col("subject").is_in(cohort_ids.implode()))
    past = load_past(period, scheme, mandate_ids=mandate_ids)
    result = score(scheme, facts, cohort, span, past=past, lines=False)
    tails = tails_of(period.congress_id, mandate_ids=mandate_ids)
    return _contents(result, scheme, tails)


def _contents(result, scheme, tails):
    parts = _listed(result.parts, "parts")
    findings = _listed(findings_frame(result), "findings")
    actions = _listed(result.actions, "actions")
    # Whether a group is large enough hangs on everybody else; the reader of the cards decides it.
    small = (pl.col("class") == Standing.UNRANKED) & (pl.col("reason") == "group_too_small")
    totals = result.totals.lazy().with_columns(
        pl.when(small).then(pl.lit(str(Standing.RANKED))).otherwise("class").alias("standing"),
        pl.when(~small).then("reason").alias("reason"),
        pl.col("subject").cast(pl.Int64).alias("mandate_id"),
    )
    return now(
        totals.join(parts, on="subject", how="left")
        .join(findings, on="subject", how="left")
        .join(actions, on="subject", how="left")
        .join(tails.lazy(), left_on="mandate_id", right_on="mandate", how="left")
        .select(
            "mandate_id",
            pl.col("total"),
            pl.col("tier", "standing", "reason", "rank_group").fill_null(""),
            pl.col(*LISTS).fill_null("[]"),
            pl.col("days", "obliged", "records").cast(pl.Int64).fill_null(0),
            pl.lit(scheme.digest).alias("scheme_digest"),
            pl.col("tail_hash").fill_null("").alias("facts_digest"),
            pl.lit(ENGINE_VERSION).alias("engine_version"),
        )
    )


def _listed(frame, name):
    """One JSON text for each subject: its rows in their order."""
    return (
        frame.lazy()
        .group_by("subject", maintain_order=True)
        .agg(pl.struct(LISTS[name]).alias(name))
        .with_columns(
            pl.concat_str(
                pl.lit("["),
                pl.col(name).list.eval(pl.element().struct.json_encode()).list.join(","),
                pl.lit("]"),
            ).alias(name)
        )
    )


def _stored(period, mandate_ids):
    columns = [Column("mandate_id", "mandate_id", pl.Int64)]
    columns += [Column("total", "coalesce(CAST(total AS text), '')")]
    columns += [
        Column(name, name, pl.Int64 if name in NUMBERS else pl.String)
        for name in CONTENT
        if name not in ("total", *LISTS)
    ]
    kind = "" if connection.vendor == "sqlite" else "::text"
    columns += [Column(name, f"{name}{kind}") for name in LISTS]
    where, params = "period_id = %s", [period.pk]
    if mandate_ids is not None:
        where += f" AND mandate_id IN ({', '.join(['%s'] * len(mandate_ids)) or 'NULL'})"
        params += list(mandate_ids)
    source = f"FROM {ScoreCard._meta.db_table} WHERE {where}"
    frame = read_columns(columns, source, params, few=is_few(mandate_ids))
    return frame.with_columns(
        pl.col("total").cast(pl.Int64),
        pl.col([name for name in CONTENT if name not in (*NUMBERS, *LISTS)]).fill_null(""),
        *(
            []
            if connection.vendor == "sqlite"
            else [
                pl.col(name).map_elements(partial(_same_text, keys), return_dtype=pl.String)
                for name, keys in LISTS.items()
            ]
        ),
    )


def _same_text(keys, text):
    """PostgreSQL keeps JSON in its own layout; bring it back to the engine's."""
    return json.dumps(
        [{key: one[key] for key in keys} for one in json.loads(text)],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _upsert(period, changed):
    """Both databases know INSERT … ON CONFLICT; a model object per card would cost more than the
    scoring itself."""
    if changed.is_empty():
        return
    names = ["mandate_id", "period_id", *CONTENT, "computed_at"]
    updates = ", ".join(f"{name} = excluded.{name}" for name in [*CONTENT, "computed_at"])
    marks = ", ".join(["%s"] * len(names))
    query = (
        f"INSERT INTO {ScoreCard._meta.db_table} ({', '.join(names)}) VALUES ({marks})"
        f" ON CONFLICT (mandate_id, period_id) DO UPDATE SET {updates}"
    )
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = [
        (mandate_id, period.pk, *content, now)
        for mandate_id, *content in changed.select("mandate_id", *CONTENT).iter_rows()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(query, rows)
