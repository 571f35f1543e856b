"""Reads of duty reports. Every list and export starts from `visible_to(user)`."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class PublicReport:
    """A published report as anyone may read it."""

    on: date
    place: str
    text: str
    present: int | None
    issued: int
    returned: int
    valid: int
    invalid: int
    votes: tuple
    verdict: str


def public_reports(mandate):
    """The published reports of one mandate, newest first, as plain values."""
    reports = mandate.duty_reports.published().select_related("ballot").order_by("-delivered_on")
    return tuple(
        PublicReport(
            on=report.day,
            place=report.place,
            text=report.text,
            present=report.ballot.present,
            issued=report.ballot.issued,
            returned=report.ballot.returned,
            valid=report.ballot.valid,
            invalid=report.ballot.invalid,
            votes=tuple(report.ballot.votes),
            verdict=report.ballot.verdict_name,
        )
        for report in reports
        if getattr(report, "ballot", None)
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
