"""The desk's pages of a station: its facts, hours, closures, deputies, printed code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.postings import scope_ids
from foundation.qr import code_svg
from performance.models import Congress

from ..forms import ClosureForm, OpeningFormSet, ServiceForm, StationForm
from ..models import Station
from ..permissions import STATION_KEEPERS, can_keep_stations, can_run_station, sees_stations
from ..public import code_url, station_url
from ..services.stations import change_station, end_service, open_station, replace_code
from ..warnings import warnings_for


def visible_station(request, pk, *, to_run=False):
    """The station this person may see; with `to_run`, also may act for (else 403)."""
    stations = Station.objects.visible_to(request.user).select_related("congress", "parent")
    station = get_object_or_404(stations, pk=pk)
    if to_run and not can_run_station(request.user, station):
        raise PermissionDenied
    return station


def _kept_congresses(user):
    return Congress.objects.filter(pk__in=scope_ids(user, "congress", STATION_KEEPERS))


@login_required
def station_list(request):
    """The stations this person runs or reads (我的站点), each with its next reception day."""
    if not sees_stations(request.user):
        raise Http404
    today = timezone.localdate()
    stations = (
        Station.objects.visible_to(request.user)
        .select_related("congress")
        .with_next_reception(today)
        .order_by("district", "name")
    )
    return render(
        request,
        "liaison/station_list.html",
        {"stations": stations, "congresses": _kept_congresses(request.user)},
    )


@login_required
def station(request, pk):
    """One station at a glance: what is coming, what needs attention, its facts."""
    station = visible_station(request, pk)
    today = timezone.localdate()
    days = list(
        station.reception_days.from_day(today)
        .exclude(status="cancelled")
        .with_deputies()
        .select_related("station")
        .prefetch_related("station__closures")[:6]
    )
    warnings = warnings_for(days, today)
    context = {
        "station": station,
        "days": [(day, warnings.get(day.pk, [])) for day in days],
        "rules": station.rules.all(),
        "hours": station.opening_hours.all(),
        "closures": station.closures.filter(ends_on__gte=today),
        "deputies": station.deputies.running_on(today).select_related(
            "mandate__deputy", "mandate__congress", "mandate__constituency"
        ),
        "may_run": can_run_station(request.user, station),
        "public_url": station_url(station),
    }
    return render(request, "liaison/station.html", context)


@login_required
def new_station(request, congress):
    """A clerk opens a station of their congress."""
    congress = get_object_or_404(_kept_congresses(request.user), code=congress)
    form = StationForm(request.POST or None, congress=congress, may_keep=True)
    if request.method == "POST" and form.is_valid():
        station = open_station(form.instance, by=request.user)
        messages.success(request, _("The station is open; its page is on the public site."))
        return redirect("liaison:station", station.pk)
    return _form_page(request, form, _("New station"))


@login_required
def edit_station(request, pk):
    """Keep a station's facts right."""
    station = visible_station(request, pk, to_run=True)
    may_keep = can_keep_stations(request.user, station.congress)
    form = StationForm(
        request.POST or None, instance=station, congress=station.congress, may_keep=may_keep
    )
    if request.method == "POST" and form.is_valid():
        change_station(form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("liaison:station", station.pk)
    return _form_page(request, form, _("Facts of the station"), station)


@login_required
def opening_hours(request, pk):
    """The ordinary week of a station, one row a stretch."""
    station = visible_station(request, pk, to_run=True)
    rows = OpeningFormSet(request.POST or None, instance=station)
    if request.method == "POST" and rows.is_valid():
        rows.save()
        messages.success(request, _("Saved."))
        return redirect("liaison:station", station.pk)
    status = 422 if request.method == "POST" else 200
    context = {"station": station, "rows": rows}
    return render(request, "liaison/opening_hours.html", context, status=status)


@login_required
def closures(request, pk):
    """Days the station is closed; residents see them on its page."""
    station = visible_station(request, pk, to_run=True)
    form = ClosureForm(request.POST or None, station=station)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("liaison:closures", station.pk)
    status = 422 if request.method == "POST" else 200
    context = {"station": station, "form": form, "closures": station.closures.all()}
    return render(request, "liaison/closures.html", context, status=status)


@login_required
@require_POST
def remove_closure(request, pk, closure):
    """Take a closure back."""
    station = visible_station(request, pk, to_run=True)
    get_object_or_404(station.closures, pk=closure).delete()
    messages.success(request, _("The closure is taken back."))
    return redirect("liaison:closures", station.pk)


@login_required
def deputies(request, pk):
    """Who serves at the station, since when; add one."""
    station = visible_station(request, pk, to_run=True)
    form = ServiceForm(
        request.POST or None, station=station, initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("liaison:deputies", station.pk)
    services = station.deputies.select_related(
        "mandate__deputy", "mandate__congress", "mandate__constituency"
    ).order_by("ends_on", "mandate__certificate_no")
    status = 422 if request.method == "POST" else 200
    context = {
        "station": station,
        "form": form,
        "services": services,
        "today": timezone.localdate(),
    }
    return render(request, "liaison/deputies.html", context, status=status)


@login_required
@require_POST
def stop_service(request, pk, service):
    """A deputy no longer serves at the station, from today."""
    station = visible_station(request, pk, to_run=True)
    service = get_object_or_404(station.deputies, pk=service)
    end_service(service, on=timezone.localdate(), by=request.user)
    messages.success(request, _("Saved."))
    return redirect("liaison:deputies", station.pk)


@login_required
def poster(request, pk):
    """A sheet to print and hang at the door: the station, its code, how to use it."""
    station = visible_station(request, pk)
    url = code_url(station, request)
    context = {
        "station": station,
        "code": mark_safe(code_svg(url)),  # noqa: S308 - our own drawing
        "code_url": url,
        "hours": station.opening_hours.all(),
        "rules": station.rules.all(),
        "may_run": can_run_station(request.user, station),
    }
    return render(request, "liaison/poster.html", context)


@login_required
@require_POST
def new_code(request, pk):
    """Give the station a new printed code; the posters out there lead nowhere from now on."""
    station = visible_station(request, pk, to_run=True)
    replace_code(station, by=request.user)
    messages.success(request, _("The station has a new code. Print the poster again."))
    return redirect("liaison:poster", station.pk)


def _form_page(request, form, heading, station=None):
    context = {"form": form, "heading": heading, "station": station}
    status = 422 if request.method == "POST" else 200
    return render(request, "liaison/form.html", context, status=status)
