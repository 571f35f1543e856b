"""The queue of records waiting for a second person (待确认)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..forms import ReasonForm
from ..models import DutyRecord
from ..permissions import can_confirm_record
from ..services.records import confirm_records, return_record
from .access import keepers_only, kept_congresses

PER_PAGE = 50


@keepers_only
def confirm_queue(request):
    """Everything waiting in the congresses the person keeps; ticked records are confirmed."""
    waiting = DutyRecord.objects.waiting().filter(congress__in=kept_congresses(request.user))
    if request.method == "POST":
        return _confirm(request, waiting)
    kinds = waiting.values("kind", "kind__name", "kind__name_en").annotate(count=Count("pk"))
    chosen = request.GET.get("kind", "")
    shown = waiting.filter(kind=chosen) if chosen.isdigit() else waiting
    shown = shown.select_related(
        "congress", "kind", "mandate__deputy", "mandate__delegation", "submitted_by"
    ).order_by("on", "pk")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    records = list(page.object_list)
    for record in records:
        record.mine_to_confirm = can_confirm_record(request.user, record)
    context = {
        "page_obj": page,
        "records": records,
        "kinds": kinds.order_by("kind__order"),
        "chosen": chosen,
        "any_mine": any(record.mine_to_confirm for record in records),
    }
    return render(request, "performance/confirm_queue.html", context)


def _confirm(request, waiting):
    keys = [key for key in request.POST.getlist("record") if key.isdigit()]
    back = request.get_full_path()
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("performance:confirm-queue")
    if not keys:
        messages.info(request, _("Tick the records to confirm first."))
        return redirect(back)
    try:
        confirmed = confirm_records(waiting.filter(pk__in=keys), by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect(back)
    done = len(confirmed)
    if done:
        words = ngettext("%(count)s record confirmed.", "%(count)s records confirmed.", done)
        messages.success(request, words % {"count": done})
    left = len(set(keys)) - done
    if left:
        words = ngettext(
            "%(count)s was left: someone else dealt with it, or must.",
            "%(count)s were left: someone else dealt with them, or must.",
            left,
        )
        messages.warning(request, words % {"count": left})
    return redirect(back)


@keepers_only
def record_return(request, pk):
    """Send one record back with a reason."""
    kept = DutyRecord.objects.filter(congress__in=kept_congresses(request.user))
    record = get_object_or_404(
        kept.select_related("congress", "kind", "mandate__deputy", "submitted_by"), pk=pk
    )
    if not can_confirm_record(request.user, record):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_record(record, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Returned to whoever submitted it."))
            return redirect("performance:confirm-queue")
    context = {
        "form": form,
        "heading": _("Return “%(title)s”") % {"title": record.title},
        "explain": _("The deputy reads the reason, fills it in again and sends it anew."),
        "button": _("Return"),
        "back": reverse("performance:confirm-queue"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/reason.html", context, status=status)
