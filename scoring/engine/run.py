"""The engine: facts and a scheme in, totals, parts and lines out. No database, clock or locale."""

import polars as pl

from scoring.scheme.text import _, say
from scoring.scheme.words import MILLI

from .aggregates.adjusting import adjusted
from .awards import with_points
from .counts import put_back, zero_rows
from .exclusions import apply_exclusions
from .frames import (
    FACT_COLUMNS,
    ROLE_COLUMNS,
    SUSPENSION_COLUMNS,
    FactsRefused,
    Result,
    complete,
    now,
)
from .item_points import points_by_item
from .item_windows import credited, reads_beyond
from .limits import bound_blocks, bound_items, bound_set, bound_total, looked_up
from .lines import lines_of
from .matching import (
    MARK,
    dated,
    distinct_keys,
    long_table,
    signed,
    without_suspended,
)
from .people import with_standing
from .plan import plan_of
from .results.counting import counted
from .results.findings import actions_of, findings_of
from .results.gates import gates_of
from .results.history import Past, by_records, by_results
from .results.quotas import bands_of, fill_quotas
from .results.vetoes import causes_of, zeroed
from .starts import held_blocks, removed_points, start_lines, zero_lines
from .totals import TOTAL_COLUMNS, parts_of, totals_of
from .units import with_units

ITEM_BIT, BLOCK_BIT, TOTAL_BIT, SET_BIT = 0, 1, 2, 3
MAX_QUANTITY = 1_000_000 * MILLI
MAX_SUM = 4_000_000_000_000_000_000


def score(scheme, facts, cohort, period, *, past=None, lines=True, items=False):
    """Score a cohort (积分) by a scheme (积分办法) for one period.

    ``facts`` are confirmed records and outcomes (columns: ``FACT_COLUMNS``), ``cohort`` a Cohort,
    ``period`` a Period; ``past`` (a Past) is what is on file from earlier periods, for measures
    that look back. Returns a Result; the same facts in any order, or split by subject, give
    the same rows, but for what needs everybody: ranks, and parts compared with others.
    ``lines=False`` leaves the lines out, for bulk totals; ``items=True`` adds what each item gave
    before categories and the total cut it (see ``item_points``).
    Raises FactsRefused when facts name unknown subjects, repeat an id or hold no day.
    """
    plan = plan_of(scheme)
    if scheme.aggregates.needs_everybody() and not cohort.whole:
        raise FactsRefused(
            str(say(_("This measure compares people with one another; score all of them at once.")))
        )
    people = with_standing(plan, cohort, period)
    facts = prepared(plan, facts, people)
    spans = complete(cohort.role_spans, ROLE_COLUMNS, "role_spans")
    facts, names = signed(plan, facts, people, spans)
    keys = distinct_keys(facts, names)
    table = dated(plan, long_table(plan, facts, names, keys), period)
    suspensions = complete(cohort.suspensions, SUSPENSION_COLUMNS, "suspensions")
    if not suspensions.is_empty():
        suspensions = suspensions.join(people.select("subject", "s"), on="subject")
        table = without_suspended(table, suspensions)
    table = credited(plan, table, period)
    zeros = zero_rows(plan, people, period)
    live = valued(plan, table.lazy().filter(pl.col("dead").is_null()), lines, zeros)
    questions = counted(plan, facts, names, keys, suspensions)
    held = held_blocks(plan, questions, period)
    starts = start_lines(plan, people, held)
    live = within_items(plan, live)
    by_item = points_by_item(plan, people, live) if items else None
    live = bounded(plan, live, starts)
    above = adjusted(
        plan, people, live, starts, questions, suspensions, period,
        removed_points(plan, people, held),
    )  # fmt: skip
    if above.lines is not None:
        starts = pl.concat([starts, above.lines])
    past = past or Past()
    looked_back = by_records(scheme, people, questions, period, past)
    causes = causes_of(scheme, people, questions, period, looked_back)
    if vetoes := zeroed(scheme, causes):
        starts = pl.concat([starts, zero_lines(plan, live, starts, vetoes)])
    gates = gates_of(plan, people, questions, period)
    parts = parts_of(plan, people, live, starts)
    obliged = (
        questions.numbers(("obliged", ""), period.start, period.end)
        if (("obliged", "") in questions.tags)
        else {}
    )
    totals = totals_of(plan, people, live, parts, gates, obliged, causes, above)
    totals, places = fill_quotas(scheme, totals, gates)
    placed = totals.with_columns(
        pl.col("place").alias("rank"), pl.col("place_last").alias("rank_last")
    )
    looked_back |= (
        by_results(
            scheme, people, {row["s"]: row for row in placed.iter_rows(named=True)}, period, past
        )
        if scheme.results.reads_earlier_results()
        else {}
    )
    findings = findings_of(
        scheme, people, questions, period,
        looked_back=looked_back, causes=causes, quotas=places, bands=bands_of(scheme, totals),
        above=above,
    )  # fmt: skip
    return Result(
        totals=totals[list(TOTAL_COLUMNS)],
        parts=parts[parts.columns[1:]],
        lines=lines_of(plan, people, facts, live, shown(scheme, table, period), starts)
        if lines
        else None,
        gates=gates[gates.columns[1:]],
        findings=findings,
        actions=actions_of(scheme, placed, gates, findings),
        items=by_item,
    )


