"""Reads of contacts: links, what was logged of them, bulletins. All start from `visible_to`."""

from django.db import models
from django.db.models import Q

from .querysets import congresses_read_by


class LinkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Links of a congress the person reads; their own from either end."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(congress__in=congresses_read_by(user))
            | Q(member__deputy__user=user)
            | Q(deputy__deputy__user=user)
        )

    def in_force_on(self, day):
        """Links that hold on that day."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))

    def overlapping(self, first, last):
        """Links that hold on at least one day from `first` to `last`, both counted."""
        return self.filter(Q(starts_on__lte=last), Q(ends_on=None) | Q(ends_on__gt=first))


class ContactLogQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Contacts of a congress the person reads, and those they made themselves."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(congress__in=congresses_read_by(user)) | Q(member__deputy__user=user))

    def counted(self):
        """Confirmed by the office: what a bulletin counts."""
        return self.filter(record__status="confirmed")

    def within(self, first, last):
        """Made from `first` to `last`, both counted."""
        return self.filter(on__gte=first, on__lte=last)


class BulletinQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Bulletins of a congress the person reads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(congress__in=congresses_read_by(user))

    def released(self):
        """Released now or once."""
        return self.filter(status__in=["released", "replaced"])


class FiveTargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Targets of deputies of a congress the person reads, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(mandate__congress__in=congresses_read_by(user)) | Q(mandate__deputy__user=user)
        )

    def in_force_on(self, day):
        """Targets kept on that day."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))
