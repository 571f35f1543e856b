"""How many months of the period somebody served, and points brought to the whole of it."""

from datetime import timedelta

from ..results.gates import parts_of_period
from .exact import quotient


def months_served(rule, people, suspensions, period):
    """({s: months}, months of the period). ``rule``: whole or begun.

    A month counted from the first day of the period is served whole without a day out of office
    or suspended, and begun with one day in office and not suspended.
    """
    months = parts_of_period(period, "month")
    away = {}
    rows = () if suspensions.is_empty() else suspensions.select("s", "start", "end").iter_rows()
    for row in rows:
        away.setdefault(row[0], []).append(row[1:])
    found = {}
    rows = people.filter("scored").select("s", "first_day", "last_day", "partial")
    for s, first, last, partial in rows.iter_rows():
        spans = away.get(s, ())
        if not partial and not spans:
            found[s] = len(months)
            continue
        found[s] = sum(_counts(rule, begin, end, first, last, spans) for begin, end in months)
    return found, len(months)


def _counts(rule, begin, end, first, last, spans):
    day, served, missed = begin, False, False
    while day <= end:
        there = first <= day <= last and not any(
            (a is None or a <= day) and (b is None or day < b) for a, b in spans
        )
        served, missed = served or there, missed or not there
        day += timedelta(days=1)
    return not missed if rule == "whole" else served


def to_whole_period(sheet, months, of):
    """Bring the totals of those who served a part to the whole period; gives who they are."""
    part = [s for s in sheet.scored if 0 < months[s] < of]
    for s in part:
        total = quotient(sheet.total(s) * of, months[s], sheet.rounding)
        sheet.set_total(s, total, "per_month")
    return part
