"""A year of every professional group (专业代表小组年度情况), adding up to the congress's totals.

An activity is counted where it is led; taking part in another group's is told apart. A proposal is
credited to one group. So the sum over groups is the congress's total, and nothing counts twice.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from .models import (
    Activity,
    DeputyGroup,
    GroupConvenor,
    GroupCredit,
    GroupShare,
    Membership,
    Outcome,
)

FIGURES = ("activities", "joined", "proposals", "adopted")


@dataclass(frozen=True)
class GroupYear:
    """One group's year."""

    group: DeputyGroup
    committee: str
    industry: str
    alliance: str
    convenor: str
    members: int
    activities: int
    joined: int
    proposals: int
    adopted: int


@dataclass(frozen=True)
class GroupsYear:
    """All groups' year, with what the congress counts by itself beside the sum."""

    year: int
    groups: tuple[GroupYear, ...]
    activities: int
    proposals: int
    adopted: int

    @property
    def sums(self):
        return {name: sum(getattr(group, name) for group in self.groups) for name in FIGURES}

    @property
    def reconciles(self):
        """Do the groups add up to what the congress counts by itself?"""
        sums = self.sums
        return all(
            sums[name] == getattr(self, name) for name in ("activities", "proposals", "adopted")
        )


def led_activities(congress, year):
    """Closed activities of the year that a professional group led."""
    return Activity.objects.filter(
        congress=congress,
        status=Activity.Status.CLOSED,
        starts_on__year=year,
        group__kind=DeputyGroup.Kind.PROFESSIONAL,
    )


def credits_of(congress, year):
    """Credited proposals of the year, each knowing whether it was adopted."""
    adopted = Outcome.objects.filter(record=OuterRef("record"), kind=Outcome.Kind.ADOPTED)
    return GroupCredit.objects.filter(
        congress=congress, record__on__year=year, record__status="confirmed"
    ).annotate(adopted=Exists(adopted))


def groups_year(congress, year, day):
    """The year of every professional group; members and convenors as on `day`."""
    groups = DeputyGroup.objects.filter(congress=congress, kind=DeputyGroup.Kind.PROFESSIONAL)
    groups = list(groups.select_related("profile__committee").order_by("name"))
    counts = {name: defaultdict(int) for name in FIGURES}
    led = dict(led_activities(congress, year).values_list("pk", "group"))
    for group in led.values():
        counts["activities"][group] += 1
    shares = GroupShare.objects.filter(activity__in=led_activities(congress, year).values("pk"))
    for group in shares.values_list("group", flat=True):
        counts["joined"][group] += 1
    credits = list(credits_of(congress, year).values_list("group", "adopted"))
    for group, adopted in credits:
        counts["proposals"][group] += 1
        counts["adopted"][group] += adopted
    in_force = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    members = defaultdict(set)
    for group, mandate in Membership.objects.filter(in_force, group__in=groups).values_list(
        "group", "mandate"
    ):
        members[group].add(mandate)
    convenors = dict(
        GroupConvenor.objects.filter(in_force, group__in=groups).values_list(
            "group", "mandate__deputy__name"
        )
    )
    return GroupsYear(
        year=year,
        groups=tuple(
            GroupYear(
                group=group,
                convenor=convenors.get(group.pk, ""),
                members=len(members[group.pk]),
                **_profile(group),
                **{name: counts[name][group.pk] for name in FIGURES},
            )
            for group in groups
        ),
        activities=len(led),
        proposals=len(credits),
        adopted=sum(adopted for _group, adopted in credits),
    )


def _profile(group):
    profile = getattr(group, "profile", None)
    if profile is None:
        return {"committee": "", "industry": "", "alliance": ""}
    committee = profile.committee.name if profile.committee else ""
    return {"committee": committee, "industry": profile.industry, "alliance": profile.alliance}
