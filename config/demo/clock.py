"""The clock of the story: what is seeded happened on its own day, not all at once today."""

from contextlib import contextmanager
from datetime import datetime, time

from django.utils import timezone


def instant(day, hour=17, minute=30):
    """That day at that time of the site's own zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


real_now = timezone.now


@contextmanager
def clock_at(moment):
    """Let `timezone.now()` say `moment` while a service runs. For the demonstration only.

    Never later than the real time: nothing can have been recorded in the future.
    """
    before = timezone.now
    moment = min(moment, real_now())
    timezone.now = lambda: moment
    try:
        yield moment
    finally:
        timezone.now = before
