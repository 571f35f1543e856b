"""The attendance sheet (签到表): one screen, everyone listed, half-days as columns."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..forms import CorrectionForm
from ..marks import NOT_MARKED, code_of
from ..models import Activity, Attendance
from ..permissions import can_correct_attendance, can_mark_attendance, keeps_part_of
from ..services.attendance import correct_attendance, mark_attendance
from ..sheet_screen import sheet_screen, text_of
from .access import activity_read_by, keepers_only, readers_only
from .results import result_context

UNREADABLE = gettext_lazy(
    "This page did not arrive whole. Open the sheet again; nothing was saved."
)


@readers_only
def activity_page(request, pk):
    """An activity with its sheet; saving posts the whole sheet here."""
    activity = activity_read_by(request.user, pk)
    if request.method == "POST":
        if not can_mark_attendance(request.user, activity):
            raise PermissionDenied
        return _save(request, activity)
    return _draw(request, activity)


def _draw(request, activity, *, status=200, conflicts=(), written=0):
    context = {
        "activity": activity,
        "screen": sheet_screen(activity, request.user, conflicts),
        "written": written,
        "can_correct": keeps_part_of(request.user, activity),
        **result_context(activity, request.user),
    }
    return render(request, "performance/activity.html", context, status=status)


def _save(request, activity):
    try:
        lines = _posted_lines(request.POST)
        written, conflicts = mark_attendance(activity, lines, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return _draw(request, activity, status=422)
    if conflicts:
        return _draw(request, activity, status=409, conflicts=conflicts, written=written)
    if written:
        saved = ngettext("%(count)s line saved.", "%(count)s lines saved.", written)
        messages.success(request, saved % {"count": written})
    else:
        messages.info(request, _("Nothing had changed."))
    return redirect("performance:activity", activity.pk)


def _posted_lines(data):
    """{line: (code when opened, code now)} from the form; `rest` fills what is not marked."""
    rest = data.get("rest", "")
    lines = {}
    try:
        for word in data.get("opened", "").split():
            key, was = word.split(":")
            now = data.get(f"line-{int(key)}", was)
            lines[int(key)] = (was, rest if rest and now == NOT_MARKED else now)
    except ValueError as error:
        raise ValidationError(UNREADABLE) from error
    if not lines:
        raise ValidationError(UNREADABLE)
    return lines


@keepers_only
def line_correct(request, pk, line):
    """Correct one line of a closed sheet."""
    activity = activity_read_by(request.user, pk)
    lines = Attendance.objects.select_related(
        "mandate__deputy", "mandate__congress", "sitting__activity", "recorded_by"
    )
    line = get_object_or_404(lines, pk=line, sitting__activity=activity)
    if not can_correct_attendance(request.user, line):
        raise PermissionDenied
    if activity.status != Activity.Status.CLOSED:
        messages.info(request, _("The sheet is still open: mark the line there."))
        return redirect("performance:activity", pk)
    form = CorrectionForm(request.POST or None, initial={"was": code_of(line)})
    if request.method == "POST" and form.is_valid():
        try:
            correct_attendance(line, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Corrected. The old record stays, struck through."))
            return redirect("performance:activity", pk)
    context = {"form": form, "activity": activity, "line": line, "says": text_of(line)}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/line_correct.html", context, status=status)
