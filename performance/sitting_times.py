"""When a sitting runs, and when one may check in to it. Every figure of the policy stands here.

Pure: days and clock times in, instants out; no database.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

# What a half-day means where nobody wrote times down.
USUAL = {
    "morning": (time(9, 0), time(12, 0)),
    "afternoon": (time(14, 30), time(17, 30)),
    "evening": (time(19, 0), time(21, 0)),
}
OPENS_BEFORE = timedelta(minutes=60)  # check-in opens so long before the sitting begins
LATE_AFTER = timedelta(minutes=10)  # who checks in later than this after the beginning came late
KEPT_AT_MOST = timedelta(hours=12)  # a code read without network may be sent so much later
DEVICE_REMEMBERED = timedelta(days=30)  # one phone for two deputies within this is looked at
TOGETHER_WITHIN = timedelta(seconds=3)  # two phones so close together, again and again…
TOGETHER_TIMES = 3  # …at so many sittings, are listed for review


def span_of(day, half_day, begins=None, ends=None):
    """When a sitting begins and ends, as instants; the usual times where none are written."""
    usual_begin, usual_end = USUAL.get(half_day, USUAL["morning"])
    first = begins or usual_begin
    last = ends or usual_end
    if last <= first:  # only one of the two was written, and it lies beyond the usual other
        last = time(23, 59)
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(day, first, zone), datetime.combine(day, last, zone)


def overlap(one, other):
    """Do two spans share any moment?"""
    return one[0] < other[1] and other[0] < one[1]
