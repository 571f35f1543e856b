"""A problem told on a campaign's visit: given to a unit, solved, or said to be beyond solving."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..contact_permissions import can_keep_links
from ..models import CampaignProblem, ProblemMove

Status = CampaignProblem.Status


@dataclass(frozen=True)
class Move:
    """What the button says, and what the move needs."""

    label: object
    needs: tuple = ()


MOVES = {
    Status.OPEN: {Status.ASSIGNED: Move(gettext_lazy("Assign"), ("owner",))},
    Status.ASSIGNED: {
        Status.CLOSED: Move(gettext_lazy("Solved"), ("closed_on",)),
        Status.UNSOLVED: Move(gettext_lazy("Cannot be solved"), ("closed_on", "note")),
        Status.ASSIGNED: Move(gettext_lazy("Give to another unit"), ("owner",)),
    },
    Status.CLOSED: {},
    Status.UNSOLVED: {},
}
SAY = {
    "owner": gettext_lazy("Say which unit is in charge."),
    "closed_on": gettext_lazy("Say on which day it ended."),
    "note": gettext_lazy("Say why it cannot be solved."),
}


@transaction.atomic
def move_problem(problem, to, *, by, owner="", due_on=None, closed_on=None, note=""):
    """Move a problem (问题流转). The one place its status changes; each move is a row that stays.

    Raises ValidationError for a move the table does not know or with something missing.
    """
    problem = (
        CampaignProblem.objects.select_for_update(of=("self",))
        .select_related("visit__campaign__congress")
        .get(pk=problem.pk)
    )
    if not can_keep_links(by, problem.visit.campaign.congress):
        raise PermissionDenied
    move = MOVES[problem.status].get(to)
    if move is None:
        raise ValidationError(_("Someone else has just dealt with this problem. Load it again."))
    given = {"owner": owner, "closed_on": closed_on, "note": note.strip()}
    for name in move.needs:
        if not given[name]:
            raise ValidationError({name: str(SAY[name])})
    if closed_on and closed_on < problem.visit.on:
        raise ValidationError({"closed_on": _("It cannot end before the visit.")})
    was, problem.status = problem.status, to
    if to == Status.ASSIGNED:
        problem.owner, problem.due_on = owner, due_on
    else:
        problem.closed_on, problem.note = closed_on, note.strip()
    problem.save(update_fields=["status", "owner", "due_on", "closed_on", "note"])
    ProblemMove.objects.create(
        problem=problem, was=was, to=to, owner=problem.owner, note=note.strip(), by=by
    )
    return problem


def write_problem(visit, *, text, by, **values):
    """Write a problem a sheet tells of, as far along as the sheet says; its first move says so."""
    problem = CampaignProblem.objects.create(visit=visit, text=text, **values)
    ProblemMove.objects.create(
        problem=problem, to=problem.status, owner=problem.owner, note=problem.note, by=by
    )
    return problem


def bring_problem_to(problem, *, by, status, owner, due_on, closed_on, note):
    """Move a problem as a later sheet tells of it, by way of the unit in charge."""
    if (problem.status == Status.OPEN and status != Status.OPEN) or (
        problem.status == Status.ASSIGNED and (owner, due_on) != (problem.owner, problem.due_on)
    ):
        problem = move_problem(problem, Status.ASSIGNED, by=by, owner=owner, due_on=due_on)
    if status != problem.status:
        problem = move_problem(problem, status, by=by, closed_on=closed_on, note=note)
    return problem


def restore_problem(problem, before, *, by):
    """Put a problem back as it was before a sheet that is taken back; the move is noted."""
    was = problem.status
    for name, value in before.items():
        setattr(problem, name, value)
    problem.save(update_fields=list(before))
    ProblemMove.objects.create(
        problem=problem, was=was, to=problem.status, note=_("Import taken back"), by=by
    )
