"""Who is scored, how long they served in the period, and the roles that decide their base."""

import polars as pl

from scoring.scheme.text import _, say

from .frames import (
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    FactsRefused,
    complete,
    now,
)
from .matching import held_at


def with_standing(plan, cohort, period):
    """Subjects sorted by id with s (number), first_day, last_day, days, scored, ranked, reason."""
    scheme = plan.scheme
    people = complete(cohort.subjects, SUBJECT_COLUMNS, "subjects")
    if people.get_column("subject").n_unique() != people.height:
        raise FactsRefused(str(say(_("A subject is given twice."))))
    first = pl.max_horizontal(pl.col("start"), pl.lit(period.start))
    last = pl.min_horizontal(pl.col("end") - pl.duration(days=1), pl.lit(period.end))
    days = ((last - first).dt.total_days() + 1).clip(lower_bound=0)
    steps = people.lazy().sort("subject")
    steps = steps.with_columns(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("s"),
        first.alias("first_day"),
        last.alias("last_day"),
        days.alias("days"),
        (days > 0).alias("in_office"),
        ((first > period.start) | (last < period.end)).alias("partial"),
    )
    people = now(steps)
    spans = complete(cohort.role_spans, ROLE_COLUMNS, "role_spans")
    columns = [
        held_at(people, spans, role).alias(f"role:{role}") for role in roles_asked(plan, scheme)
    ]
    for name in scheme.subject_fields:
        if name not in people.columns:
            columns.append(pl.lit(None, dtype=pl.String).alias(name))
    suspensions = complete(cohort.suspensions, SUSPENSION_COLUMNS, "suspensions")
    people = _less_suspended(people, suspensions)
    # Nobody is judged by a period in which they could not do anything.
    away = (
        pl.when(~pl.col("in_office"))
        .then(pl.lit("not_in_office"))
        .when(pl.col("days") == 0)
        .then(pl.lit("suspended_throughout"))
    )
    unscored = pl.coalesce(_reason(scheme.unscored), away)
    return now(
        people.lazy()
        .with_columns(*columns)
        .with_columns(
            unscored.alias("unscored"),
            _reason(scheme.unranked).alias("unranked"),
            unscored.is_null().alias("scored"),
        )
    )


def roles_asked(plan, scheme):
    """Roles that the items, the base or the exemptions ask about."""
    roles = set(plan.roles)
    if scheme.base:
        roles.update(role for role, _points in scheme.base.by_role)
    people = [exempt.when for exempt in (*scheme.unscored, *scheme.unranked)]
    roles.update(scheme.aggregates.roles())
    people += [quota.eligible.person for quota in scheme.results.quotas if quota.eligible.person]
    for selector in people:
        for ask in selector.every_ask():
            if ask.field == "subject_role":
                roles.update(value for value in ask.values if value != "none")
    return sorted(roles)


def _less_suspended(people, suspensions):
    """Take suspended days off the days served; overlapping suspensions count once."""
    if suspensions.is_empty():
        return people
    days = (
        suspensions.join(people.select("subject", "s", "first_day", "last_day"), on="subject")
        .with_columns(
            pl.max_horizontal("start", "first_day").alias("a"),
            pl.min_horizontal(pl.col("end") - pl.duration(days=1), "last_day").alias("b"),
        )
        .filter(pl.col("a") <= pl.col("b"))
        .select("s", pl.date_ranges("a", "b").alias("day"))
        .explode("day", empty_as_null=False)
        .unique()
        .group_by("s")
        .agg(pl.len().cast(pl.Int64).alias("off"))
    )
    return (
        people.join(days, on="s", how="left", maintain_order="left")
        .with_columns((pl.col("days") - pl.col("off").fill_null(0)).alias("days"))
        .drop("off")
    )


def _reason(exempts):
    """The reason of the first exemption that fits, else null."""
    column = pl.lit(None, dtype=pl.String)
    for exempt in reversed(exempts):
        column = pl.when(as_expression(exempt.when)).then(pl.lit(exempt.reason)).otherwise(column)
    return column


def as_expression(selector):
    """A selector over people as a polars expression."""
    out = pl.lit(True)
    for ask in selector.asks:
        if ask.field == "subject_role":
            one = pl.any_horizontal(
                pl.lit(False), *(pl.col(f"role:{v}") for v in ask.values if v != "none")
            )
        else:
            one = pl.col(ask.field).fill_null("none").is_in(list(ask.values))
        out = out & (one if ask.op == "in" else ~one)
    for part in selector.every:
        out = out & as_expression(part)
    if selector.some:
        out = out & pl.any_horizontal(*(as_expression(part) for part in selector.some))
    for part in selector.never:
        out = out & ~as_expression(part)
    return out
