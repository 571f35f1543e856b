"""The kinds of place a person can be posted to. Foundation knows none itself: the room that owns a
kind registers it in `ready()`.

register_place_kind("station", _("Station"), {Role.STATION_OFFICER}, places=stations_under)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

_KINDS = {}
_PEOPLE = []


@dataclass(frozen=True)
class PlaceKind:
    scope: str
    label: object
    roles: frozenset
    places: Callable


def register_place_kind(scope, label, roles, *, places):
    """A kind of place and the roles held there.

    `places(scope, scope_id)` returns {key: name} of the places of this kind that lie under a place:
    the stations of a congress, the congress itself.
    """
    _KINDS[scope] = PlaceKind(scope, label, frozenset(roles), places)


def register_people(people_of):
    """Who belongs to a place without being posted there (deputies to their congress).

    `people_of(scope, scope_id)` returns a queryset of users' keys; for (None, None), of all such.
    """
    _PEOPLE.append(people_of)


def place_kinds():
    """Every registered kind, in a steady order."""
    return [_KINDS[scope] for scope in sorted(_KINDS)]


def places_under(seats):
    """Every place under these (scope, key) seats: {(scope, key): name}."""
    return {
        (kind.scope, key): name
        for kind in place_kinds()
        for seat in seats
        for key, name in kind.places(*seat).items()
    }


def belonging_to(seats):
    """A condition on users: they belong to one of these seats without being posted there."""
    wanted = Q(pk__in=[])
    for people_of in _PEOPLE:
        for seat in seats:
            wanted |= Q(pk__in=people_of(*seat))
    return wanted
