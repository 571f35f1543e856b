"""What happened when: the story's events, played in the order of their own days.

Records are chained in the order they are written, so a story told out of order would leave volumes
whose later entries carry earlier times.
"""

from contextlib import contextmanager

from performance.signals import duty_records_changed

from .clock import clock_at


class Diary:
    """Moments and what to do at each; `play()` does it all with the clock at its moment."""

    def __init__(self):
        self.entries = []

    def add(self, moment, action, *args, **kwargs):
        self.entries.append((moment, len(self.entries), action, args, kwargs))

    def play(self):
        for moment, _number, action, args, kwargs in sorted(self.entries, key=lambda e: e[:2]):
            with clock_at(moment):
                action(*args, **kwargs)
        self.entries.clear()


@contextmanager
def nobody_listening():
    """No recomputing after each of a thousand facts; it is done once when all are there."""
    receivers = duty_records_changed.receivers
    duty_records_changed.receivers = []
    duty_records_changed.sender_receivers_cache.clear()
    try:
        yield
    finally:
        duty_records_changed.receivers = receivers
        duty_records_changed.sender_receivers_cache.clear()