def shown(scheme, table, period):
    """The rows that earn nothing and are shown; records given only to look back upon are not."""
    dead = table.filter(pl.col("dead").is_not_null())
    if scheme.results.reads_earlier_records() or reads_beyond(scheme):
        dead = dead.filter(
            (pl.col("dead") != MARK["outside_window"]) | (pl.col("on") >= period.start)
        )
    return dead


def prepared(plan, facts, people):
    """The facts of people who are scored, numbered in the fixed order of their ids."""
    facts = complete(facts, FACT_COLUMNS, "facts")
    fact = facts.get_column("fact")
    if fact.null_count():
        raise FactsRefused(str(say(_("A fact has no id."))))
    if not fact.is_sorted():
        facts = facts.sort("fact")
        fact = facts.get_column("fact")
    twice = fact.slice(1).filter(fact.slice(1) == fact.slice(0, max(len(fact) - 1, 0)))
    if len(twice):
        raise FactsRefused(str(say(_("The fact %(id)s is given twice."), id=twice[0])))
    quantity = facts.get_column("quantity")
    if quantity.null_count() < len(quantity):
        low, high = quantity.min(), quantity.max()
        if low < 0 or high > MAX_QUANTITY:
            raise FactsRefused(str(say(_("A quantity is between 0 and 1,000,000."))))
    columns = [pl.int_range(pl.len(), dtype=pl.Int64).alias("row")]
    if quantity.null_count():
        columns.append(pl.col("quantity").fill_null(MILLI))
    if "object_key" in plan.needs:
        own = pl.concat_str(pl.lit("="), "fact")
        columns.append(pl.coalesce("object", own).alias("object_key"))
    size = facts.height
    facts = now(
        facts.lazy()
        .with_columns(*columns)
        .join(
            people.lazy().select("subject", "s", "scored", "start", "end"),
            on="subject",
            how="inner",
            maintain_order="left",
        )
    )
    if facts.height != size:
        raise FactsRefused(str(say(_("A fact names a subject that is not among the subjects."))))
    return facts if people.get_column("scored").all() else facts.filter("scored")


LIVE = ("t", "row", "s", "day", "item", "num", "den", "units", "mark")


def valued(plan, live, lines, zeros=None):
    """Units and raw points of every live row (lazy steps), exclusions applied.

    ``zeros`` are what people stand at in an item without a record (``counts.zero_rows``), or None.
    ``t`` numbers the rows by day, fact and item: the order in which credits fill.
    """
    day = pl.col("day").to_physical().cast(pl.Int64)
    time = day * (1 << 40) + pl.col("row") * (1 << 10) + pl.col("item")
    if zeros is not None:
        live = pl.concat([live, zeros.drop("raw").lazy()], how="diagonal")
    live = live.with_columns(
        time.rank("ordinal").cast(pl.Int64).alias("t"),
        pl.lit(1000, dtype=pl.Int64).alias("units"),
        pl.lit(MARK["counted"], dtype=pl.Int8).alias("mark"),
    ).select(*LIVE, *sorted(plan.needs - {"submitted_on", "object_on"}))
    if zeros is not None:
        live = now(live)
        none, live = live.filter(pl.col("row") < 0), live.filter(pl.col("row") >= 0).lazy()
    segment = pl.col("s") * len(plan.items) + pl.col("item")
    live = now(live.sort(segment * (pl.col("t").max() + 1) + pl.col("t")))
    present = live.get_column("item").unique().sort().to_list()
    live = with_points(plan, present, with_units(plan, present, live))
    check_sums(live)
    if zeros is not None:
        live = put_back(live, none, zeros)
    numbers = list(range(len(plan.items)))
    live = live.lazy().with_columns(
        pl.col("raw").alias("points"),
        pl.lit(0, dtype=pl.Int64).alias("cuts"),
        looked_up("item", numbers, list(plan.block_of), pl.Int32).alias("block"),
    )
    live = apply_exclusions(plan, live)
    return now(live.drop(*plan.needs, *(() if lines else ("num", "den")), strict=False))


def check_sums(live):
    """Refuse figures that could pass what whole numbers hold."""
    if live.is_empty():
        return
    top = live.select(
        (pl.col("num").abs().cast(pl.Float64) * pl.col("units")).max().alias("one"),
        pl.col("raw").abs().cast(pl.Float64).sum().alias("all"),
    ).row(0)
    if max(value or 0 for value in top) > MAX_SUM:
        raise FactsRefused(str(say(_("The points are too large to be added exactly."))))


def within_items(plan, live):
    """Item limits, then named sets."""
    net = plan.scheme.switches.get("cap_on") == "net"
    live = bound_items(plan, live, net=net, bit=ITEM_BIT)
    for number, limit in enumerate(plan.scheme.limits):
        live = bound_set(plan, live, limit, net=net, bit=SET_BIT + number)
    return live


def bounded(plan, live, starts):
    """Blocks (categories and pools), then the total."""
    scheme = plan.scheme
    net = scheme.switches.get("cap_on") == "net"
    live = bound_blocks(plan, live, starts, net=net, bit=BLOCK_BIT)
    rules = scheme.aggregates
    if (
        rules.changes_parts()
        or rules.removed
        or (rules.multipliers and rules.multipliers.bounds == "after")
    ):
        return live  # the total is bounded once its parts are what they count
    return bound_total(plan, live, starts, net=net, bit=TOTAL_BIT)
