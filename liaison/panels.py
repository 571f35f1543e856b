"""What the first screens show of stations: the officer's coming days, the deputy's next duty."""

from django.template.loader import render_to_string
from django.utils import timezone

from .models import ReceptionDay
from .permissions import sees_stations
from .warnings import warnings_for

AT_MOST = 5


def coming_receptions(request):
    """For the desk: the next days of the stations the person sees, with what needs a look."""
    if not sees_stations(request.user):
        return None
    today = timezone.localdate()
    days = list(
        ReceptionDay.objects.visible_to(request.user)
        .from_day(today)
        .exclude(status__in=["cancelled", "held"])
        .select_related("station")
        .with_deputies()
        .prefetch_related("station__closures")[:AT_MOST]
    )
    if not days:
        return None
    warnings = warnings_for(days, today)
    rows = [(day, warnings.get(day.pk, [])) for day in days]
    return render_to_string("liaison/panel_desk.html", {"days": rows}, request)


def my_duties(request):
    """For a deputy: when and where they receive residents next (接待值班)."""
    days = list(
        ReceptionDay.objects.public()
        .due()
        .from_day(timezone.localdate())
        .filter(entries__mandate__deputy__user=request.user)
        .select_related("station")
        .distinct()[:AT_MOST]
    )
    if not days:
        return None
    return render_to_string("liaison/panel_my.html", {"days": days}, request)
