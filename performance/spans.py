"""Spans of days: from a first day, up to but without a last one; an empty end is no end."""

from datetime import date

FOREVER = date.max


def overlap(start, end, other_start, other_end):
    """Do two spans share a day?"""
    return start < (other_end or FOREVER) and other_start < (end or FOREVER)


def shown_span(start, end):
    """A span for people: 2022-01-10—2026-01-08."""
    return f"{start}—{end or ''}"


def effective_end(ends_on, term, terms):
    """The first day out of a mandate: its own, else its term's, else the next term's first day.

    `terms`: all terms of the congress.
    """
    if ends_on or term.ends_on:
        return min(day for day in (ends_on, term.ends_on) if day)
    later = [other.starts_on for other in terms if other.starts_on > term.starts_on]
    return min(later, default=None)
