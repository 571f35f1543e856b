"""The roster planner (排班): a month's list, its rules, and what is done to a reception day."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from performance.models import Mandate

from ..forms import DutyForm, MoveForm, PeriodForm, ReasonForm, RuleForm
from ..models import ReceptionDay, RosterEntry, RosterRule
from ..permissions import can_run_station
from ..services.receptions import announce, cancel_reception, hold_reception, move_reception
from ..services.rosters import (
    assign_deputies,
    deputies_available,
    generate_reception_days,
    set_roster,
)
from ..warnings import warnings_for
from ..workflow import may_become
from ..working_calendar import working_calendar
from .stations import visible_station

Status = ReceptionDay.Status


def _month(text, today):
    try:
        year, month = (int(part) for part in text.split("-"))
        return date(year, month, 1)
    except ValueError:
        return today.replace(day=1)


def _next_month(first):
    return (first + timedelta(days=32)).replace(day=1)


def _back_to(station, day):
    response = redirect("liaison:roster", station.pk)
    response["Location"] += f"?month={day:%Y-%m}"
    return response


@login_required
def roster(request, pk):
    """One month of a station: every reception day, who is on duty, what needs attention."""
    station = visible_station(request, pk)
    today = timezone.localdate()
    first = _month(request.GET.get("month", ""), today)
    last = _next_month(first) - timedelta(days=1)
    days = list(
        station.reception_days.between(first, last)
        .with_deputies()
        .select_related("station")
        .prefetch_related("station__closures", "changes")
    )
    warnings = warnings_for(days, today)
    quarter_end = _next_month(_next_month(_next_month(first))) - timedelta(days=1)
    context = {
        "station": station,
        "first": first,
        "before": first - timedelta(days=1),
        "after": _next_month(first),
        "days": [(day, warnings.get(day.pk, [])) for day in days],
        "planned": sum(day.status == Status.PLANNED for day in days),
        "rules": station.rules.all(),
        "period": PeriodForm(initial={"first": max(first, today), "last": quarter_end}),
        "may_run": can_run_station(request.user, station),
    }
    return render(request, "liaison/roster.html", context)


def _period(request):
    form = PeriodForm(request.POST)
    if form.is_valid():
        return form.cleaned_data["first"], form.cleaned_data["last"]
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    return None


@login_required
@require_POST
def generate(request, pk):
    """Make the reception days of every rule of the station in the chosen period."""
    station = visible_station(request, pk, to_run=True)
    period = _period(request)
    if period is None:
        return redirect("liaison:roster", station.pk)
    calendar = working_calendar()
    created = 0
    for rule in station.rules.select_related("station__congress").prefetch_related("exceptions"):
        done = generate_reception_days(rule, *period, calendar=calendar, by=request.user)
        created += len(done.created)
        for on in done.clashing:
            messages.warning(
                request, _("The station already receives at that hour on %s.") % on.isoformat()
            )
        for day in done.stray:
            messages.warning(
                request,
                _("The plan for %s is no longer named by its rule; cancel it or keep it.")
                % day.on.isoformat(),
            )
    messages.success(
        request,
        ngettext("%(n)d reception day planned.", "%(n)d reception days planned.", created)
        % {"n": created},
    )
    return _back_to(station, period[0])


@login_required
@require_POST
def assign(request, pk):
    """Fill the days of the chosen period with deputies, fewest duties first."""
    station = visible_station(request, pk, to_run=True)
    period = _period(request)
    if period is None:
        return redirect("liaison:roster", station.pk)
    given = assign_deputies(station, *period, by=request.user)
    messages.success(
        request, ngettext("%(n)d duty given.", "%(n)d duties given.", given) % {"n": given}
    )
    return _back_to(station, period[0])


@login_required
@require_POST
def announce_period(request, pk):
    """Announce every planned day of the chosen period."""
    station = visible_station(request, pk, to_run=True)
    period = _period(request)
    if period is None:
        return redirect("liaison:roster", station.pk)
    days = list(station.reception_days.between(*period).filter(status=Status.PLANNED))
    for day in days:
        announce(day, by=request.user)
    messages.success(
        request,
        ngettext("%(n)d reception day announced.", "%(n)d reception days announced.", len(days))
        % {"n": len(days)},
    )
    return _back_to(station, period[0])


@login_required
def rule(request, pk, rule=None):
    """A roster rule of the station, new or changed. Days already made stay as they are."""
    station = visible_station(request, pk, to_run=True)
    instance = (
        get_object_or_404(station.rules, pk=rule)
        if rule
        else RosterRule(station=station, valid_from=timezone.localdate())
    )
    form = RuleForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Now make the reception days."))
        return redirect("liaison:roster", station.pk)
    context = {"form": form, "heading": _("Roster rule"), "station": station}
    status = 422 if request.method == "POST" else 200
    return render(request, "liaison/form.html", context, status=status)


def _visible_day(request, pk, *, to_run=False):
    days = ReceptionDay.objects.visible_to(request.user)
    day = get_object_or_404(
        days.select_related("station__congress", "rule")
        .with_deputies()
        .prefetch_related("station__closures", "changes__by"),
        pk=pk,
    )
    if to_run and not can_run_station(request.user, day.station):
        raise PermissionDenied
    return day


def _duty_form(day, data=None):
    choices = Mandate.objects.filter(
        pk__in=[
            *deputies_available(day.station, day.on).values_list("pk", flat=True),
            *RosterEntry.objects.filter(reception_day=day).values_list("mandate", flat=True),
        ]
    ).select_related("deputy", "congress", "constituency")
    initial = {"mandates": [entry.mandate_id for entry in day.entries.all()]}
    return DutyForm(data, choices=choices.order_by("certificate_no"), initial=initial)


def _move_form(day, data=None):
    initial = {"to": day.on, "starts_at": day.starts_at, "ends_at": day.ends_at}
    return MoveForm(data, initial=initial, prefix="move")


def _day_page(request, day, *, duty=None, move=None, cancel=None, status=200):
    today = timezone.localdate()
    context = {
        "day": day,
        "station": day.station,
        "warnings": warnings_for([day], today).get(day.pk, []),
        "duty": duty or _duty_form(day),
        "move": move or _move_form(day),
        "cancel": cancel or ReasonForm(prefix="cancel"),
        "may_run": can_run_station(request.user, day.station),
        "may_announce": may_become(day.status, Status.ANNOUNCED),
        "may_move": may_become(day.status, Status.MOVED) or day.status == Status.PLANNED,
        "may_cancel": may_become(day.status, Status.CANCELLED),
        "may_hold": may_become(day.status, Status.HELD) and day.on <= today,
    }
    return render(request, "liaison/reception.html", context, status=status)


@login_required
def reception(request, pk):
    """One reception day: who is on duty, and everything that may be done to it."""
    return _day_page(request, _visible_day(request, pk))


@login_required
@require_POST
def set_duty(request, pk):
    """Put the ticked deputies on duty that day."""
    day = _visible_day(request, pk, to_run=True)
    form = _duty_form(day, request.POST)
    if form.is_valid():
        try:
            set_roster(day, form.cleaned_data["mandates"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("liaison:reception", day.pk)
    return _day_page(request, day, duty=form, status=422)


@login_required
@require_POST
def announce_day(request, pk):
    return _simple(request, pk, announce, _("Announced: residents can see it now."))


@login_required
@require_POST
def hold_day(request, pk):
    return _simple(request, pk, hold_reception, _("Marked as held."))


def _simple(request, pk, verb, done):
    day = _visible_day(request, pk, to_run=True)
    try:
        verb(day, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("liaison:reception", day.pk)


@login_required
@require_POST
def move_day(request, pk):
    """Move a reception to another day or hour, with a reason residents will read."""
    day = _visible_day(request, pk, to_run=True)
    form = _move_form(day, request.POST)
    if form.is_valid():
        try:
            move_reception(day, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Moved. The old day stays visible as moved."))
            return redirect("liaison:reception", day.pk)
    return _day_page(request, day, move=form, status=422)


@login_required
@require_POST
def cancel_day(request, pk):
    """Cancel a reception, with a reason residents will read."""
    day = _visible_day(request, pk, to_run=True)
    form = ReasonForm(request.POST, prefix="cancel")
    if form.is_valid():
        try:
            cancel_reception(day, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Cancelled. It stays visible as cancelled."))
            return redirect("liaison:reception", day.pk)
    return _day_page(request, day, cancel=form, status=422)
