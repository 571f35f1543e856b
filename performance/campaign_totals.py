"""What a campaign came to (主题活动成效): by action, delegation and deputy, each with its list.

Only confirmed records are counted; those waiting stand apart. What several deputies did together
(records of one object) is one occasion, and its people are counted once.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from .models import CampaignPart, CampaignProblem, CampaignVisit

FIGURES = ("records", "occasions", "people", "times", "cents")


@dataclass
class Sums:
    """Figures of one row of the dashboard."""

    records: int = 0
    occasions: int = 0
    people: int = 0
    times: int = 0
    cents: int = 0
    waiting: int = 0
    goods: list = field(default_factory=list)
    together: dict = field(default_factory=dict, repr=False)

    def add(self, part):
        """Take one part in."""
        if part.waiting:
            self.waiting += 1
            return
        self.records += 1
        self.times += part.times
        self.cents += part.cents
        if part.goods:
            self.goods.append(part.goods)
        before = self.together.get(part.occasion)
        if before is None:
            self.occasions += 1
        self.people += max(part.people - (before or 0), 0)
        self.together[part.occasion] = max(part.people, before or 0)


@dataclass(frozen=True)
class Part:
    """One record's part, as the dashboard reads it."""

    record: int
    action: int
    mandate: int
    name: str
    delegation: str
    occasion: tuple
    waiting: bool
    people: int
    times: int
    cents: int
    goods: str


@dataclass(frozen=True)
class Dashboard:
    """One campaign's figures."""

    campaign: object
    actions: tuple  # (CampaignAction, Sums, measured value)
    total: Sums
    delegations: tuple  # (name, Sums)
    deputies: tuple  # (mandate key, name, delegation, Sums)


def parts_of(campaign):
    """Every part of a campaign whose record stands, one query."""
    rows = CampaignPart.objects.filter(
        action__campaign=campaign, record__status__in=["submitted", "confirmed"]
    ).order_by("record__on", "pk")
    for row in rows.values_list(
        "record", "action", "record__mandate", "record__mandate__deputy__name",
        "record__mandate__delegation__name", "record__object_key", "record__on", "record__status",
        "people", "times", "cents", "goods",
    ):  # fmt: skip
        record, action, mandate, name, delegation, key, on, status, *reached = row
        occasion = (action, on, key) if key else (action, record)
        yield Part(
            record,
            action,
            mandate,
            name,
            delegation or "",
            occasion,
            status == "submitted",
            *reached,
        )


def build_dashboard(campaign):
    """The whole dashboard; the same number of queries whatever was done."""
    by_action, by_delegation, by_deputy = (defaultdict(Sums) for _each in range(3))
    total = Sums()
    for part in parts_of(campaign):
        deputy = (part.mandate, part.name, part.delegation)
        for sums in (
            total, by_action[part.action], by_delegation[part.delegation], by_deputy[deputy],
        ):  # fmt: skip
            sums.add(part)
    actions = tuple(
        (action, by_action[action.pk], getattr(by_action[action.pk], action.measure))
        for action in campaign.actions.all()
    )
    return Dashboard(
        campaign=campaign,
        actions=actions,
        total=total,
        delegations=tuple(sorted(by_delegation.items())),
        deputies=tuple(
            (*who, sums)
            for who, sums in sorted(
                by_deputy.items(), key=lambda entry: (-entry[1].records, entry[0][2], entry[0][0])
            )
        ),
    )


@dataclass
class Round:
    """One round of a series: its visits and problems."""

    campaign: object
    visits: int = 0
    places: set = field(default_factory=set)
    problems: int = 0
    solved: int = 0
    unsolved: int = 0
    still_open: int = 0

    @property
    def firms(self):
        return len(self.places)


def rounds_of(campaign):
    """This campaign and the others of its series in the congress, in order of their first days."""
    campaigns = campaign.congress.campaigns.filter(pk=campaign.pk)
    if campaign.series:
        campaigns = campaign.congress.campaigns.filter(series=campaign.series)
    rounds = {one.pk: Round(one) for one in campaigns.order_by("starts_on", "pk")}
    for pk, place in CampaignVisit.objects.filter(campaign__in=rounds).values_list(
        "campaign", "place"
    ):
        rounds[pk].visits += 1
        rounds[pk].places.add(place)
    for pk, status in CampaignProblem.objects.filter(visit__campaign__in=rounds).values_list(
        "visit__campaign", "status"
    ):
        rounds[pk].problems += 1
        rounds[pk].solved += status == "closed"
        rounds[pk].unsolved += status == "unsolved"
        rounds[pk].still_open += status in {"open", "assigned"}
    return tuple(rounds.values())


def summed(rounds):
    """The figures of all rounds together; firms visited in several rounds count in each."""
    names = ("visits", "firms", "problems", "solved", "unsolved", "still_open")
    return {name: sum(getattr(one, name) for one in rounds) for name in names}
