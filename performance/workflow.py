"""The statuses of activities, leave requests and flags, and the moves between them, as tables.

The life of a duty record is in `services/records.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models import Activity, CredentialFlag, LeaveRequest
from .permissions import (
    can_cancel_activity,
    can_close_activity,
    can_decide_leave,
    can_handle_flag,
    can_prepare_activity,
    can_withdraw_leave,
)

Status = Activity.Status


@dataclass(frozen=True)
class Move:
    """A move: what the button says, and who may press it."""

    label: object
    who: Callable


ACTIVITY_MOVES = {
    Status.DRAFT: {
        Status.PUBLISHED: Move(_("Announce"), who=can_prepare_activity),
        Status.CANCELLED: Move(_("Call off"), who=can_cancel_activity),
    },
    Status.PUBLISHED: {
        Status.CLOSED: Move(_("Close the sheet"), who=can_close_activity),
        Status.CANCELLED: Move(_("Call off"), who=can_cancel_activity),
    },
    Status.CLOSED: {},
    Status.CANCELLED: {},
}

Leave = LeaveRequest.Status

LEAVE_MOVES = {
    Leave.REQUESTED: {
        Leave.APPROVED: Move(_("Approve"), who=can_decide_leave),
        Leave.REFUSED: Move(_("Refuse"), who=can_decide_leave),
        Leave.WITHDRAWN: Move(_("Take the request back"), who=can_withdraw_leave),
    },
    Leave.APPROVED: {
        Leave.WITHDRAWN: Move(_("Take the request back"), who=can_withdraw_leave),
    },
    Leave.REFUSED: {},
    Leave.WITHDRAWN: {},
}

Flag = CredentialFlag.Status
_NOTE = Move(_("Take note"), who=can_handle_flag)
_SEND = Move(_("Send to the credentials committee"), who=can_handle_flag)
_NO_GROUND = Move(_("No ground"), who=can_handle_flag)

FLAG_MOVES = {
    Flag.RAISED: {Flag.NOTED: _NOTE, Flag.SENT: _SEND, Flag.NO_GROUND: _NO_GROUND},
    Flag.NOTED: {Flag.SENT: _SEND, Flag.NO_GROUND: _NO_GROUND},
    Flag.SENT: {Flag.NO_GROUND: _NO_GROUND},
    Flag.NO_GROUND: {},
}


def moves_open_to(user, activity):
    """The statuses this person may move the activity to now."""
    moves = ACTIVITY_MOVES[activity.status]
    return {str(to) for to, move in moves.items() if move.who(user, activity)}
