"""Confirm much at once (批量确认): in batches, each wholly or not at all, and say what was left.

A long press confirms only what stood there when the page was shown, and leaves what a person has to
look at: their own submissions, their own volume, photos that look like another one.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from ..models import DutyRecord
from ..queue import why_not, with_like_photos
from .records import confirm_records

BATCH = 200
MOST_AT_ONCE = 1000


@dataclass
class Confirmed:
    """How many were confirmed, how many were left and why, and whether more still wait."""

    done: int = 0
    left: Counter = field(default_factory=Counter)
    more: bool = False

    @property
    def left_out(self):
        return sum(self.left.values())


def confirm_ticked(records, *, by):
    """Confirm the records a person ticked one by one."""
    report = Confirmed()
    keys = list(records.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        _confirm_batch(keys[start : start + BATCH], report, by, looked_at=True)
    return report


def confirm_all(records, *, by, seen_at):
    """Confirm everything of a filter that was there at `seen_at`; at most `MOST_AT_ONCE` a time."""
    report = Confirmed()
    seen = records.filter(submitted_at__lte=seen_at).order_by("on", "pk")
    keys = list(seen.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    report.more = len(keys) > MOST_AT_ONCE
    keys = keys[:MOST_AT_ONCE]
    for start in range(0, len(keys), BATCH):
        _confirm_batch(keys[start : start + BATCH], report, by, looked_at=False)
    return report


def _confirm_batch(keys, report, by, *, looked_at):
    rows = with_like_photos(DutyRecord.objects.filter(pk__in=keys)).select_related(
        "congress", "mandate__deputy"
    )
    wanted = []
    for record in rows:
        reason = why_not(by, record)
        if record.status != DutyRecord.Status.SUBMITTED:
            reason = "dealt_with"
        elif not reason and not looked_at and record.like_photos:
            reason = "like_photos"
        if reason:
            report.left[reason] += 1
        else:
            wanted.append(record)
    try:
        done = confirm_records(wanted, by=by)
    except ValidationError:  # someone confirmed one of them this instant: the batch stays whole
        report.left["dealt_with"] += len(wanted)
        return
    report.done += len(done)
    report.left["dealt_with"] += len(wanted) - len(done)
