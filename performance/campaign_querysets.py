"""Reads of campaigns. All start from `visible_to`."""

from django.db import models

from .querysets import congresses_read_by


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Campaigns of a congress the person reads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(congress__in=congresses_read_by(user))

    def running_on(self, day):
        """Campaigns that run on that day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class PartQuerySet(models.QuerySet):
    def counted(self):
        """Parts whose record the office has confirmed."""
        return self.filter(record__status="confirmed")


class ProblemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Problems of campaigns of a congress the person reads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(visit__campaign__congress__in=congresses_read_by(user))

    def overdue(self, on):
        """Neither solved nor given up, and past the unit's deadline on that day."""
        return self.filter(status__in=["open", "assigned"], due_on__lt=on)
