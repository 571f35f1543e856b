"""The statuses of a duty report and the moves between them, as a table; and who may make them."""

from django.utils.translation import gettext_lazy as _

from .models import DutyReport
from .permissions import can_keep_records
from .workflow import Move

Status = DutyReport.Status


def can_run_report(user, report):
    """Plan, notify, record the delivery, enter the tally: a keeper, not of their own report."""
    return can_keep_records(user, report.congress) and user.pk != report.mandate.deputy.user_id


def can_write_report(user, report):
    """Write the text: the deputy; for a deputy without a sign-in, a keeper on their behalf."""
    deputy = report.mandate.deputy
    if deputy.user_id is not None:
        return user.pk == deputy.user_id
    return can_keep_records(user, report.congress)


def can_publish_result(user, report):
    """Let the result out: a keeper other than whoever read the tally last."""
    ballot = getattr(report, "ballot", None)
    return (
        can_run_report(user, report)
        and ballot is not None
        and user.pk != (ballot.second_by_id or ballot.first_by_id)
    )


REPORT_MOVES = {
    Status.PLANNED: {
        Status.DRAFTED: Move(_("Hand in"), who=can_write_report),
        Status.CANCELLED: Move(_("Call off"), who=can_run_report),
    },
    Status.DRAFTED: {
        Status.NOTIFIED: Move(_("Give notice"), who=can_run_report),
        Status.PLANNED: Move(_("Send back to be rewritten"), who=can_run_report),
        Status.CANCELLED: Move(_("Call off"), who=can_run_report),
    },
    Status.NOTIFIED: {
        Status.DELIVERED: Move(_("Record the delivery"), who=can_run_report),
        Status.CANCELLED: Move(_("Call off"), who=can_run_report),
    },
    Status.DELIVERED: {
        Status.REVIEWED: Move(_("Enter the tally"), who=can_run_report),
        Status.ARCHIVED: Move(_("Archive without a ballot"), who=can_run_report),
    },
    Status.REVIEWED: {Status.PUBLISHED: Move(_("Publish the result"), who=can_publish_result)},
    Status.PUBLISHED: {Status.ARCHIVED: Move(_("Archive"), who=can_run_report)},
    Status.ARCHIVED: {},
    Status.CANCELLED: {},
}


def report_moves_open_to(user, report):
    """The statuses this person may move the report to now."""
    return {str(to) for to, move in REPORT_MOVES[report.status].items() if move.who(user, report)}
