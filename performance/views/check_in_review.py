"""Flagged check-ins at the desk (待认定签到): accepted, or set aside, by a person with a reason."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..check_in_flags import FLAGS
from ..models import CheckIn
from ..permissions import can_keep_records
from ..services.check_in import decide_check_ins
from .access import activity_read_by, readers_only


class DecisionForm(forms.Form):
    """What is to become of the check-ins ticked, and why."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Tick at least one check-in."),
            "invalid_choice": _("One of them has been dealt with meanwhile; look again."),
        },
    )
    accept = forms.TypedChoiceField(
        choices=[("1", _("Accept")), ("0", _("Set aside"))], coerce=lambda value: value == "1"
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(row.pk, row.pk) for row in rows]


@readers_only
def check_ins(request, pk):
    """The check-ins of an activity that wait for a person, and those decided."""
    activity = activity_read_by(request.user, pk)
    form = None
    if request.method == "POST":
        if not can_keep_records(request.user, activity.congress):
            raise PermissionDenied
        form = DecisionForm(request.POST, rows=_rows(activity))
        if form.is_valid() and _decide(request, activity, form):
            return redirect("performance:check-ins", activity.pk)
    rows = _rows(activity)
    context = {
        "activity": activity,
        "form": form,
        "waiting": [shown(row, request.user) for row in rows if row.state == "waiting"],
        "decided": [shown(row, request.user) for row in rows if row.state != "waiting"],
        "can_decide": can_keep_records(request.user, activity.congress),
        "ticked": set(request.POST.getlist("chosen")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/check_ins.html", context, status=status)


def _decide(request, activity, form):
    data = form.cleaned_data
    try:
        decided = decide_check_ins(
            activity, data["chosen"], accept=data["accept"], by=request.user, reason=data["reason"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if data["accept"]:
        said = ngettext(
            "%(count)s check-in accepted.", "%(count)s check-ins accepted.", len(decided)
        )
    else:
        said = ngettext(
            "%(count)s check-in set aside.", "%(count)s check-ins set aside.", len(decided)
        )
    messages.success(request, said % {"count": len(decided)})
    return True


def _rows(activity):
    """The flagged check-ins of an activity, whatever became of them, newest first."""
    return list(
        CheckIn.objects.filter(sitting__activity=activity)
        .exclude(reasons=[])
        .select_related("sitting", "mandate__deputy", "decided_by")
        .order_by("-at", "-pk")
    )


def shown(row, user):
    """A flagged check-in as the desk shows it."""
    return {
        "row": row,
        "own": row.mandate.deputy.user_id == user.pk,
        "why": [
            {"text": FLAGS[flag["code"]].to_officer, "about": _about(flag)}
            for flag in row.reasons
            if flag["code"] in FLAGS
        ],
    }


def _about(flag):
    from ..models import Attendance

    if flag["code"] == "marked":
        return Attendance.Status(flag["about"]).label
    return flag["about"]
