"""What a deputy tells of themselves: a visit or an inspection in under a minute (随手记)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..models import DutyKind, DutyRecord
from ..permissions import can_retract_record
from ..self_report_forms import SelfReportForm
from ..self_reports import last_used_first, offer_of, offers
from ..services.records import retract_record
from ..services.self_reports import LOGGED, report_with_photo
from ..yuan import yuan_text
from .access import own_mandates

RECENT = 60  # own entries looked at for the tiles' order and the places offered
PLACES = 8


@login_required
def log_duty(request):
    """The kinds of duty to report, as tiles; below, what waits or came back."""
    mandate, mandates = _asked_for(request, own_mandates(request.user))
    used = [code for code, _place in _recent(mandate)]
    found = offers(DutyKind.objects.of(mandate.congress))
    open_records = DutyRecord.objects.filter(
        mandate=mandate, status__in=["submitted", "returned"]
    ).select_related("kind")
    context = {
        "mandate": mandate,
        "mandates": mandates,
        "offers": last_used_first(found, used),
        "records": own_open(open_records, request.user),
    }
    return render(request, "performance/log_duty.html", context)


@login_required
def log_form(request, duty):
    """Report one duty of that kind in the mandate in force (or the one named)."""
    mandate, mandates = _asked_for(request, own_mandates(request.user))
    offer = offer_of(DutyKind.objects.of(mandate.congress), duty)
    if offer is None:
        raise Http404
    asked = request.GET.get("household", "")
    initial = {"households": [asked]} if asked.isdigit() else {}
    form = SelfReportForm(
        request.POST or None,
        request.FILES or None,
        mandate=mandate,
        duty=offer.duty,
        initial=initial,
    )
    return _report(request, form, offer, mandate, mandates)


@login_required
def log_again(request, pk):
    """Fill a returned duty in again."""
    records = DutyRecord.objects.filter(
        mandate__deputy__user=request.user, source__startswith=LOGGED, status="returned"
    )
    record = get_object_or_404(
        records.select_related("kind", "gift", "course_note").prefetch_related("household_talks"),
        pk=pk,
    )
    mandate = next(m for m in own_mandates(request.user) if m.pk == record.mandate_id)
    offer = _offer_again(mandate, record)
    form = SelfReportForm(
        request.POST or None,
        request.FILES or None,
        mandate=mandate,
        duty=offer.duty,
        initial=_as_told(record),
    )
    form.fields["key"].disabled = True
    return _report(request, form, offer, mandate, [mandate], returned=record)


@login_required
@require_POST
def withdraw_own(request, pk):
    """Take an entry of one's own back before anyone confirmed it."""
    own = DutyRecord.objects.filter(mandate__deputy__user=request.user)
    record = get_object_or_404(own.select_related("congress", "mandate__deputy"), pk=pk)
    if not can_retract_record(request.user, record):
        raise PermissionDenied
    try:
        retract_record(record, by=request.user, reason=_("Taken back by the deputy."))
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Taken back. It stays in the volume, struck through."))
    return redirect(f"{reverse('performance:log-duty')}?mandate={record.mandate_id}")


def own_open(records, user):
    """Entries not yet confirmed, the returned first, each knowing what may be done with it."""
    found = sorted(records, key=lambda record: (record.status != "returned", record.on))
    for record in found:
        record.can_retract = can_retract_own(record, user)
        record.can_log_again = record.status == "returned" and record.source.startswith(LOGGED)
    return found


def can_retract_own(record, user):
    """May the deputy take this open entry back by themselves? Those they sent in, yes."""
    return record.submitted_by_id == user.pk


def _asked_for(request, mandates):
    asked = request.POST.get("mandate") or request.GET.get("mandate", "")
    mandate = next((m for m in mandates if not asked or str(m.pk) == asked), None)
    if mandate is None:
        raise Http404
    return mandate, mandates


def _recent(mandate):
    """(what, where) of the deputy's latest own entries, newest first."""
    own = DutyRecord.objects.filter(mandate=mandate, source__startswith=LOGGED)
    return list(own.order_by("-pk").values_list("occasion", "place")[:RECENT])


def _offer_again(mandate, record):
    """What a returned record was reported as; its kind is part of what names it, so it stays."""
    kinds = DutyKind.objects.of(mandate.congress)
    found = offer_of(kinds, record.occasion)
    if found is None or found.kind != record.kind:
        found = next((o for o in offers(kinds) if o.kind == record.kind and o.duty.shared), None)
    if found is None:
        raise Http404
    return found


def _as_told(record):
    gift, note = getattr(record, "gift", None), getattr(record, "course_note", None)
    return {
        "on": record.on,
        "place": record.place,
        "title": record.title,
        "mode": record.mode,
        "key": record.source.removeprefix(LOGGED),
        "households": [talk.household_id for talk in record.household_talks.all()],
        "amount": yuan_text(gift.amount_cents) if gift and gift.amount_cents else "",
        "goods": gift.goods if gift else "",
        "course": note.course if note else "",
        "hours": note.hours if note else "",
        "campaign": getattr(getattr(record, "campaign_part", None), "action_id", None),
    }


def _report(request, form, offer, mandate, mandates, returned=None):
    if request.method == "POST" and form.is_valid():
        answer = _send(request, form, offer, mandate)
        if answer:
            return answer
    places = [place for _code, place in _recent(mandate) if place]
    context = {
        "form": form,
        "offer": offer,
        "mandate": mandate,
        "mandates": mandates,
        "returned": returned,
        "places": list(dict.fromkeys(places))[:PLACES],
        "no_households": "households" in form.fields and not form.fields["households"].queryset,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/log_form.html", context, status=status)


def _send(request, form, offer, mandate):
    data = form.cleaned_data
    try:
        record, written = report_with_photo(
            mandate,
            offer,
            on=data["on"],
            title=data["title"],
            place=data["place"],
            mode=data.get("mode", ""),
            key=data["key"].hex if hasattr(data["key"], "hex") else data["key"],
            told=form.told,
            photo=data.get("photo"),
            action=data.get("campaign"),
            by=request.user,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None
    if not written:
        messages.info(request, _("This had been sent already; nothing was added."))
    else:
        messages.success(request, _("Sent. It counts once the office has confirmed it."))
        if record.late:
            messages.warning(request, _("It is marked late: more than 15 days after the day."))
    there = f"{reverse('performance:log-duty')}?mandate={mandate.pk}"
    if "X-Luzhi-Draft" in request.headers:
        return JsonResponse({"next": there})
    return redirect(there)
