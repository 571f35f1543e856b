"""One run of allowance (补助发放表): its lines, who checked and approved, paper and workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.sheets.writing import write_xlsx

from ..models import AllowanceLine, AllowanceRun, Spending
from ..money_forms import PaidForm
from ..money_reads import budget_rows
from ..permissions import can_keep_records, is_deputy
from ..querysets import congresses_read_by
from ..services.allowances import (
    approve_run,
    can_handle_run,
    check_run,
    discard_run,
    pay_run,
)
from .access import keepers_only, own_mandates
from .deputies import XLSX


def run_kept_by(user, pk):
    runs = AllowanceRun.objects.filter(congress__in=congresses_read_by(user))
    runs = runs.select_related("congress", "drawn_by", "checked_by", "approved_by")
    run = get_object_or_404(runs, pk=pk)
    if not can_keep_records(user, run.congress):
        raise PermissionDenied
    return run


def _context(request, run):
    lines = list(run.lines.select_related("deputy", "mandate", "record__kind"))
    people = {}
    for line in sorted(lines, key=lambda line: line.deputy.stroke_key):
        row = people.setdefault(
            line.mandate_id,
            {"name": line.deputy.name, "number": line.mandate.certificate_no, "days": 0, "sum": 0},
        )
        row["days"] += 1 if line.cents > 0 else -1
        row["sum"] += line.cents
    return {
        "run": run,
        "lines": lines,
        "people": list(people.values()),
        "total": sum(line.cents for line in lines),
        "may_handle": can_handle_run(request.user, run),
        "may_approve": run.checked_by_id != request.user.pk,
        "paid_form": PaidForm(),
    }


@keepers_only
def allowance_run(request, pk):
    """The run's lines, each with its record, and the step that is open."""
    context = _context(request, run_kept_by(request.user, pk))
    return render(request, "performance/allowance_run.html", context)


@require_POST
@keepers_only
def run_step(request, pk):
    """Check, approve, pay or discard."""
    run, step = run_kept_by(request.user, pk), request.POST.get("step", "")
    steps = {"check": check_run, "approve": approve_run, "discard": discard_run, "pay": pay_run}
    if step not in steps:
        raise Http404
    values = {}
    if step == "pay":
        form = PaidForm(request.POST)
        if not form.is_valid():
            context = {**_context(request, run), "paid_form": form}
            return render(request, "performance/allowance_run.html", context, status=422)
        values["on"] = form.cleaned_data["on"]
    try:
        steps[step](run, by=request.user, **values)
    except ValidationError as error:
        context = {**_context(request, run), "errors": error.messages}
        return render(request, "performance/allowance_run.html", context, status=422)
    if step == "discard":
        messages.success(request, _("Discarded. Its days can be drawn again."))
        return redirect("performance:money")
    messages.success(request, _("Done."))
    return redirect("performance:allowance-run", run.pk)


@keepers_only
def run_print(request, pk):
    """The list to be signed when the money is handed out."""
    context = {**_context(request, run_kept_by(request.user, pk)), "today": timezone.localdate()}
    return render(request, "performance/allowance_run_print.html", context)


@keepers_only
def run_xlsx(request, pk):
    """Every line of the run as a workbook; amounts in yuan as numbers."""
    run = run_kept_by(request.user, pk)
    headers = [_("Name"), _("Certificate no."), _("Day"), _("Duty"), _("Yuan")]
    rows = [
        [
            line.deputy.name,
            line.mandate.certificate_no,
            line.on,
            line.record.title,
            line.cents / 100,
        ]
        for line in run.lines.select_related("deputy", "mandate", "record")
    ]
    body = write_xlsx(headers, rows, title=_("Allowance"))
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="allowance-{run.first:%Y-%m}.xlsx"'
    return response


@login_required
def my_allowance(request):
    """One's own days of allowance with the record behind each, and what is left of the budget."""
    if not is_deputy(request.user):
        raise Http404
    year = timezone.localdate().year
    lines = AllowanceLine.objects.filter(deputy__user=request.user)
    lines = lines.select_related("run__congress", "record", "mandate").order_by("-on", "-pk")
    volumes = []
    for mandate in own_mandates(request.user):
        rows, _groups = budget_rows(mandate.congress, year)
        row = next((row for row in rows if row.mandate == mandate.pk), None)
        spendings = Spending.objects.filter(mandate=mandate, on__year=year).standing()
        volumes.append({"mandate": mandate, "row": row, "spendings": spendings})
    context = {
        "lines": lines,
        "volumes": volumes,
        "year": year,
        "paid": sum(line.cents for line in lines if line.run.status == "paid"),
    }
    return render(request, "performance/my_allowance.html", context)
