"""Money at the desk (经费与补助): the year's budget, spendings, rules and runs of allowance."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..forms import ReasonForm
from ..models import ActivityBudget, AllowanceRule, AllowanceRun, Spending
from ..money_forms import AllowanceRuleForm, BudgetForm, RunForm, SpendingForm
from ..money_reads import budget_rows, congresses_paid_by, run_totals
from ..permissions import can_keep_records
from ..services.allowances import draw_run
from ..services.money import add_spending, set_budget, strike_spending
from .access import keepers_only
from .duty_reports import congress_of

PER_PAGE = 30


def kept_congress(request):
    """The congress asked for; 403 for one whose record the person reads but does not keep."""
    congress = congress_of(request)
    if not can_keep_records(request.user, congress):
        raise PermissionDenied
    return congress


def asked_year(request):
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and 2000 <= int(asked) <= 2100 else None


@keepers_only
def money(request):
    """The year's budget by delegation and deputy, the latest spendings, and the runs."""
    congress = kept_congress(request)
    year = asked_year(request) or timezone.localdate().year
    rows, groups = budget_rows(congress, year)
    budget = ActivityBudget.objects.filter(congress=congress, year=year).first()
    spendings = Spending.objects.filter(congress=congress, on__year=year)
    context = {
        "congress": congress,
        "year": year,
        "years": range(timezone.localdate().year, timezone.localdate().year - 3, -1),
        "budget": budget,
        "groups": groups,
        "allotted": sum(row.allotted for row in rows),
        "spent": sum(row.spent for row in rows),
        "left": sum(row.left for row in rows),
        "over": sum(row.over for row in rows),
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "spendings": spendings.select_related("mandate__deputy", "activity")[:20],
        "runs": run_totals(AllowanceRun.objects.filter(congress=congress))[:24],
        "rules": AllowanceRule.objects.filter(congress=congress).prefetch_related("kinds"),
    }
    return render(request, "performance/money.html", context)


def _form_page(request, form, congress, heading, explain, *, status=None):
    context = {
        "form": form,
        "congress": congress,
        "heading": heading,
        "explain": explain,
        "back": reverse("performance:money") + f"?congress={congress.pk}",
    }
    code = status or (422 if request.method == "POST" else 200)
    return render(request, "performance/money_form.html", context, status=code)


@keepers_only
def budget_set(request):
    congress = kept_congress(request)
    initial = {"year": timezone.localdate().year}
    form = BudgetForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_budget(congress, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("performance:money")
    explain = _("Every deputy in office in that year has this sum for their activities.")
    return _form_page(request, form, congress, _("Set the budget"), explain)


@keepers_only
def spending_new(request):
    congress = kept_congress(request)
    form = SpendingForm(
        request.POST or None, congress=congress, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        mandate = data.pop("mandate")
        try:
            spending = add_spending(mandate, by=request.user, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _warn_when_over(request, spending)
            return redirect("performance:money")
    explain = _("One receipt at a time; it counts once. Spending more than is left is only shown.")
    return _form_page(request, form, congress, _("Enter a spending"), explain)


def _warn_when_over(request, spending):
    rows, _groups = budget_rows(spending.congress, spending.on.year)
    row = next((row for row in rows if row.mandate == spending.mandate_id), None)
    if row is not None and row.over:
        messages.warning(
            request,
            _("Saved. %(name)s is now %(yuan)s yuan over the budget of %(year)s.")
            % {
                "name": row.name,
                "yuan": f"{-row.left / 100:.2f}",
                "year": spending.on.year,
            },
        )
    else:
        messages.success(request, _("Saved."))


@keepers_only
def spending_strike(request, pk):
    """Strike a wrong entry out, with a reason."""
    kept = Spending.objects.filter(congress__in=congresses_paid_by(request.user))
    spending = get_object_or_404(kept.select_related("mandate__deputy"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        strike_spending(spending, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Struck out."))
        return redirect("performance:money")
    context = {
        "form": form,
        "heading": _("Strike out receipt %(receipt)s") % {"receipt": spending.receipt_no},
        "explain": _("It stays to be read, struck out, and no longer counts."),
        "button": _("Strike out"),
        "back": reverse("performance:money"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/reason.html", context, status=status)


@keepers_only
def allowance_rule_new(request):
    congress = kept_congress(request)
    form = AllowanceRuleForm(request.POST or None, congress=congress)
    if request.method == "POST" and form.is_valid():
        form.instance.cents = form.cleaned_data["cents"]
        rule = form.save()
        log(instance=rule, action="performance.allowance_rule", user=request.user)
        messages.success(request, _("Saved."))
        return redirect("performance:money")
    explain = _(
        "For deputies marked as without fixed income. Who holds two mandates is paid once for a "
        "day, at the higher rate."
    )
    return _form_page(request, form, congress, _("Rule for allowance"), explain)


@keepers_only
def run_draw(request):
    """Draw a run for a month or quarter that is over."""
    congress = kept_congress(request)
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first, last = form.days()
        try:
            run = draw_run(congress, first=first, last=last, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Drawn up. Check every line, then have it approved."))
            return redirect("performance:allowance-run", run.pk)
    explain = _(
        "Only confirmed days count, once for each person and day. Whether someone is without fixed "
        "income is judged by what is stored today."
    )
    return _form_page(request, form, congress, _("Draw up a run of allowance"), explain)
