"""Who is scored: the deputies of a period, with their days in office, offices and suspensions."""

# Only our own table and column names go into the text; values are parameters.

import polars as pl
from django.db import connection

from performance.models import (
    Congress,
    Constituency,
    Deputy,
    DeputyGroup,
    Mandate,
    RoleSpan,
    Suspension,
    Term,
)

from .columns import Column, read_columns
from .engine import Cohort
from .facts import FEW, is_few


def load_cohort(congress_id, period, *, mandate_ids=None):
    """The Cohort of everybody with at least one day in office in the period (of these only)."""
    where, params = _whose(congress_id, mandate_ids)
    few = is_few(mandate_ids)
    subjects = _subjects(period, where, params, few)
    return Cohort(
        subjects=subjects,
        role_spans=_spans(RoleSpan, where, params, subjects, few, Column("role", "x.role")),
        suspensions=_spans(Suspension, where, params, subjects, few),
        whole=mandate_ids is None,
    )


def _whose(congress_id, mandate_ids):
    if mandate_ids is not None and len(mandate_ids) <= FEW:
        marks = ", ".join(["%s"] * len(mandate_ids)) or "NULL"
        return f"m.id IN ({marks})", list(mandate_ids)
    return "m.congress_id = %s", [congress_id]


def _subjects(period, where, params, few):
    columns = [
        Column("subject", "m.id"),
        Column("name", "d.name"),
        Column("label", "m.certificate_no"),
        Column("start", "m.starts_on", pl.Date),
        Column("end", "coalesce(m.ends_on, t.ends_on)", pl.Date),
        Column("group", "g.name"),
        Column("constituency", "c.name"),
        Column("level", "k.level"),
        Column("sex", "d.sex"),
    ]
    source = (
        f"FROM {Mandate._meta.db_table} m"
        f" JOIN {Deputy._meta.db_table} d ON d.id = m.deputy_id"
        f" JOIN {Term._meta.db_table} t ON t.id = m.term_id"
        f" JOIN {Congress._meta.db_table} k ON k.id = m.congress_id"
        f" LEFT JOIN {DeputyGroup._meta.db_table} g ON g.id = m.delegation_id"
        f" LEFT JOIN {Constituency._meta.db_table} c ON c.id = m.constituency_id"
        f" WHERE {where} AND m.starts_on <= %s AND"
        " (coalesce(m.ends_on, t.ends_on) IS NULL OR coalesce(m.ends_on, t.ends_on) > %s)"
    )
    days = [connection.ops.adapt_datefield_value(day) for day in (period.end, period.start)]
    return read_columns(columns, source, [*params, *days], few=few)


def _spans(model, where, params, subjects, few, *more):
    columns = [
        Column("subject", "x.mandate_id"),
        *more,
        Column("start", "x.starts_on", pl.Date),
        Column("end", "x.ends_on", pl.Date),
    ]
    source = (
        f"FROM {model._meta.db_table} x"
        f" JOIN {Mandate._meta.db_table} m ON m.id = x.mandate_id WHERE {where}"
    )
    frame = read_columns(columns, source, params, few=few)
    if frame.is_empty():
        return frame
    return frame.filter(pl.col("subject").is_in(subjects.get_column("subject").implode()))
