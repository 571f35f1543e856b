"""Confirmed facts as they were known at some moment, in columns for the engine (事实表).

Two ways to the same rows. What is known *now* is what the records say: status confirmed. What was
known *then* is what the chained events say up to that moment: confirmed or attested by then, not
withdrawn by then. Facts themselves never change once confirmed, so the record's own columns serve
for both.
"""

# Only our own table and column names go into the text; values are parameters.
# ruff: noqa: S608

import json
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl
from django.db import connection

from performance.models import DutyKind, DutyRecord, Mandate, Outcome, RecordEvent

from .columns import Column, read_columns
from .engine.frames import now
from .engine.plan import plan_of

# Engine column -> column of the record.
WORDS = {
    "occasion": "occasion",
    "status": "presence",
    "role": "role",
    "level": "level",
    "mode": "mode",
    "degree": "degree",
    "half_day": "half_day",
    "obliged": "obliged",
}
RECORD, EVENT = DutyRecord._meta.db_table, RecordEvent._meta.db_table
OUTCOME, KIND, MANDATE = Outcome._meta.db_table, DutyKind._meta.db_table, Mandate._meta.db_table
FEW = 500
ROW_BY_ROW = 20


def is_few(mandate_ids):
    """So few volumes that their rows are sooner read one by one."""
    return mandate_ids is not None and len(mandate_ids) <= ROW_BY_ROW


@dataclass(frozen=True)
class Known:
    """What is known of the facts: everything now, or up to an instant, or up to the events
    numbered in `tails` (columns mandate, tail_seq: the last event of each volume taken in)."""

    at: datetime | None = None
    tails: pl.DataFrame | None = field(default=None, compare=False)

    @property
    def is_now(self):
        return self.at is None and self.tails is None


NOW = Known()


def load_facts(congress_id, scheme, period, *, mandate_ids=None, known=NOW, words=False):
    """The facts table of a congress (of some mandates only) that this scheme and period need.

    `words=True` adds what an explanation shows: title, proof, recorder, confirmer. Columns are
    those of `scoring.engine.FACT_COLUMNS`, the others left out.
    """
    where, params = _whose("r", congress_id, mandate_ids)
    by_other_dates = reads_other_dates(scheme)
    states = "('confirmed')" if known.is_now else "('confirmed', 'withdrawn')"
    where += f" AND r.status IN {states}"
    few = is_few(mandate_ids)
    records = _records(scheme, period, where, params, by_other_dates, words, few)
    outcomes = _outcomes(where, params, few)
    if not known.is_now:
        counted, noted = _counted(congress_id, mandate_ids, known)
        records = records.filter(pl.col("id").is_in(counted.implode()))
        outcomes = outcomes.filter(pl.col("outcome_id").is_in(noted))
    kinds = dict(DutyKind.objects.order_by().values_list("pk", "code"))
    facts = _with_outcomes(records, outcomes, by_other_dates, period)
    code = pl.col("kind_id").replace_strict(
        list(kinds), list(kinds.values()), return_dtype=pl.String, default=None
    )
    facts = facts.lazy().with_columns(
        code.alias("kind"), pl.col("mandate").cast(pl.String).alias("subject")
    )
    return now(facts.drop("kind_id", "mandate", "id"))


def tails_of(congress_id, *, mandate_ids=None, at=None):
    """The last event of each volume (up to an instant): columns mandate, tail_seq, tail_hash."""
    source = f"FROM {MANDATE} m JOIN {EVENT} e ON e.mandate_id = m.id AND e.seq = ("
    source += f"SELECT max(x.seq) FROM {EVENT} x WHERE x.mandate_id = m.id"
    params = []
    if at is not None:
        source += " AND x.at <= %s"
        params.append(_instant(at))
    where, more = _whose("m", congress_id, mandate_ids, key="id")
    columns = [
        Column("mandate", "m.id", pl.Int64),
        Column("tail_seq", "e.seq", pl.Int64),
        Column("tail_hash", "e.hash"),
    ]
    return read_columns(
        columns, f"{source}) WHERE {where}", [*params, *more], few=is_few(mandate_ids)
    )


