"""Reads of random checks."""

from django.db import models
from django.db.models import Count, Q

from .querysets import congresses_read_by


class AuditRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Checks of a congress whose record the person reads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(congress__in=congresses_read_by(user))

    def counted(self):
        """With numerator and denominator of every figure of the report."""
        found = {
            "in_order": "in_order",
            "not_in_order": "not_in_order",
            "unclear": "unclear",
            "unchecked": "",
        }
        return self.annotate(
            drawn=Count("items"),
            **{name: Count("items", filter=Q(items__verdict=code)) for name, code in found.items()},
        )
