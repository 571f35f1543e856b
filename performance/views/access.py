"""Who comes through which door. A stranger finds nothing (404); a colleague without the right is
refused (403); someone not signed in is asked to."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import Activity, Congress, Mandate
from ..permissions import can_keep_records, keeps_records
from ..querysets import congresses_read_by


def readers_only(view):
    """For those who read a congress's whole record: keepers, committee, auditors."""

    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not congresses_read_by(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def keepers_only(view):
    """For those who keep a congress's record."""

    @readers_only
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not keeps_records(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def kept_congresses(user):
    """The congresses whose record this person keeps."""
    return [c for c in congresses_read(user) if can_keep_records(user, c)]


def congresses_read(user):
    """The congresses whose record this person reads, as officers do."""
    return Congress.objects.filter(pk__in=congresses_read_by(user))


def activity_read_by(user, pk):
    """That activity, if a congress whose record this person reads holds it; else 404."""
    activities = Activity.objects.select_related("congress", "term", "kind", "group", "closed_by")
    return get_object_or_404(activities.held_by(congresses_read_by(user)), pk=pk)


def mandate_read_by(user, pk):
    """That mandate, if it belongs to a congress whose record this person reads; else 404."""
    return get_object_or_404(mandates_with_names(), pk=pk, congress__in=congresses_read_by(user))


def own_mandates(user):
    """The person's own mandates, the one in force first."""
    mandates = mandates_with_names().filter(deputy__user=user)
    return sorted(mandates, key=lambda m: (m.ends_on is not None, -m.starts_on.toordinal()))


def mandates_with_names():
    """Mandates with everything a heading needs."""
    return Mandate.objects.select_related(
        "deputy", "congress", "term", "constituency", "delegation"
    )
