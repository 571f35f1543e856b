"""When a half-day begins (半天的开始时间). Pure."""

import re
from datetime import datetime, time

USUAL_START = {"morning": time(8, 30), "afternoon": time(14, 0), "evening": time(18, 30)}
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：.]([0-5]\d)(?!\d)")


def begins_at(on, half_day, times=""):
    """The local time a half-day begins: as its register gives it, else the usual hour."""
    found = _CLOCK.search(times)
    start = time(int(found[1]), int(found[2])) if found else USUAL_START.get(half_day, time(0, 0))
    return datetime.combine(on, start)


def has_begun(sitting, now):
    """Has that half-day begun at the local time `now`?"""
    begins = begins_at(sitting.on, sitting.half_day, sitting.times)
    return now.replace(tzinfo=None) >= begins
