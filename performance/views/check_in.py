"""Checking in on a deputy's own phone (扫码签到)."""

import re
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ..check_in_device import (
    device_of,
    owner_mark,
    read_ticket,
    remember_device,
    ticket_for,
)
from ..check_in_flags import FLAGS
from ..forms import new_key
from ..models import CheckIn, Sitting
from ..permissions import is_deputy
from ..services.check_in import check_in, read_scan

JSON = "application/json"


@never_cache
def check_in_page(request):
    """Scan, type or send a code; `?c=` is what the code on the screen opens."""
    if request.method == "POST":
        return _post(request)
    if "c" in request.GET:
        return _scanned(request)
    return _page(request)


def _scanned(request):
    """A code seen in time becomes a ticket of this browser, before anyone has to sign in."""
    now = timezone.now()
    code = request.GET["c"]
    if not request.user.is_authenticated and not code.startswith("v1."):
        return _page(request)
    try:
        _sitting, signed = read_scan(code, now=now)
    except ValidationError as refused:
        return _page(request, refused=refused)
    response = redirect("performance:check-in")
    device = remember_device(request, response)
    ticket = ticket_for(signed, seen_at=now, device=device)
    response["Location"] += "?" + urlencode({"t": ticket})
    return response


@login_required
def _page(request, *, refused=None, status=200):
    if not is_deputy(request.user):
        raise Http404
    ticket, sitting = None, None
    if refused is None and (text := request.GET.get("t")):
        ticket = read_ticket(text, device=device_of(request))
        if ticket is None:
            refused = ValidationError(_("Too much time has passed. Scan the code again."))
        else:
            sittings = Sitting.objects.select_related("activity__congress")
            sitting = sittings.filter(pk=ticket.signed.sitting).first()
    today = timezone.localdate()
    context = {
        "refused": " ".join(refused.messages) if refused else "",
        "ticket": request.GET.get("t", "") if sitting else "",
        "sitting": sitting,
        "seen_at": ticket.seen_at if ticket else None,
        "nonce": new_key(),
        "owner": owner_mark(request.user),
        "today": _sittings_today(request.user, today),
        "code": request.POST.get("code", "") if refused else "",
    }
    status = 422 if refused and status == 200 else status
    response = render(request, "performance/check_in.html", context, status=status)
    remember_device(request, response)
    return response


def _sittings_today(user, day):
    """The half-days this deputy is called to on that day, as they run, each with its check-in."""
    sittings = Sitting.objects.filter(
        on=day, attendances__mandate__deputy__user=user, activity__status="published"
    ).select_related("activity")
    rows = {row.sitting_id: row for row in own_check_ins(user).filter(sitting__on=day)}
    found = sorted(sittings.distinct(), key=lambda sitting: sitting.in_order)
    return [{"sitting": sitting, "row": rows.get(sitting.pk)} for sitting in found]


def own_check_ins(user):
    """This person's own check-ins."""
    return CheckIn.objects.filter(mandate__deputy__user=user)


def _post(request):
    wants_json = request.headers.get("Accept") == JSON
    if wants_json and not request.user.is_authenticated:
        return JsonResponse({"message": _("Sign in, and it will be sent.")}, status=401)
    return _check_in(request, wants_json)


@login_required
def _check_in(request, wants_json):
    if not is_deputy(request.user):
        raise Http404
    try:
        row = _read_and_check_in(request)
    except ValidationError as refused:
        if wants_json:
            return JsonResponse({"message": " ".join(refused.messages)}, status=422)
        return _page(request, refused=refused)
    url = reverse("performance:check-in-done", args=[row.pk])
    if wants_json:
        return JsonResponse({"url": url, "state": row.state})
    return redirect(url)


def _read_and_check_in(request):
    now, device, data = timezone.now(), device_of(request), request.POST
    if data.get("ticket"):
        ticket = read_ticket(data["ticket"], device=device)
        sitting = ticket and (
            Sitting.objects.select_related("activity__congress")
            .filter(pk=ticket.signed.sitting)
            .first()
        )
        if not sitting:
            raise ValidationError(_("Too much time has passed. Scan the code again."))
        signed, seen_at, nonce = ticket.signed, ticket.seen_at, ticket.nonce
    else:
        later = data.get("later") == "1"
        sitting, signed = read_scan(data.get("code", ""), now=now, later=later)
        seen_at, nonce = now, re.sub(r"[^0-9a-f]", "", data.get("nonce", ""))[:32]
    return check_in(
        sitting,
        signed,
        by=request.user,
        seen_at=seen_at,
        device=device,
        nonce=nonce,
        device_at=_device_time(data.get("device_at", "")),
    )


def _device_time(text):
    """What the phone's clock said, if it said anything readable."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@login_required
def check_in_done(request, pk):
    """What became of a check-in, in plain words."""
    rows = own_check_ins(request.user).select_related("sitting__activity", "mandate")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row,
        "sitting": row.sitting,
        "why": [FLAGS[flag["code"]].to_deputy for flag in row.reasons if flag["code"] in FLAGS],
        "line": row.sitting.attendances.filter(mandate=row.mandate).first(),
    }
    return render(request, "performance/check_in_done.html", context)
