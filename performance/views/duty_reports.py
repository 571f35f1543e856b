"""Duty reports at the desk (述职): plan, notify, record, count, publish; and who is missing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from ..duty_report_forms import DeliveryForm, PlanForm, RuleForm, TallyForm
from ..duty_report_moves import REPORT_MOVES, can_write_report, report_moves_open_to
from ..duty_report_reads import not_reported
from ..models import Congress, DutyReport, Mandate, ReportBallot
from ..permissions import can_keep_records
from ..querysets import congresses_read_by
from ..services.duty_reports import deliver_report, plan_reports, step_report
from ..services.report_ballots import enter_tally, publish_result, rule_of
from .access import keepers_only, readers_only

PER_PAGE = 30
Status = DutyReport.Status
STEPS = (Status.NOTIFIED, Status.PLANNED, Status.CANCELLED, Status.ARCHIVED)


def congress_of(request):
    """The congress asked for among those the person reads; the first one when none is named."""
    read = Congress.objects.filter(pk__in=congresses_read_by(request.user)).order_by("pk")
    asked = request.GET.get("congress") or request.POST.get("congress") or ""
    congress = read.filter(pk=asked).first() if asked.isdigit() else read.first()
    if congress is None:
        raise Http404
    return congress


def report_read_by(request, pk):
    reports = DutyReport.objects.filter(congress__in=congresses_read_by(request.user))
    return get_object_or_404(
        reports.select_related(
            "congress",
            "mandate__deputy",
            "mandate__term",
            "mandate__constituency",
            "mandate__delegation",
            "ballot__first_by",
            "ballot__second_by",
        ),
        pk=pk,
    )


def missing_of(congress, today):
    """Those in office who have not reported yet, everyone in office, and the rule."""
    rule = rule_of(congress)
    in_office = Mandate.objects.filter(congress=congress).in_office_on(today)
    return not_reported(in_office, rule, today), in_office.count(), rule


@readers_only
def report_list(request):
    """All reports, or with ?list=none the deputies who have not reported once."""
    congress, today = congress_of(request), timezone.localdate()
    missing, in_office, rule = missing_of(congress, today)
    lacking = missing.count()
    chosen = {
        "list": request.GET.get("list", ""),
        "status": request.GET.get("status", ""),
        "q": request.GET.get("q", "").strip(),
    }
    context = {
        "congress": congress,
        "rule": rule,
        "chosen": chosen,
        "statuses": Status.choices,
        "reported": in_office - lacking,
        "in_office": in_office,
        "lacking": lacking,
        "share": f"{in_office - lacking} / {in_office}",
        "can_plan": can_keep_records(request.user, congress),
        "year": today.year,
    }
    if chosen["list"] == "none":
        rows = missing.select_related("deputy", "delegation", "constituency")
        rows = rows.order_by("delegation__name", "certificate_no")
    else:
        rows = DutyReport.objects.visible_to(request.user).filter(congress=congress)
        rows = rows.select_related("mandate__deputy", "mandate__delegation", "ballot")
        if chosen["status"] in Status.values:
            rows = rows.filter(status=chosen["status"])
        if chosen["q"]:
            rows = rows.filter(mandate__deputy__name__icontains=chosen["q"])
    context["page_obj"] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "performance/duty_report_list.html", context)


@keepers_only
def report_plan(request):
    """Plan reports for a delegation, a group or ticked deputies."""
    congress = congress_of(request)
    if not can_keep_records(request.user, congress):
        raise PermissionDenied
    ticked = [pk for pk in request.GET.getlist("deputy") if pk.isdigit()]
    form = PlanForm(request.POST or None, congress=congress, initial={"deputies": ticked})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        details = {
            name: data[name] for name in ("year", "place", "organiser", "audience", "spot_review")
        }
        try:
            made = plan_reports(
                congress,
                form.mandates(),
                planned_on=data["planned_on"],
                by=request.user,
                **details,
            )
        except ValidationError as error:
            form.add_error("planned_on", error)
        else:
            words = ngettext("%(count)s report planned.", "%(count)s reports planned.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect("performance:duty-reports")
    context = {"form": form, "congress": congress}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/duty_report_plan.html", context, status=status)


@readers_only
def report_page(request, pk):
    """One report: where it stands, what can be done now, its text and its ballot."""
    return _page(request, report_read_by(request, pk))


def _page(request, report, *, delivery=None, tally=None, status=200, errors=()):
    moves = report_moves_open_to(request.user, report)
    names = _names(report)
    context = {
        "report": report,
        "ballot": getattr(report, "ballot", None),
        "moves": report.moves.select_related("by"),
        "open": moves,
        "labels": {str(to): move.label for to, move in REPORT_MOVES[report.status].items()},
        "delivery": delivery
        or (DeliveryForm(report=report) if Status.DELIVERED in moves else None),
        "tally": tally or (TallyForm(names=names) if Status.REVIEWED in moves else None),
        "entry": getattr(report, "ballot_entry", None),
        "may_write": can_write_report(request.user, report),
        "errors": errors,
        "steps": _steps(report),
    }
    return render(request, "performance/duty_report.html", context, status=status)


def _names(report):
    return ReportBallot(names=rule_of(report.congress).names).choice_names


def _steps(report):
    order = [value for value in Status.values if value != Status.CANCELLED]
    at = order.index(report.status) if report.status in order else -1
    return [
        {
            "label": Status(value).label,
            "state": "done" if index < at else "current" if index == at else "todo",
        }
        for index, value in enumerate(order)
    ]


@require_POST
@readers_only
def report_step(request, pk):
    """A plain step: notice, send back, call off, archive, publish."""
    report, to = report_read_by(request, pk), request.POST.get("to", "")
    if not can_keep_records(request.user, report.congress):
        raise PermissionDenied
    if to not in {*STEPS, Status.PUBLISHED}:
        raise Http404
    try:
        if to == Status.PUBLISHED:
            publish_result(report, by=request.user)
        else:
            step_report(report, to, by=request.user, note=request.POST.get("note", "")[:300])
    except ValidationError as error:
        return _page(request, report, status=422, errors=error.messages)
    messages.success(request, _("Done."))
    return redirect(report)


@require_POST
@readers_only
def report_deliver(request, pk):
    """Record that the report was given."""
    report = report_read_by(request, pk)
    if not can_keep_records(request.user, report.congress):
        raise PermissionDenied
    form = DeliveryForm(request.POST, report=report)
    if form.is_valid():
        try:
            deliver_report(report, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("delivered_on", error)
        else:
            messages.success(request, _("Recorded. It is in the deputy's volume too."))
            return redirect(report)
    return _page(request, report, delivery=form, status=422)


@require_POST
@readers_only
def report_tally(request, pk):
    """Enter the tally as this person reads it."""
    report = report_read_by(request, pk)
    if not can_keep_records(request.user, report.congress):
        raise PermissionDenied
    form = TallyForm(request.POST, names=_names(report))
    if form.is_valid():
        try:
            entered = enter_tally(
                report, form.tally(), by=request.user, tellers=form.cleaned_data["tellers"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if entered.state == "differs":
                return _differs(request, report, form, entered.differing)
            if entered.state == "waiting":
                messages.success(
                    request,
                    _("Kept unseen. Now another person enters the same sheet; then it counts."),
                )
            else:
                messages.success(request, _("Both readings agree. The ballot is counted."))
            return redirect(report)
    return _page(request, report, tally=form, status=422)


def _differs(request, report, form, differing):
    labels = pgettext("between items", "; ").join(
        str(form.fields[name].label) for name in differing
    )
    form.add_error(
        None,
        _(
            "The two readings differ at: %(where)s. Neither was kept. Look at the signed tally "
            "sheet together, then both enter it again."
        )
        % {"where": labels},
    )
    report = report_read_by(request, report.pk)
    return _page(request, report, tally=form, status=422)


@keepers_only
def report_rule(request):
    """How this congress has its deputies report."""
    congress = congress_of(request)
    if not can_keep_records(request.user, congress):
        raise PermissionDenied
    form = RuleForm(request.POST or None, instance=rule_of(congress))
    if request.method == "POST" and form.is_valid():
        rule = form.save()
        log(instance=rule, action="performance.report_rule", user=request.user)
        messages.success(request, _("Saved. Ballots counted from now on are read this way."))
        return redirect("performance:duty-reports")
    context = {"form": form, "congress": congress}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/duty_report_rule.html", context, status=status)
