"""Reads of duty reports. Every list and export starts from `visible_to(user)`."""

from django.db import models
from django.db.models import Q

from .querysets import congresses_read_by, delegations_read_by

# Statuses of a report that was really given.
GIVEN = ("delivered", "reviewed", "result_published", "archived")


class DutyReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of a congress or delegation the person reads, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(congress__in=congresses_read_by(user))
            | Q(mandate__delegation__in=delegations_read_by(user))
            | Q(mandate__deputy__user=user)
        )

    def given(self):
        """Delivered before voters, whatever came after."""
        return self.filter(status__in=GIVEN)

    def published(self):
        """Reports whose result two people have let out: what the public may read."""
        return self.filter(
            Q(status="result_published") | Q(status="archived", ballot__isnull=False)
        )


def not_reported(mandates, congress_rule, on):
    """Those among these mandates who have not reported in the span the rule asks of them.

    Once a term unless the congress asks for it every year; then the year of the day `on`.
    """
    from .models import DutyReport

    given = DutyReport.objects.given()
    if congress_rule is not None and congress_rule.every == "year":
        given = given.filter(delivered_on__year=on.year)
    return mandates.exclude(pk__in=given.values("mandate"))
