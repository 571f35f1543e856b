"""Volumes on paper for tests."""

from datetime import date

from performance.services.volume_prints import note_print
from performance.volume import build_volume


def paper(mandate, by, *, source="job:1", on=date(2026, 11, 22), year=None):
    """The note of a volume made that day."""
    return note_print(build_volume(mandate, by, on, year), source=source, by=by)
