"""Problems of a campaign at the desk: the list, and one problem moved to its end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ..campaign_forms import ProblemForm
from ..contact_permissions import can_keep_links
from ..models import CampaignProblem
from ..services.problems import MOVES, move_problem
from .access import readers_only
from .campaigns import PER_PAGE, read_campaign

Status = CampaignProblem.Status


@readers_only
def problems(request, pk):
    """The problems told on a campaign's visits, by status."""
    campaign = read_campaign(request, pk)
    found = CampaignProblem.objects.filter(visit__campaign=campaign)
    chosen = request.GET.get("status", "")
    today = timezone.localdate()
    if chosen == "overdue":
        found = found.overdue(today)
    elif chosen == "running":
        found = found.filter(status__in=[Status.OPEN, Status.ASSIGNED])
    elif chosen in Status.values:
        found = found.filter(status=chosen)
    else:
        chosen = ""
    found = found.select_related("visit").prefetch_related("visit__deputies__deputy")
    context = {
        "campaign": campaign,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "statuses": [*Status.choices, ("overdue", _("Overdue"))],
        "today": today,
        "tones": {"open": "warning", "assigned": "info", "closed": "success", "unsolved": "danger"},
    }
    return render(request, "performance/problems.html", context)


@readers_only
def problem(request, pk):
    """One problem: its history, and the moves open to it."""
    found = CampaignProblem.objects.visible_to(request.user).select_related(
        "visit__campaign__congress"
    )
    problem = get_object_or_404(found, pk=pk)
    keeps = can_keep_links(request.user, problem.visit.campaign.congress)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    initial = {"owner": problem.owner, "due_on": problem.due_on}
    form = ProblemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            move_problem(problem, request.POST.get("to", ""), by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("performance:problem", problem.pk)
    context = {
        "problem": problem,
        "campaign": problem.visit.campaign,
        "moves": [(to, move.label) for to, move in MOVES[problem.status].items()] if keeps else [],
        "form": form,
        "history": list(problem.moves.select_related("by")),
        "deputies": list(problem.visit.deputies.select_related("deputy")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/problem.html", context, status=status)
