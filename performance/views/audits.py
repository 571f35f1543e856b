"""Random checks (抽查): announce, draw, check, and the lists anyone can draw them again from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation import private_files

from ..audit_forms import AnnounceForm, CheckForm, DrawForm
from ..evidence_permissions import can_announce_audit, can_check_item
from ..models import AuditItem, AuditRound
from ..permissions import can_withdraw_record
from ..services.audits import announce_round, check_item, draw_round
from .access import congresses_read, readers_only

PER_PAGE = 30


@readers_only
@require_http_methods(["GET", "POST"])
def audits(request):
    """Every check of the congresses the person reads; a form to announce the next."""
    congresses = [c for c in congresses_read(request.user) if can_announce_audit(request.user, c)]
    form = AnnounceForm(request.POST or None) if congresses else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        congress = next((c for c in congresses if str(c.pk) == request.POST.get("congress")), None)
        if form.is_valid() and _announced(request, form, congress or congresses[0]):
            return redirect("performance:audits")
    rounds = AuditRound.objects.visible_to(request.user).defer("population").counted()
    rounds = rounds.order_by("-last", "-pk")
    page = Paginator(rounds.select_related("congress", "announced_by"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page_obj": page, "form": form, "congresses": congresses}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/audits.html", context, status=status)


def _announced(request, form, congress):
    data = form.cleaned_data
    try:
        announce_round(
            congress,
            name=data["name"],
            first=data["first"],
            last=data["last"],
            commitment=data["commitment"],
            by=request.user,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Announced. Keep the seed: it is needed for the draw."))
    return True


@readers_only
@require_http_methods(["GET", "POST"])
def audit(request, pk):
    """One check: what was announced, the draw, every drawn record and what was found."""
    found = AuditRound.objects.visible_to(request.user).counted()
    one = get_object_or_404(found.select_related("congress", "announced_by", "drawn_by"), pk=pk)
    may_draw = can_announce_audit(request.user, one.congress)
    form = DrawForm(request.POST or None) if may_draw and one.drawn_at is None else None
    if request.method == "POST":
        if not may_draw:
            raise PermissionDenied
        if form is None:
            return redirect("performance:audit", pk)
        if form.is_valid():
            try:
                draw_round(one, seed=form.cleaned_data["seed"], by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Drawn."))
                return redirect("performance:audit", pk)
    items = one.items.select_related(
        "record__mandate__deputy", "record__kind", "record__congress", "checker", "checked_by"
    ).order_by("position")
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    for item in page:
        item.round = one
        item.may_check = can_check_item(request.user, item)
        item.may_withdraw = (
            item.verdict == AuditItem.Verdict.NOT_IN_ORDER
            and item.record.status == "confirmed"
            and can_withdraw_record(request.user, item.record)
        )
    context = {
        "audit": one,
        "form": form,
        "page_obj": page,
        "checked": one.drawn - one.unchecked,
        "over": one.last < timezone.localdate(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/audit.html", context, status=status)


@readers_only
@require_POST
def audit_check(request, pk):
    """What the checker found of one drawn record."""
    items = AuditItem.objects.filter(round__in=AuditRound.objects.visible_to(request.user))
    item = get_object_or_404(
        items.select_related("round__congress", "record__mandate__deputy"), pk=pk
    )
    if not can_check_item(request.user, item):
        raise PermissionDenied
    form = CheckForm(request.POST)
    try:
        data = form.cleaned_data if form.is_valid() else {}
        check_item(
            item, verdict=data.get("verdict", ""), note=data.get("note", ""), by=request.user
        )
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Kept."))
    return redirect("performance:audit", item.round_id)


@readers_only
@require_GET
def audit_list(request, pk):
    """The numbers and kinds the sample was drawn from, as plain text, and those drawn."""
    one = get_object_or_404(AuditRound.objects.visible_to(request.user), pk=pk)
    if one.drawn_at is None:
        raise Http404
    drawn = set(one.items.values_list("record", flat=True))
    lines = [f"{number},{kind},{int(number in drawn)}" for number, kind in one.population]
    text = "\n".join(["record,kind,drawn", *lines]) + "\n"
    return private_files.hand_out(text.encode(), f"audit-{one.pk}.csv")
