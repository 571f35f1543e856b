"""The organiser's screen (签到屏): a large code that changes every 15 seconds, and who has come."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from foundation.qr import code_svg

from ..check_in_codes import STEP, screen_code, step_at, typed_code
from ..check_in_flags import CAME
from ..models import Activity, Attendance, CheckIn, Sitting
from ..permissions import can_mark_attendance
from .access import activity_read_by, readers_only

ARRIVALS = 8


@never_cache
@readers_only
def check_in_screen(request, pk, sitting):
    """The whole screen; a small script, or else the browser, draws it again and again."""
    activity = activity_read_by(request.user, pk)
    if not can_mark_attendance(request.user, activity):
        raise PermissionDenied
    sitting = get_object_or_404(Sitting, pk=sitting, activity=activity)
    now = timezone.now()
    context = {
        "activity": activity,
        "sitting": sitting,
        "open": activity.status == Activity.Status.PUBLISHED,
        "opens_at": sitting.check_in_opens_at if now < sitting.check_in_opens_at else None,
        "over": now >= sitting.span[1],
        "refresh": STEP - 3,
        **_code(request, sitting, now),
        **_who(sitting),
    }
    return render(request, "performance/check_in_screen.html", context)


def _code(request, sitting, now):
    step = step_at(now)
    code = screen_code(settings.SECRET_KEY, sitting.pk, step)
    url = request.build_absolute_uri(f"{reverse('performance:check-in')}?c={code}")
    typed = typed_code(settings.SECRET_KEY, sitting.pk, step)
    return {
        "url": url,
        "svg": mark_safe(code_svg(url, error="m")),  # noqa: S308 - our own drawing
        "typed": f"{typed[:4]} {typed[4:]}",
        "step": step,
    }


def _who(sitting):
    lines = Attendance.objects.filter(sitting=sitting)
    came = lines.filter(status__in=CAME)
    obliged = lines.filter(obliged=Attendance.Obliged.YES).count()
    latest = came.exclude(recorded_at=None).select_related("mandate__deputy")
    return {
        "here": came.count(),
        "called": obliged or lines.count(),
        "arrivals": list(latest.order_by("-recorded_at", "-pk")[:ARRIVALS]),
        "waiting": CheckIn.objects.waiting().filter(sitting=sitting).count(),
    }
