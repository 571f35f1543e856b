"""Looking back over periods: two years running, so many in a term, three in one month.

A look-back is ``yes``, ``no`` or ``unknown``: what is not on file is never taken for nothing.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

PAST_COLUMNS = {
    "subject": pl.String, "start": pl.Date, "total": pl.Int64, "tier": pl.String,
    "class": pl.String, "rank": pl.Int64, "rank_last": pl.Int64, "of": pl.Int64,
}  # fmt: skip
YES, NO, UNKNOWN = "yes", "no", "unknown"
FURTHEST = 30


@dataclass(frozen=True)
class Past:
    """What is on file from before the period.

    ``results``: one row for each person and earlier period (``PAST_COLUMNS``; ``start`` is that
    period's first day, ``rank_last`` the last place of a tie). ``records_from``: the first day
    from which the facts given are complete; None: only those of the period are.
    """

    results: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PAST_COLUMNS))
    records_from: object = None


class Windows:
    """The period and those before it, nearest first, by the cycle of the measure."""

    def __init__(self, rule, period):
        self.spans = [(period.start, period.end)]
        if rule.cycle == "window":
            return
        first = rule.around(period.start)[0]
        for _back in range(FURTHEST):
            if first.year <= 1000:
                break
            year = first.year - 1
            span = rule.of_year(year)
            self.spans.append(span)
            first = span[0]


def holds(look_back, count):
    """Whether a number of records is what the look-back asks for."""
    if look_back.at_most is not None:
        return count <= look_back.at_most
    return count >= look_back.at_least


def by_records(scheme, people, counted, period, past):
    """{(code, s): (state, how many)} of the look-backs that count records, for those scored."""
    found = {}
    if not any(one.when for one in scheme.results.history):
        return found
    windows = Windows(scheme.period, period)
    gaps = scheme.switches.get("look_back_gaps", "breaks")
    persons = list(
        people.filter("scored").select("s", "start", "end", "days").iter_rows(named=True)
    )
    for one in scheme.results.history:
        if one.when is None:
            continue
        days = defaultdict(list)
        for s, on in counted.of(("history", one.code)).select("s", "on").iter_rows():
            days[s].append(on)
        for person in persons:
            mine = days.get(person["s"], ())
            found[one.code, person["s"]] = _counted_state(
                one, person, mine, windows.spans, past.records_from, gaps
            )
    return found


def _counted_state(one, person, days, spans, records_from, gaps):
    first, last = spans[0]
    if one.span == "period":
        count = sum(first <= day <= last for day in days)
        return (YES if holds(one, count) else NO), count
    if one.span == "month":
        months = defaultdict(int)
        for day in days:
            if first <= day <= last:
                months[day.year, day.month] += 1
        count = max(months.values(), default=0)
        return (YES if holds(one, count) else NO), count
    if one.span == "term":
        count = sum(day <= last for day in days)
        begin = person["start"] or records_from
        known = begin is not None and (begin >= first or _on_file(records_from, begin))
        return _state(one, count, known), count
    return _each_period(one, person, days, spans, records_from, gaps)


def _on_file(records_from, day):
    return records_from is not None and records_from <= day


def _state(one, count, known):
    """More records can only be missing, never too many: a reached number stays reached."""
    if known:
        return YES if holds(one, count) else NO
    if one.at_least is not None and count >= one.at_least:
        return YES
    if one.at_most is not None and count > one.at_most:
        return NO
    return UNKNOWN


def in_office(person, first, last):
    """Whether the person served at least a day of these."""
    start, end = person["start"], person["end"]
    return (start is None or start <= last) and (end is None or end > first)


def _each_period(one, person, days, spans, records_from, gaps):
    """The last so many periods each hold the number asked for."""
    reached, total, state = 0, 0, YES
    for place, (first, last) in enumerate(spans):
        away = person["days"] == 0 if place == 0 else not in_office(person, first, last)
        if away:
            started_later = person["start"] is not None and person["start"] > last
            if gaps == "breaks" or started_later:
                return NO, total
            continue
        count = sum(first <= day <= last for day in days)
        begin = max(first, person["start"] or first)
        one_state = _state(one, count, place == 0 or _on_file(records_from, begin))
        if one_state == NO:
            return NO, total
        total += count
        if one_state == UNKNOWN:
            state = UNKNOWN
        reached += 1
        if reached == one.periods:
            return state, total
    return NO, total


def by_results(scheme, people, now, period, past):
    """{(code, s): (state, how many)} of the look-backs over results.

    ``now``: {s: row of this period with total, tier, class, rank, rank_last, of}.
    """
    found = {}
    asked = [one for one in scheme.results.history if one.result]
    if not asked:
        return found
    earlier = defaultdict(dict)
    for row in past.results.iter_rows(named=True):
        if row["start"] < period.start:
            earlier[row["subject"]][row["start"]] = row
    windows = Windows(scheme.period, period)
    gaps = scheme.switches.get("look_back_gaps", "breaks")
    persons = people.filter("scored").select("s", "subject", "start", "end")
    for person in persons.iter_rows(named=True):
        rows = [now[person["s"]]]
        for first, last in windows.spans[1:]:
            row = earlier[person["subject"]].get(first)
            if person["start"] is not None and person["start"] > last:
                row = "before"
            elif row is None and not in_office(person, first, last):
                row = "gap"
            rows.append(row)
        for one in asked:
            found[one.code, person["s"]] = _result_state(one, rows, gaps)
    return found


def matches(outcome, row):
    """Whether a result is the one asked for."""
    if outcome.tiers and row["tier"] not in outcome.tiers:
        return False
    if outcome.classes and row["class"] not in outcome.classes:
        return False
    total = row["total"]
    if outcome.below is not None and (total is None or total >= outcome.below):
        return False
    if outcome.at_least is not None and (total is None or total < outcome.at_least):
        return False
    if outcome.from_top is None and outcome.from_bottom is None:
        return True
    if row["rank"] is None or row["of"] is None:
        return False
    first, last = row["rank"], row["rank_last"] or row["rank"]
    if outcome.from_top is not None:
        place = first if outcome.ties == "include_all" else last
        return place <= outcome.from_top
    place = row["of"] - (last if outcome.ties == "include_all" else first) + 1
    return place <= outcome.from_bottom


def _is_gap(row):
    return row == "gap" or (
        isinstance(row, dict) and row["class"] in ("not_scored", "too_few_data")
    )


def _result_state(one, rows, gaps):
    if one.span == "period":
        hit = matches(one.result, rows[0])
        return (YES if hit else NO), int(hit)
    if one.span == "periods":
        return _running(one, rows, gaps)
    count = missing = 0
    for row in rows:
        if row == "before":
            break
        if row is None:
            missing += 1
        elif row != "gap" and matches(one.result, row):
            count += 1
    if one.at_most is not None:
        state = NO if count > one.at_most else YES if count + missing <= one.at_most else UNKNOWN
    else:
        state = YES if count >= one.at_least else NO if count + missing < one.at_least else UNKNOWN
    return state, count


def _running(one, rows, gaps):
    reached, state = 0, YES
    for row in rows:
        if row == "before":
            return NO, reached
        if row is None:
            state = UNKNOWN
            reached += 1
        elif _is_gap(row) and not (
            one.result.classes and row != "gap" and matches(one.result, row)
        ):
            if gaps == "breaks":
                return NO, reached
            continue
        elif matches(one.result, row):
            reached += 1
        else:
            return NO, reached
        if reached == one.periods:
            return state, reached
    return NO, reached