def _whose(alias, congress_id, mandate_ids, key="mandate_id"):
    if mandate_ids is not None and len(mandate_ids) <= FEW:
        marks = ", ".join(["%s"] * len(mandate_ids)) or "NULL"
        return f"{alias}.{key} IN ({marks})", list(mandate_ids)
    return f"{alias}.congress_id = %s", [congress_id]


def reads_other_dates(scheme):
    """Whether the scheme looks at any date but the day of the fact or outcome itself, or back at
    records of earlier days."""
    return scheme.results.reads_earlier_records() or any(
        item.dated_by != "event" or item.late_outcome != "own_period" or item.window
        for item in scheme.items
    )


def _records(scheme, period, where, params, by_other_dates, words, few):
    columns = [
        Column("id", "r.id", pl.Int64),
        Column("mandate", "r.mandate_id", pl.Int64),
        Column("kind_id", "r.kind_id", pl.Int64),
        Column("on", 'r."on"', pl.Date),
        Column("quantity", "r.quantity", pl.Int64),
        Column("object", "r.object_key"),
    ]
    needed = {"half_day", *plan_of(scheme).fields} if not words else set(WORDS)
    columns += [Column(name, f"r.{WORDS[name]}") for name in WORDS if name in needed]
    source = f"FROM {RECORD} r"
    if connection.vendor == "sqlite" and not few and _most_of_the_table(where, params):
        source += " NOT INDEXED"
    if by_other_dates:
        columns.append(Column("submitted_on", _local_day("r.submitted_at"), pl.Date))
    if words:
        people = [("recorder", "submitted_by_id"), ("confirmer", "confirmed_by_id")]
        columns += [Column("title", "r.title"), Column("proof", "r.proof")]
        for name, key in people:
            source += f" LEFT JOIN foundation_user {name} ON {name}.id = r.{key}"
            columns.append(Column(name, f"coalesce({name}.name, '')"))
    if by_other_dates:
        return read_columns(columns, f"{source} WHERE {where}", params, few=few)
    days = [_day(period.start), _day(period.end)]
    if few:
        either = (
            f'(r."on" BETWEEN %s AND %s OR r.id IN'
            f' (SELECT o.record_id FROM {OUTCOME} o WHERE o."on" BETWEEN %s AND %s))'
        )
        params = [*params, *days, *days]
        return read_columns(columns, f"{source} WHERE {where} AND {either}", params, few=True)
    inside = read_columns(
        columns, f'{source} WHERE {where} AND r."on" BETWEEN %s AND %s', [*params, *days]
    )
    # A record of another period is needed when an outcome of it lies in this one.
    earlier = read_columns(
        columns,
        f'{source.replace(" NOT INDEXED", "")} WHERE {where} AND r."on" NOT BETWEEN %s AND %s'
        f' AND r.id IN (SELECT o.record_id FROM {OUTCOME} o WHERE o."on" BETWEEN %s AND %s)',
        [*params, *days, *days],
    )
    return pl.concat([inside, earlier])


