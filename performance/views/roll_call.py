"""The officer's list on a phone or tablet (名单点名): big rows, one tap, found by pinyin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from pypinyin import Style, lazy_pinyin

from ..check_in_flags import CAME
from ..models import Activity, Attendance, Sitting
from ..permissions import can_mark_attendance
from ..services.roll_call import mark_here, undo_here
from .access import activity_read_by, readers_only

MOVES = {"here": mark_here, "undo": undo_here}


@readers_only
def roll_call(request, pk, sitting):
    """Everyone called to a half-day; a tap posts here."""
    activity = activity_read_by(request.user, pk)
    if not can_mark_attendance(request.user, activity):
        raise PermissionDenied
    sitting = get_object_or_404(Sitting, pk=sitting, activity=activity)
    sitting.activity = activity
    if request.method == "POST":
        return _tap(request, sitting)
    rows = rows_of(sitting, request.user)
    wanted = "".join(request.GET.get("q", "").casefold().split())
    context = {
        "activity": activity,
        "sitting": sitting,
        "open": activity.status == Activity.Status.PUBLISHED,
        "q": request.GET.get("q", ""),
        "rows": [row for row in rows if wanted in row["find"]],
        "here": sum(row["here"] for row in rows),
        "called": len(rows),
    }
    return render(request, "performance/roll_call.html", context)


def _tap(request, sitting):
    wants_json = request.headers.get("Accept") == "application/json"
    move, key = next(
        ((name, request.POST[name]) for name in MOVES if request.POST.get(name)), ("", "")
    )
    line = get_object_or_404(Attendance, pk=int(key) if key.isdigit() else 0, sitting=sitting)
    said = ""
    try:
        line = MOVES[move](line, by=request.user)
    except ValidationError as error:
        said = " ".join(error.messages)
    if wants_json:
        lines = Attendance.objects.filter(sitting=sitting)
        answer = {
            "message": said,
            "here": line.status in CAME,
            "text": _text(line),
            "count": lines.filter(status__in=CAME).count(),
        }
        return JsonResponse(answer, status=422 if said else 200)
    if said:
        messages.error(request, said)
    url = reverse("performance:roll-call", args=[sitting.activity_id, sitting.pk])
    query = urlencode({"q": request.POST.get("q", "")})
    return redirect(f"{url}?{query}#line-{line.pk}")


def rows_of(sitting, user):
    """Everyone called, in the order of the sheet; each with what it is found by."""
    lines = Attendance.objects.filter(sitting=sitting).select_related(
        "mandate__deputy", "mandate__delegation"
    )
    lines = lines.order_by("mandate__delegation__name", "mandate__deputy__stroke_key", "mandate_id")
    return [
        {
            "pk": line.pk,
            "name": line.mandate.deputy.name,
            "number": line.mandate.certificate_no,
            "group": line.mandate.delegation.name if line.mandate.delegation else "",
            "find": findable(line.mandate.deputy.name, line.mandate.certificate_no),
            "here": line.status in CAME,
            "open": line.status == Attendance.Status.EXPECTED,
            "undo": line.status in CAME and line.method in {"officer", "code"},
            "own": line.mandate.deputy.user_id == user.pk,
            "text": _text(line),
        }
        for line in lines
    ]


def findable(name, number):
    """A name as it may be looked for: 林秀英 linxiuying lxy 19001."""
    sound = "".join(lazy_pinyin(name)).casefold()
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()
    return f"{name.casefold()} {sound} {initials} {number.casefold()}"


def _text(line):
    if line.status == Attendance.Status.EXPECTED:
        return ""
    at = f" {timezone.localtime(line.recorded_at):%H:%M}" if line.recorded_at else ""
    return f"{line.get_status_display()}{at}"
