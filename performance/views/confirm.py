"""The queue of records waiting for a second person (待确认), and sending one back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..confirm_forms import ReturnForm
from ..hints import hints_for
from ..models import DutyRecord
from ..permissions import can_confirm_record
from ..queue import Chosen, queue_page, waiting_in
from ..services.confirming import MOST_AT_ONCE, confirm_all, confirm_ticked
from ..services.records import return_record
from .access import keepers_only, kept_congresses


@keepers_only
def confirm_queue(request):
    """Everything waiting in the congresses the person keeps; ticked records are confirmed."""
    congresses = kept_congresses(request.user)
    chosen = Chosen.of(request.GET)
    if request.method == "POST":
        return _confirm(request, congresses, chosen)
    page = queue_page(congresses, request.user, chosen, request.GET.get("after", ""))
    add_hints(page.records)
    queue = reverse("performance:confirm-queue")
    context = {
        "page": page,
        "records": page.records,
        "facets": page.facets,
        "chosen": chosen,
        "any_mine": any(not record.why_not for record in page.records),
        "next_url": f"?{urlencode({**chosen.params, 'after': page.after})}" if page.after else "",
        "first_url": f"{queue}?{urlencode(chosen.params)}",
        "seen_at": timezone.now().isoformat(),
        "most": MOST_AT_ONCE,
        "here": request.get_full_path(),
    }
    return render(request, "performance/confirm_queue.html", context)


def add_hints(records):
    """Beside each record, what may be worth a second look (no judgement)."""
    found = hints_for(records)
    for record in records:
        record.hints = found.get(record.pk, [])


def back_to(request, fallback="performance:confirm-queue"):
    """The page a form came from, as long as it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}) and asked.startswith("/"):
        return asked
    return reverse(fallback)


def _confirm(request, congresses, chosen):
    waiting = waiting_in(congresses)
    if request.POST.get("what") == "all":
        seen_at = parse_datetime(request.POST.get("seen_at", "")) or timezone.now()
        report = confirm_all(chosen.narrow(waiting), by=request.user, seen_at=seen_at)
    else:
        keys = [key for key in request.POST.getlist("record") if key.isdigit() and len(key) < 19]
        if not keys:
            messages.info(request, _("Tick the records to confirm first."))
            return redirect(request.get_full_path())
        kept = DutyRecord.objects.filter(congress__in=congresses, pk__in=keys)
        report = confirm_ticked(kept, by=request.user)
    tell(request, report)
    return redirect(request.get_full_path())


def tell(request, report):
    """Say how many were confirmed, how many were left and why."""
    if report.done:
        words = ngettext("%(count)s record confirmed.", "%(count)s records confirmed.", report.done)
        messages.success(request, words % {"count": report.done})
    reasons = {
        "own": _("%(count)s you submitted yourself: another person has to confirm them"),
        "volume": _("%(count)s about yourself: another person has to confirm them"),
        "like_photos": _("%(count)s with a photo that looks like another one: look at them first"),
        "dealt_with": _("%(count)s someone else has dealt with"),
        "other": _("%(count)s that are not yours to confirm"),
    }
    said = [reasons[why] % {"count": count} for why, count in report.left.items() if count]
    if said:
        left = _("Left as they are: %(reasons)s.") % {"reasons": _("; ").join(said)}
        messages.warning(request, left)
    if report.more:
        messages.info(
            request,
            _("At most %(most)s are confirmed at once; more are waiting below.")
            % {"most": MOST_AT_ONCE},
        )


@keepers_only
def record_return(request, pk):
    """Send one record back with a reason from the list, or one's own words."""
    kept = DutyRecord.objects.filter(congress__in=kept_congresses(request.user))
    record = get_object_or_404(
        kept.select_related("congress", "kind", "mandate__deputy", "submitted_by"), pk=pk
    )
    if not can_confirm_record(request.user, record):
        raise PermissionDenied
    back = back_to(request)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_record(record, by=request.user, reason=form.sentence)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Returned to whoever submitted it."))
            return redirect(back)
    context = {"form": form, "record": record, "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/record_return.html", context, status=status)
