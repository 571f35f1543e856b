"""Reads of postings: who may act where, today."""

from django.db import models
from django.db.models import Q


class PostingQuerySet(models.QuerySet):
    def on(self, day):
        """Postings in force on that day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class ImportJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Imports into a place where the person may import that kind of sheet."""
        from .sheets.kinds import sheet_kinds

        if not user.is_authenticated:
            return self.none()
        seen = Q(pk__in=[])
        for kind in sheet_kinds():
            if places := kind.place_ids(user):
                seen |= Q(kind=kind.code, scope=kind.scope, scope_id__in=places)
        return self.filter(seen)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the person asked for themselves, and nobody else's."""
        return self.filter(asked_by=user) if user.is_authenticated else self.none()

    def alive(self, now):
        """Waiting, running, or done with the file still there."""
        return self.filter(state__in=["waiting", "running"]) | self.filter(
            state="done", expires_at__gt=now
        )

    def lapsed(self, now):
        """Nobody has worked on it for so long that its worker must be gone."""
        return self.filter(state__in=["waiting", "running"], lease_until__lt=now)

    def waiting(self):
        return self.filter(state="waiting")
