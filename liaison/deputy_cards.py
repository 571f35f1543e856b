"""What stations add to the list of deputies: a filter, and the code on a deputy's card."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.qr import code_svg
from performance.cards import CardCode
from performance.filters import DeputyFilter

from .models import Station, StationDeputy
from .public import code_url


def _serving():
    """Who serves at a station today."""
    today = timezone.localdate()
    rows = StationDeputy.objects.filter(starts_on__lte=today)
    return rows.exclude(ends_on__lte=today).exclude(station__status=Station.Status.RETIRED)


def station_choices(user):
    """The stations this reader sees."""
    stations = Station.objects.visible_to(user).exclude(status=Station.Status.RETIRED)
    return stations.order_by("district", "name").values_list("pk", "name")


def at_station(mandates, value, user):
    """The deputies who serve there today, by whichever of their mandates."""
    if not value.isdigit():
        return mandates.none()
    return mandates.filter(
        Exists(_serving().filter(mandate__deputy=OuterRef("deputy"), station=value))
    )


STATION_FILTER = DeputyFilter("station", gettext_lazy("Station"), station_choices, at_station, 50)


def station_codes(mandates, request):
    """The code of the station each deputy serves at: {mandate key: CardCode}."""
    deputies = {mandate.deputy_id for mandate in mandates}
    rows = _serving().filter(mandate__deputy__in=deputies).select_related("station", "mandate")
    station_of = {}
    for row in rows.order_by("station__name", "pk"):
        station_of.setdefault(row.mandate.deputy_id, row.station)
    drawn = {}
    for station in station_of.values():
        if station.pk not in drawn:
            svg = mark_safe(code_svg(code_url(station, request)))  # noqa: S308 - drawn by segno
            drawn[station.pk] = CardCode(svg, _("Meet at %(station)s") % {"station": station.label})
    return {
        mandate.pk: drawn[station_of[mandate.deputy_id].pk]
        for mandate in mandates
        if mandate.deputy_id in station_of
    }
