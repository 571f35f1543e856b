"""The statuses of a reception day and the moves between them, as a table."""

from .models import ReceptionDay

Status = ReceptionDay.Status

# From each status, where a day may go. `services/receptions.py` alone makes these moves.
MOVES = {
    Status.PLANNED: {Status.ANNOUNCED, Status.CANCELLED},
    Status.ANNOUNCED: {Status.MOVED, Status.CANCELLED, Status.HELD},
    Status.MOVED: {Status.MOVED, Status.CANCELLED, Status.HELD},
    Status.CANCELLED: set(),
    Status.HELD: set(),
}


def may_become(status, to):
    """Does the table allow this move?"""
    return to in MOVES[Status(status)]
