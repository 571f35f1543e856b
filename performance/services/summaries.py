"""What came of an activity (成果总结), and the reports sent on from it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Activity, ActivitySummary, ForwardedReport
from ..permissions import can_sum_up
from .calling import locked_activity


@transaction.atomic
def sum_up(activity, *, text, by, problems=0, credit=""):
    """Write what came of a closed activity (成果总结); writing again changes it."""
    activity = _closed(activity, by)
    summary, _new = ActivitySummary.objects.update_or_create(
        activity=activity,
        defaults={
            "text": text.strip(),
            "problems": problems,
            "credit": credit.strip(),
            "written_by": by,
            "written_at": timezone.now(),
        },
    )
    log(instance=activity, action="performance.activity_summary", user=by)
    return summary


@transaction.atomic
def forward_report(activity, *, title, sent_to, sent_on, by, answered_on=None, answer="", link=""):
    """Note a report sent to an organ and, once it came, what was answered (转交及答复).

    The same report to the same organ again changes what is noted of it.
    """
    activity = _closed(activity, by)
    if answered_on and answered_on < sent_on:
        raise ValidationError(_("The answer cannot be older than the report."))
    report, _new = ForwardedReport.objects.update_or_create(
        activity=activity,
        title=title.strip(),
        sent_to=sent_to.strip(),
        defaults={
            "sent_on": sent_on,
            "answered_on": answered_on,
            "answer": answer.strip(),
            "link": link,
        },
    )
    log(instance=activity, action="performance.activity_report", user=by)
    return report


def _closed(activity, by):
    """The activity as it is now, closed, its row held."""
    activity = locked_activity(activity)
    if not can_sum_up(by, activity):
        raise PermissionDenied
    if activity.status != Activity.Status.CLOSED:
        raise ValidationError(_("Close the sheet first; then say what came of it."))
    return activity
