"""When a half-day begins (半天的开始时间). Pure."""

import re
from datetime import datetime, time

from .sitting_times import USUAL

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：.]([0-5]\d)(?!\d)")


def begins_at(on, half_day, times="", begins=None):
    """The local time a half-day begins: as set, as its register gives it, else the usual hour."""
    if begins is None:
        found = _CLOCK.search(times)
        usual = USUAL.get(half_day, USUAL["morning"])[0]
        begins = time(int(found[1]), int(found[2])) if found else usual
    return datetime.combine(on, begins)


def has_begun(sitting, now):
    """Has that half-day begun at the local time `now`?"""
    start = begins_at(sitting.on, sitting.half_day, sitting.times, sitting.begins)
    return now.replace(tzinfo=None) >= start
