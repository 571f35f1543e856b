"""Reads of postings: who may act where, today."""

from django.db import models
from django.db.models import Q


class PostingQuerySet(models.QuerySet):
    def on(self, day):
        """Postings in force on that day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )
