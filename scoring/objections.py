"""Until when objections are taken, and which are open (异议期)."""

from django.utils import timezone

from foundation.working_days import add_working_days, stored_calendar

from .models import Edition, ObjectionRule


def rule_of(congress_id):
    """The congress's own rule, or the usual one: five working days to object, ten to decide."""
    found = ObjectionRule.objects.filter(congress=congress_id).first()
    return found or ObjectionRule(congress_id=congress_id)


def last_day_of(edition):
    """The last day objections to a published edition are taken; None before it is published."""
    if edition.published_at is None:
        return None
    days = edition.objection_days
    if days is None:
        days = rule_of(edition.congress_id).filing_days
    return add_working_days(stored_calendar(), timezone.localdate(edition.published_at), days)


def window_of(mandate, period):
    """The last day this deputy may object to points of that period; None while nothing is
    published."""
    editions = Edition.objects.filter(
        period=period, status=Edition.Status.PUBLISHED, rows__mandate=mandate
    )
    days = [last_day_of(edition) for edition in editions.distinct()]
    return max(days, default=None)


def may_object(mandate, period, today):
    """Whether the window is open on that day."""
    last = window_of(mandate, period)
    return last is None or today <= last
