"""Photos that look alike, side by side (疑似重复照片); a person says what they are."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ..confirm_forms import VerdictForm
from ..evidence_permissions import can_judge_pair
from ..models import PhotoPair
from ..record_page import with_both_records
from ..services.judging_pairs import judge_pair
from .access import readers_only

PER_PAGE = 10


@readers_only
def duplicates(request):
    """Pairs of the congresses the person reads; those nobody has looked at first."""
    pairs = PhotoPair.objects.visible_to(request.user)
    verdicts = ["open", *[value for value in PhotoPair.Verdict.values if value]]
    chosen = request.GET.get("verdict", "open")
    if chosen not in verdicts:
        chosen = "open"
    shown = pairs.filter(verdict="" if chosen == "open" else chosen)
    page = Paginator(with_both_records(shown), PER_PAGE).get_page(request.GET.get("page"))
    for pair in page:
        _prepare(pair, request.user)
    labels = dict(PhotoPair.Verdict.choices)
    context = {
        "page_obj": page,
        "chosen": chosen,
        "verdicts": [(one, labels["" if one == "open" else one]) for one in verdicts],
    }
    return render(request, "performance/duplicates.html", context)


@readers_only
@require_http_methods(["GET", "POST"])
def duplicate(request, pk):
    """One pair with its form."""
    pairs = with_both_records(PhotoPair.objects.visible_to(request.user))
    pair = get_object_or_404(pairs, pk=pk)
    error = ""
    if request.method == "POST":
        if not can_judge_pair(request.user, pair):
            raise PermissionDenied
        form = VerdictForm(request.POST)
        try:
            data = form.cleaned_data if form.is_valid() else {}
            verdict, note = data.get("verdict", ""), data.get("note", "")
            judged = judge_pair(pair, verdict=verdict, note=note, by=request.user)
        except ValidationError as found:
            error = " ".join(found.messages)
        else:
            messages.success(request, judged.get_verdict_display())
            return redirect("performance:duplicates")
    _prepare(pair, request.user)
    status = 422 if error else 200
    context = {"pair": pair, "error": error}
    return render(request, "performance/duplicate.html", context, status=status)


def _prepare(pair, user):
    pair.may_judge = can_judge_pair(user, pair)
    pair.sides = (pair.earlier, pair.later)
    pair.days = abs((pair.later.record.on - pair.earlier.record.on).days)
