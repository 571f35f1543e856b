"""Reads of scoring. Points are seen by few: every list starts from `visible_to(user)`.

Live figures and drawn editions are the working papers of those who keep the record; a committee
reads published editions; a deputy reads their own card and their own rows; the public reads
nothing.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from foundation.models import Role
from foundation.postings import scope_ids

# Who sees figures that nobody has published yet.
WORKING_ROLES = {Role.CLERK, Role.HEAD, Role.AUDITOR}
# Who writes measures.
WRITING_ROLES = {Role.CLERK, Role.HEAD}
# Who reads published rankings.
READING_ROLES = WORKING_ROLES | {Role.COMMITTEE}
PUBLISHED = ["published", "replaced"]


def congresses_worked_on_by(user):
    """Keys of the congresses whose unpublished figures this person sees."""
    return scope_ids(user, "congress", WORKING_ROLES)


def congresses_ranked_for(user):
    """Keys of the congresses whose published rankings this person reads."""
    return scope_ids(user, "congress", READING_ROLES)


class SchemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Measures of a congress the person reads."""
        return self.filter(congress__in=congresses_ranked_for(user))


class SchemeVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Versions in force (now, once, or shown for comments) for readers; drafts for those who
        work on them.

        A deputy may read any published version of their own congress: it measures them.
        """
        if not user.is_authenticated:
            return self.none()
        published = ~Q(status="draft") & (
            Q(scheme__congress__in=congresses_ranked_for(user))
            | Q(scheme__congress__mandates__deputy__user=user)
        )
        return self.filter(
            published | Q(scheme__congress__in=congresses_worked_on_by(user))
        ).distinct()

    def with_follower(self):
        """Each with `followed_from`: the day a later version takes its place, if one does."""
        later = self.model.objects.filter(
            scheme=OuterRef("scheme"), in_force_from__gt=OuterRef("in_force_from")
        ).order_by("in_force_from")
        return self.annotate(followed_from=Subquery(later.values("in_force_from")[:1]))

    def waiting(self, today):
        """Drafts that can be put into force: handed in, or their publicity is over."""
        over = Q(status="publicity", publicity_until__lt=today)
        return self.filter(Q(status="draft") | over)

    def in_force_on(self, day):
        """The version of each measure that counts on that day: the last to take force by then."""
        later = self.model.objects.filter(
            scheme=OuterRef("scheme"), in_force_from__gt=OuterRef("in_force_from")
        ).filter(in_force_from__lte=day)
        return self.filter(in_force_from__lte=day).exclude(Exists(later))


class ManuscriptQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Manuscripts of a congress whose measures the person writes."""
        return self.filter(congress__in=scope_ids(user, "congress", WRITING_ROLES))

    def on_the_table(self):
        """Not put away."""
        return self.filter(put_away_at=None)


class PeriodQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Periods of a congress whose rankings the person reads."""
        return self.filter(congress__in=congresses_ranked_for(user))

    def with_live_figures_for(self, user):
        """Periods whose live ranking the person may open."""
        return self.filter(congress__in=congresses_worked_on_by(user))

    def touching(self, first_day, last_day=None):
        """Periods with at least one day from `first_day` on (until before `last_day`)."""
        found = self.filter(last_day__gte=first_day)
        return found if last_day is None else found.filter(first_day__lt=last_day)


class CardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Live cards: those of a congress the person works on, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=congresses_worked_on_by(user)) | Q(mandate__deputy__user=user)
        )

    def of_deputy(self, user):
        """The person's own cards."""
        return self.filter(mandate__deputy__user_id=user.pk)


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published editions for readers; drawn ones for those who work on them."""
        return self.filter(
            Q(congress__in=congresses_worked_on_by(user))
            | Q(congress__in=congresses_ranked_for(user), status__in=PUBLISHED)
        )

    def published(self):
        """Editions that are documents, replaced ones included."""
        return self.filter(status__in=PUBLISHED)


class EditionRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of editions the person reads; for a deputy their own rows of published ones."""
        if not user.is_authenticated:
            return self.none()
        published = Q(edition__status__in=PUBLISHED)
        return self.filter(
            Q(edition__congress__in=congresses_worked_on_by(user))
            | (Q(edition__congress__in=congresses_ranked_for(user)) & published)
            | (Q(mandate__deputy__user=user) & published)
        )

    def of_deputy(self, user):
        """The person's own rows of published editions."""
        return self.filter(mandate__deputy__user_id=user.pk, edition__status__in=PUBLISHED)


class PastResultQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Results taken over from paper: working papers, like live figures."""
        return self.filter(congress__in=congresses_worked_on_by(user))

    def standing(self):
        """Confirmed by a second person and not withdrawn."""
        return self.filter(status="confirmed")


class RecordsFromQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a congress says of its own file."""
        return self.filter(congress__in=congresses_worked_on_by(user))

    def day_of(self, congress_id):
        """The confirmed day from which on everything is on file; None when nobody said so."""
        stands = self.filter(congress=congress_id, status="confirmed")
        return stands.values_list("day", flat=True).first()


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Objections of a congress the person works on, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(congress__in=congresses_worked_on_by(user)) | Q(mandate__deputy__user=user)
        )

    def of_deputy(self, user):
        """The person's own objections."""
        return self.filter(mandate__deputy__user_id=user.pk)

    def open(self):
        """Not yet decided, nor taken back."""
        return self.filter(status="open")

    def touching(self, edition):
        """Objections of people of an edition about its period."""
        return self.filter(period=edition.period_id, mandate__edition_rows__edition=edition)


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions over editions the person works on."""
        return self.filter(edition__congress__in=congresses_worked_on_by(user))

    def standing(self):
        """Decided and, where it moves a result, confirmed."""
        return self.filter(status="standing")

    def not_withdrawn(self):
        """Waiting or decided."""
        return self.exclude(status="withdrawn")