def _most_of_the_table(where, params):
    """Walking the whole table beats hopping through it by an index once a quarter is wanted."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {RECORD} r WHERE {where}", params)
        wanted = cursor.fetchone()[0]
        if wanted < 2000:
            return False
        cursor.execute(f"SELECT max(id) FROM {RECORD}")
        return wanted * 4 > (cursor.fetchone()[0] or 0)


def _outcomes(where, params, few):
    columns = [
        Column("outcome_id", "o.id", pl.Int64),
        Column("id", "o.record_id", pl.Int64),
        Column("outcome", "o.kind"),
        Column("outcome_on", 'o."on"', pl.Date),
        Column("outcome_level", "o.level"),
        Column("outcome_proof", "o.proof"),
    ]
    source = f"FROM {OUTCOME} o JOIN {RECORD} r ON r.id = o.record_id WHERE {where}"
    return read_columns(columns, source, params, few=few)


def _with_outcomes(records, outcomes, by_other_dates, period):
    """Facts and, as facts of their own, the outcomes of their objects."""
    facts = records.lazy().with_columns(
        pl.concat_str(pl.lit("record:"), pl.col("id").cast(pl.String)).alias("fact"),
        pl.lit(None, dtype=pl.String).alias("outcome"),
        pl.col("on").alias("object_on"),
    )
    inside = pl.col("on").is_between(period.start, period.end)
    if not outcomes.is_empty():
        late = records.join(outcomes, on="id", how="inner").with_columns(
            pl.concat_str(pl.lit("outcome:"), pl.col("outcome_id").cast(pl.String)).alias("fact"),
            pl.col("on").alias("object_on"),
            pl.col("outcome_on").alias("on"),
            # An outcome without an object of its own still belongs to its record.
            pl.coalesce(
                "object", pl.concat_str(pl.lit("record:"), pl.col("id").cast(pl.String))
            ).alias("object"),
            pl.coalesce("outcome_level", *(["level"] if "level" in records.columns else []))
            .alias("level"),
            *([pl.coalesce("outcome_proof", "proof").alias("proof")]
              if "proof" in records.columns else []),
        )  # fmt: skip
        with_outcome = pl.col("id").is_in(late.get_column("id").unique().implode())
        facts = now(facts).with_columns(
            pl.when(with_outcome).then(pl.coalesce(
                "object", pl.concat_str(pl.lit("record:"), pl.col("id").cast(pl.String))
            )).otherwise("object").alias("object")
        )  # fmt: skip
        if "level" not in facts.columns:
            late = late.drop("level")
        facts = pl.concat([facts, late.select(facts.columns)])
    if not by_other_dates:
        facts = facts.filter(inside)
    return facts


def _counted(congress_id, mandate_ids, known):
    """Ids of the records that counted then, and of the outcomes noted by then."""
    where, params = _whose("m", congress_id, mandate_ids, key="id")
    source = (
        f"FROM {EVENT} e JOIN {MANDATE} m ON m.id = e.mandate_id WHERE {where}"
        " AND e.verb IN ('confirmed', 'attested', 'withdrawn', 'outcome')"
    )
    if known.at is not None:
        source += " AND e.at <= %s"
        params = [*params, _instant(known.at)]
    columns = [
        Column("event", "e.id", pl.Int64),
        Column("mandate", "e.mandate_id", pl.Int64),
        Column("record", "e.record_id", pl.Int64),
        Column("seq", "e.seq", pl.Int64),
        Column("verb", "e.verb"),
    ]
    events = read_columns(columns, source, params)
    if known.tails is not None:
        events = events.join(known.tails.select("mandate", "tail_seq"), on="mandate").filter(
            pl.col("seq") <= pl.col("tail_seq")
        )
    verb = pl.col("verb")
    withdrawn = events.filter(verb == "withdrawn").get_column("record")
    counted = events.filter(
        verb.is_in(["confirmed", "attested"]) & ~pl.col("record").is_in(withdrawn.implode())
    ).get_column("record")
    noted = events.filter(verb == "outcome").get_column("event").to_list()
    return counted.unique(), _outcome_ids(noted)


def _outcome_ids(event_ids):
    found = []
    for start in range(0, len(event_ids), FEW):
        events = RecordEvent.objects.filter(pk__in=event_ids[start : start + FEW])
        for payload in events.values_list("payload", flat=True):
            payload = json.loads(payload) if isinstance(payload, str) else payload
            found.append(payload.get("outcome"))
    return [pk for pk in found if pk is not None]


def _instant(at):
    return connection.ops.adapt_datetimefield_value(at)


def _day(on):
    return connection.ops.adapt_datefield_value(on)


def _local_day(column):
    """The day in China of an instant, without a Python callback per row."""
    if connection.vendor == "sqlite":
        return f"date({column}, '+8 hours')"
    return f"({column} AT TIME ZONE 'Asia/Shanghai')::date"
