"""Who may do what with stations; one condition per line."""

from foundation.models import Role
from foundation.postings import holds

STATION_KEEPERS = {Role.CLERK, Role.HEAD}


def keeps_stations(user):
    """Does the person keep any congress's stations?"""
    return holds(user, STATION_KEEPERS, "congress")


def sees_stations(user):
    """Does the person have a station to look at? (menu entry)"""
    return (
        keeps_stations(user)
        or holds(user, {Role.STATION_OFFICER}, "station")
        or holds(user, {Role.COMMITTEE, Role.AUDITOR}, "congress")
    )


def can_keep_stations(user, congress):
    """Open, rename and retire the stations of a congress."""
    return holds(user, STATION_KEEPERS, "congress", congress.pk)


def can_run_station(user, station):
    """Hours, closures, roster, announcements: the station's officers and the congress's keepers."""
    return holds(user, {Role.STATION_OFFICER}, "station", station.pk) or can_keep_stations(
        user, station.congress
    )
