"""A station is opened, its facts changed, its printed code replaced."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q

from performance.models import Mandate

from ..models import Station, StationDeputy
from ..models.station import new_code_token
from ..permissions import can_keep_stations, can_run_station
from ..signals import station_changed


@transaction.atomic
def open_station(station, *, by):
    """Put a new station on the books (建站). The public site gets its page after commit."""
    if not can_keep_stations(by, station.congress):
        raise PermissionDenied
    station.full_clean()
    station.save(force_insert=True)
    _announce(station)
    return station


@transaction.atomic
def change_station(station, *, by):
    """Store changed facts of a station: address, telephone, way in, status."""
    if not can_run_station(by, station):
        raise PermissionDenied
    station.full_clean()
    station.save()
    _announce(station)
    return station


@transaction.atomic
def replace_code(station, *, by):
    """Give the station a new printed code (换码). The old one leads nowhere from now on."""
    if not can_run_station(by, station):
        raise PermissionDenied
    Station.objects.filter(pk=station.pk).update(code_token=new_code_token())
    station.refresh_from_db(fields=["code_token"])
    return station


def _announce(station):
    transaction.on_commit(
        partial(station_changed.send, Station, station_id=station.pk), robust=True
    )


@transaction.atomic
def follow_mandates(mandate_ids):
    """Services end with the mandate they hang on, the same day (代表资格终止，进站服务同日终止).

    Who was carried over into the next term goes on serving, under the new mandate.
    """
    services = StationDeputy.objects.filter(mandate__in=mandate_ids, mandate__ends_on__isnull=False)
    running = services.filter(Q(ends_on=None) | Q(ends_on__gt=F("mandate__ends_on")))
    for service in running.select_related("mandate", "station"):
        mandate, on = service.mandate, service.mandate.ends_on
        goes_on = service.ends_on is None and mandate.end_reason == Mandate.EndReason.EXPIRED
        service.ends_on = max(on, service.starts_on)
        service.save(update_fields=["ends_on"])
        if goes_on:
            following = Mandate.objects.filter(
                deputy=mandate.deputy_id, congress=mandate.congress_id, starts_on=on
            )
            for new in following:
                StationDeputy.objects.get_or_create(
                    station=service.station, mandate=new, starts_on=on
                )


@transaction.atomic
def end_service(service, *, on, by):
    """A deputy no longer serves at the station from that day. Ending it twice changes nothing."""
    if not can_run_station(by, service.station):
        raise PermissionDenied
    if service.ends_on is None:
        service.ends_on = max(on, service.starts_on)
        service.save(update_fields=["ends_on"])
    return service
