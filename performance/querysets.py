"""Reads of the record. Every list, export, chart and search starts from `visible_to(user)`.

Two kinds of people see a congress's record: those posted there, and deputies their own volume.
"""

from datetime import timedelta

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from foundation.models import Role
from foundation.postings import scope_ids

# Who reads a whole congress's record.
CONGRESS_READERS = {Role.CLERK, Role.HEAD, Role.COMMITTEE, Role.AUDITOR}


def congresses_read_by(user):
    """The keys of the congresses whose whole record this person may read."""
    return scope_ids(user, "congress", CONGRESS_READERS)


def delegations_read_by(user):
    """The keys of the delegations whose deputies' records this person reads (乡镇主席团、团长)."""
    return scope_ids(user, "delegation", {Role.TOWN_CLERK, Role.DELEGATION_HEAD})


def delegations_headed_by(user):
    """The keys of the delegations this person heads (代表团团长)."""
    return scope_ids(user, "delegation", {Role.DELEGATION_HEAD})


def flags_read_by(user):
    """The keys of the congresses whose credential flags this person may read."""
    return scope_ids(user, "congress", {Role.CLERK, Role.HEAD, Role.COMMITTEE})


class CongressQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Congresses the person reads as an officer, or sits in as a deputy."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(pk__in=congresses_read_by(user)) | Q(mandates__deputy__user=user)
        ).distinct()


class CongressScopedQuerySet(models.QuerySet):
    """Rows that hang on a congress and hold nothing private: terms, constituencies, groups."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(congress__in=congresses_read_by(user)) | Q(congress__mandates__deputy__user=user)
        ).distinct()


class TermQuerySet(CongressScopedQuerySet):
    def with_mandates(self):
        """How many mandates each term has, and how many of them are still open."""
        return self.annotate(
            held=Count("mandates"), still_open=Count("mandates", filter=Q(mandates__ends_on=None))
        )


class DeputyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People in a congress the person reads, and themselves."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandates__congress__in=congresses_read_by(user)) | Q(user=user)
        ).distinct()


class DeputyPrivateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Restricted particulars: for keepers of one of the person's congresses, and themselves."""
        if not user.is_authenticated:
            return self.none()
        kept = scope_ids(user, "congress", {Role.CLERK, Role.HEAD})
        return self.filter(Q(deputy__mandates__congress__in=kept) | Q(deputy__user=user)).distinct()


class MandateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Volumes of a congress or delegation the person reads, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(congress__in=congresses_read_by(user))
            | Q(delegation__in=delegations_read_by(user))
            | Q(deputy__user=user)
        )

    def in_office_on(self, day):
        """Mandates that cover that day."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))

    def not_suspended_on(self, day):
        """Mandates whose duties are not suspended on that day (代表法 §61)."""
        suspended = Q(suspensions__starts_on__lte=day) & (
            Q(suspensions__ends_on=None) | Q(suspensions__ends_on__gt=day)
        )
        return self.exclude(pk__in=self.model.objects.filter(suspended).values("pk"))

    def overlapping(self, first, last):
        """Mandates with at least one day in office from `first` to `last`, both counted."""
        return self.filter(Q(starts_on__lte=last), Q(ends_on=None) | Q(ends_on__gt=first))


class DutyKindQuerySet(models.QuerySet):
    def of(self, congress):
        """The kinds of duty a congress works by."""
        return self.filter(catalogue=congress.kind_catalogue)


# Occasions whose result is to be summed up, and how long after closing it is missed.
SUMMED_UP = ("inspection", "research", "law_check")
SUMMARY_AFTER_DAYS = 30


def held_by(congresses):
    """The condition that an activity is held by one of these congresses, alone or with another."""
    partners = apps.get_model("performance", "ActivityPartner").objects
    joint = partners.filter(congress__in=congresses).values("activity")
    return Q(congress__in=congresses) | Q(pk__in=joint)


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Activities of a congress the person reads; a deputy sees those they were called to."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            held_by(congresses_read_by(user)) | Q(sittings__attendances__mandate__deputy__user=user)
        ).distinct()

    def held_by(self, congresses):
        """Activities of these congresses, those they are asked to hold with another among them."""
        return self.filter(held_by(congresses))

    def without_summary(self, on):
        """Inspections, research and law checks closed a month before `on` and not summed up."""
        return self.filter(
            status="closed",
            occasion__in=SUMMED_UP,
            closed_at__date__lte=on - timedelta(days=SUMMARY_AFTER_DAYS),
            summary__isnull=True,
        )


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=congresses_read_by(user))
            | Q(mandate__delegation__in=delegations_read_by(user))
            | Q(mandate__deputy__user=user)
        )


class CredentialFlagQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Flags in a congress the person keeps or sits on the committee of, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=flags_read_by(user)) | Q(mandate__deputy__user=user)
        )

    def open(self):
        """Still to be looked at."""
        return self.filter(status="raised", holds=True)


class LeaveRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Requests in a congress whose record the person keeps, in delegations they head, own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=scope_ids(user, "congress", {Role.CLERK, Role.HEAD}))
            | Q(mandate__delegation__in=delegations_headed_by(user))
            | Q(mandate__deputy__user=user)
        )

    def for_the_desk_of(self, user):
        """Those this person reads by their posting; their own requests are not among them."""
        return self.filter(
            Q(mandate__congress__in=scope_ids(user, "congress", {Role.CLERK, Role.HEAD}))
            | Q(mandate__delegation__in=delegations_headed_by(user))
        ).exclude(mandate__deputy__user=user)

    def decidable_by(self, user):
        """Waiting for this person's decision: their level or one below it, never their own."""
        heads = Q(mandate__congress__in=scope_ids(user, "congress", {Role.HEAD}))
        near = Q(decides="delegation_head", mandate__delegation__in=delegations_headed_by(user))
        return self.waiting().filter(heads | near).exclude(mandate__deputy__user=user)

    def waiting(self):
        """Asked and not yet decided, from something still open."""
        return self.filter(status="requested", activity__status="published")


class CheckInQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Check-ins of a congress or delegation the person reads, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=congresses_read_by(user))
            | Q(mandate__delegation__in=delegations_read_by(user))
            | Q(mandate__deputy__user=user)
        )

    def standing(self):
        """Those that say somebody was there: counted, accepted, or still to be looked at."""
        return self.filter(state__in=["counted", "accepted", "waiting"])

    def waiting(self):
        return self.filter(state="waiting")


class AwardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Awards in a congress or delegation the person reads, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=congresses_read_by(user))
            | Q(mandate__delegation__in=delegations_read_by(user))
            | Q(mandate__deputy__user=user)
        )


class DutyRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Records of a congress or delegation the person reads, and of their own volumes."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(congress__in=congresses_read_by(user))
            | Q(mandate__delegation__in=delegations_read_by(user))
            | Q(mandate__deputy__user=user)
        )

    def confirmed(self):
        return self.filter(status="confirmed")

    def in_volume(self):
        """Confirmed, on a day in office that was not suspended: what rates and counts go by."""
        suspensions = apps.get_model("performance", "Suspension").objects
        suspended = suspensions.filter(
            mandate=OuterRef("mandate"), starts_on__lte=OuterRef("on")
        ).filter(Q(ends_on=None) | Q(ends_on__gt=OuterRef("on")))
        return self.confirmed().filter(
            ~Exists(suspended),
            Q(mandate__ends_on=None) | Q(mandate__ends_on__gt=F("on")),
            mandate__starts_on__lte=F("on"),
        )

    def waiting(self):
        """Submitted and not yet confirmed or returned."""
        return self.filter(status="submitted")

    def within(self, first, last):
        """Done from `first` to `last`, both counted."""
        return self.filter(on__gte=first, on__lte=last)


class HouseholdQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Linked households, labels and all: the deputy's own, and those of a record they keep.

        Committee readers and auditors see only how many there are.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=scope_ids(user, "congress", {Role.CLERK, Role.HEAD}))
            | Q(mandate__deputy__user=user)
        )

    def linked(self):
        """Those the deputy is linked with now."""
        return self.filter(closed_on=None)
