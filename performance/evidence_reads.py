"""Reads of evidence and of photos that look alike. Every one starts from `visible_to(user)`."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from foundation.picture_look import near_quarters, quarters

from .querysets import congresses_read_by


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Evidence of the records this person may see."""
        records = apps.get_model("performance", "DutyRecord").objects.visible_to(user)
        return self.filter(record__in=records.values("pk"))

    def shown(self):
        """What was not taken out again."""
        return self.filter(dropped_at=None)

    def near(self, congress_id, looks):
        """{key: look} of a congress's photos of which a quarter is within 2 bits of one of these.

        Everything within 10 bits is among them, and about one in a hundred of the rest. One query
        for each quarter, because a database that is asked for all four at once reads every photo.
        """
        found = {}
        for place, letter in enumerate("abcd"):
            values = {near for look in looks for near in near_quarters(quarters(look)[place])}
            rows = self.filter(congress=congress_id, **{f"look_{letter}__in": sorted(values)})
            found.update(rows.order_by().values_list("pk", "look"))
        return found


class PhotoPairQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pairs of a congress whose record the person reads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(congress__in=congresses_read_by(user))

    def told_to(self, user):
        """Pairs raised with a deputy: of their own records, whoever the other photo is of."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(later__record__mandate__deputy__user=user)
            | Q(earlier__record__mandate__deputy__user=user),
            verdict="raised",
        )

    def open(self):
        """Nobody has looked at them yet."""
        return self.filter(verdict="")
