"""Who reads what of a reappointment review.

Keepers and the auditor read all of it. Committee members read it once its figures are settled. The
head of a delegation reads the facts about its own deputies, without points and opinions. A deputy
under review never reads their own case here; their record and their points are under /my/.
"""

from django.db import models
from django.db.models import Q

from foundation.models import Role
from foundation.postings import scope_ids

PREPARING = {Role.CLERK, Role.HEAD, Role.AUDITOR}


def reviews_prepared_by(user):
    """Keys of the congresses whose reviews this person reads from the first day."""
    return scope_ids(user, "congress", PREPARING)


def reviews_read_by(user):
    """Keys of the congresses whose settled reviews this person reads."""
    return scope_ids(user, "congress", PREPARING | {Role.COMMITTEE})


def delegations_heard(user):
    """Keys of the delegations whose deputies' facts this person reads."""
    return scope_ids(user, "delegation", {Role.DELEGATION_HEAD})


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        settled = ~Q(stage="drafted")
        return self.filter(
            Q(congress__in=reviews_prepared_by(user))
            | (Q(congress__in=reviews_read_by(user)) & settled)
            | (Q(cases__mandate__delegation__in=delegations_heard(user)) & settled)
        ).distinct()


class ReviewCaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cases the person reads; their own is among them only by name (see `can_open_case`)."""
        if not user.is_authenticated:
            return self.none()
        settled = ~Q(review__stage="drafted")
        return self.filter(
            Q(review__congress__in=reviews_prepared_by(user))
            | (Q(review__congress__in=reviews_read_by(user)) & settled)
            | (Q(mandate__delegation__in=delegations_heard(user)) & settled)
        )


class ReviewAccessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole list for the audit administrator and the head; nobody else."""
        return self.filter(
            review__congress__in=scope_ids(user, "congress", {Role.AUDITOR, Role.HEAD})
        )
