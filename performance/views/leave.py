"""Leave at the desk (请假审批): the queue of those who decide, and the congress's own ladder."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..forms import ReasonForm
from ..leave_forms import LeaveRulesForm
from ..models import LeaveRequest
from ..permissions import can_decide_leave, sees_leave_desk
from ..querysets import congresses_read_by
from ..services import leave as verbs
from .access import keepers_only, kept_congresses

PER_PAGE = 25


def leave_desk_only(view):
    """For keepers of a record and heads of delegations; a reader is refused, a stranger lost."""

    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not sees_leave_desk(request.user):
            if congresses_read_by(request.user):
                raise PermissionDenied
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def _requests(user):
    return (
        LeaveRequest.objects.for_the_desk_of(user)
        .select_related(
            "activity", "mandate__deputy", "mandate__congress", "mandate__delegation", "decided_by"
        )
        .prefetch_related("half_days__line__sitting")
    )


@leave_desk_only
def leave_queue(request):
    """Requests waiting, those this person may decide marked; or those decided lately."""
    state = "decided" if request.GET.get("state") == "decided" else "waiting"
    requests = _requests(request.user)
    if state == "waiting":
        found = requests.waiting().order_by("activity__starts_on", "requested_at")
    else:
        found = requests.exclude(status="requested").order_by("-decided_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for leave in page.object_list:
        leave.mine = leave.status == "requested" and can_decide_leave(request.user, leave)
        leave.reads_note = leave.mine or leave.decided_by_id == request.user.pk
    context = {
        "page_obj": page,
        "state": state,
        "waiting": LeaveRequest.objects.for_the_desk_of(request.user).waiting().count(),
        "sets_rules": bool(kept_congresses(request.user)),
    }
    return render(request, "performance/leave_queue.html", context)


def _leave(request, pk):
    leave = get_object_or_404(_requests(request.user), pk=pk)
    if not can_decide_leave(request.user, leave):
        raise PermissionDenied
    return leave


@require_POST
@leave_desk_only
def leave_approve(request, pk):
    """Approve one request."""
    leave = _leave(request, pk)
    try:
        verbs.approve_leave(leave, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        who = {"deputy": leave.mandate.deputy.name}
        messages.success(request, _("%(deputy)s's leave is approved.") % who)
    return redirect("performance:leave-queue")


@leave_desk_only
def leave_refuse(request, pk):
    """Refuse one request, with a reason."""
    leave = _leave(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.refuse_leave(leave, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Refused. The deputy reads the reason."))
            return redirect("performance:leave-queue")
    context = {
        "form": form,
        "heading": _("Refuse %(deputy)s's leave") % {"deputy": leave.mandate.deputy.name},
        "explain": _("The deputy stays expected and reads your reason."),
        "button": _("Refuse"),
        "back": reverse("performance:leave-queue"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/reason.html", context, status=status)


@keepers_only
def leave_rules(request):
    """Up to how many half-days the head of a delegation decides, congress by congress."""
    congresses = kept_congresses(request.user)
    asked = request.POST.get("congress") or request.GET.get("congress", "")
    congress = next((c for c in congresses if c.code == asked), congresses[0])
    form = LeaveRulesForm(request.POST or None, congress=congress)
    if request.method == "POST" and form.is_valid():
        verbs.set_leave_rules(congress, form.rules(), by=request.user)
        messages.success(request, _("Saved. It holds for requests from now on."))
        return redirect(reverse("performance:leave-rules") + f"?congress={congress.code}")
    context = {"form": form, "congress": congress, "congresses": congresses}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/leave_rules.html", context, status=status)


def leave_panel(request):
    """On the desk's first screen: how many requests wait for this person."""
    if not sees_leave_desk(request.user):
        return None
    waiting = LeaveRequest.objects.for_the_desk_of(request.user).waiting().count()
    mine = LeaveRequest.objects.decidable_by(request.user).count()
    if not waiting:
        return None
    context = {"waiting": waiting, "mine": mine}
    return render_to_string("performance/panels/leave.html", context, request)
