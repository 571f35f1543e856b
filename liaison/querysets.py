"""Reads of stations and reception days. The desk starts from `visible_to(user)`, the public site
from `public()`."""

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery

from foundation.models import Role
from foundation.postings import scope_ids

CONGRESS_READERS = {Role.CLERK, Role.HEAD, Role.COMMITTEE, Role.AUDITOR}


def _seen_by(user, prefix=""):
    return Q(**{f"{prefix}pk__in": scope_ids(user, "station", {Role.STATION_OFFICER})}) | Q(
        **{f"{prefix}congress__in": scope_ids(user, "congress", CONGRESS_READERS)}
    )


class StationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A station officer sees their stations; those who read a congress see all of its."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_seen_by(user))

    def public(self):
        """Stations residents may know of: all but those no longer in use."""
        return self.exclude(status="retired")

    def with_next_reception(self, today):
        """Annotate `next_on` and `next_at`: the next announced reception from today on."""
        from .models import ReceptionDay

        coming = (
            ReceptionDay.objects.due()
            .from_day(today)
            .filter(station=OuterRef("pk"))
            .order_by("on", "starts_at")
        )
        return self.annotate(
            next_on=Subquery(coming.values("on")[:1]),
            next_starts_at=Subquery(coming.values("starts_at")[:1]),
            next_ends_at=Subquery(coming.values("ends_at")[:1]),
        )


class StationDeputyQuerySet(models.QuerySet):
    def running_on(self, day):
        """Services that cover that day."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))


class ReceptionDayQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(_seen_by(user, "station__"))

    def public(self):
        """What has been announced, with what became of it since; plans stay inside."""
        return self.exclude(status="planned").exclude(station__status="retired")

    def due(self):
        """Those that will be held, as things stand: neither cancelled nor over."""
        return self.filter(status__in=["announced", "moved"])

    def between(self, first, last):
        """Held from `first` to `last`, both counted."""
        return self.filter(on__gte=first, on__lte=last)

    def from_day(self, day):
        return self.filter(on__gte=day)

    def with_deputies(self):
        """Load who is on duty, with what the public may read of them, in one more query."""
        from .models import RosterEntry

        entries = RosterEntry.objects.select_related(
            "mandate__deputy", "mandate__congress", "mandate__constituency"
        ).order_by("pk")
        return self.prefetch_related(Prefetch("entries", queryset=entries))
