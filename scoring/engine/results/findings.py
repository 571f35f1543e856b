"""Everything found beside the points, in one table, and the steps it proposes."""

import polars as pl

from ..aggregates.ballots import ballot_rows
from ..aggregates.exact import quotient
from .counting import figures
from .history import NO, UNKNOWN, YES, matches

FINDINGS = {
    "subject": pl.String, "what": pl.String, "code": pl.String, "value": pl.Int64,
    "needed": pl.Int64, "state": pl.String,
}  # fmt: skip


def findings_of(scheme, people, counted, period, *, looked_back, causes, quotas, bands, above):
    """One row for each thing found: look-backs, overrides, flags, figures, quotas and bands.

    ``value`` is how many (thousandths for a figure), the place for a quota or band; ``needed``
    what the measure asks, the places of a quota; ``state`` yes, unknown or edge. What is not so
    has no row, but for figures.
    """
    names = dict(people.select("s", "subject").iter_rows())
    results, rows = scheme.results, []
    for one in results.history:
        asked = one.at_most if one.at_most is not None else one.at_least
        asked = one.periods if asked is None else asked
        for s in names:
            state, count = looked_back.get((one.code, s), (NO, 0))
            if state != NO:
                rows.append((s, "history", one.code, count, asked, state))
    for (what, code, s), (state, count) in causes.items():
        entries = results.overrides if what == "override" else results.flags
        one = next(entry for entry in entries if entry.code == code)
        needed = None if one.cause.history else one.cause.at_least
        rows.append((s, what, code, count, needed, state))
    for one in results.measures:
        values = figures(counted.of(("measure", one.code), period.start, period.end), one.count)
        for s in people.filter("scored").get_column("s").to_list():
            value, state = values.get(s, 0), YES
            if one.per_month:
                value, state = each_month(value, above.months[s], scheme)
            rows.append((s, "measure", one.code, value, None, state))
    rows += [(s, "quota", code, place, size, state) for s, code, place, size, state in quotas]
    rows += [(s, "band", code, place, of, YES) for s, code, place, of in bands]
    rows += ballot_rows(scheme, above.votes)
    order = {what: n for n, what in enumerate(ORDER)}
    rows.sort(key=lambda row: (row[0], order[row[1]]))
    return pl.DataFrame([(names[row[0]], *row[1:]) for row in rows], schema=FINDINGS, orient="row")


def each_month(value, months, scheme):
    """(mean of each month served, state): without a month there is no mean."""
    if not months:
        return None, UNKNOWN
    return quotient(value, months, scheme.switches.get("rounding")), YES


ORDER = ("ballot", "measure", "history", "override", "flag", "band", "quota")


def actions_of(scheme, totals, gates, findings):
    """Steps the result proposes; a person decides. What is unknown proposes nothing."""
    schema = dict.fromkeys(("subject", "action", "text", "owner"), pl.String)
    schema |= {"within_days": pl.Int64}
    frames = [pl.DataFrame(schema=schema)]
    for action in scheme.actions:
        hit = pl.col("class") != "not_scored"
        if action.classes:
            hit = hit & pl.col("class").is_in(action.classes)
        else:
            hit = hit & (pl.col("class") != "too_few_data")
        if action.tiers:
            hit = hit & pl.col("tier").is_in(action.tiers)
        if action.total_below is not None:
            hit = hit & (pl.col("total") < action.total_below)
        if action.total_at_least is not None:
            hit = hit & (pl.col("total") >= action.total_at_least)
        if action.gates:
            failed = gates.filter(pl.col("gate").is_in(action.gates) & ~pl.col("met"))["subject"]
            hit = hit & pl.col("subject").is_in(failed.implode())
        for code in action.gates_met:
            met = gates.filter((pl.col("gate") == code) & pl.col("met"))["subject"]
            hit = hit & pl.col("subject").is_in(met.implode())
        for what, codes in action.found:
            sure = findings.filter(
                (pl.col("what") == what) & pl.col("code").is_in(codes) & (pl.col("state") == YES)
            )
            hit = hit & pl.col("subject").is_in(sure["subject"].implode())
        mine = totals.filter(hit)
        if action.rank:
            placed = [matches(action.rank, row) for row in mine.iter_rows(named=True)]
            mine = mine.filter(pl.Series(placed, dtype=pl.Boolean))
        frames.append(
            mine.select(
                "subject",
                pl.lit(action.code).alias("action"),
                pl.lit(action.text).alias("text"),
                pl.lit(action.owner).alias("owner"),
                pl.lit(action.within_days, dtype=pl.Int64).alias("within_days"),
            )
        )
    return pl.concat(frames).sort("subject", maintain_order=True)
