"""Whose activity it is: its own congress, and those that joined it (联合活动).

Every deputy on the sheet belongs to one party; their record is written in that party's congress,
as a kind of duty of its own catalogue.
"""

from dataclasses import dataclass

from .models import DutyKind


@dataclass(frozen=True)
class Party:
    """One congress's part in an activity: which kind of duty it is there, and who is called."""

    congress_id: int
    term_id: int
    kind: DutyKind
    group: object
    invited_only: bool


def parties_of(activity):
    """The activity's own congress first, then every partner that joined."""
    own = Party(
        activity.congress_id,
        activity.term_id,
        activity.kind,
        activity.group,
        activity.invited_only,
    )
    joined = activity.partners.filter(joined_by__isnull=False).select_related("kind", "group")
    return [own] + [
        Party(p.congress_id, p.term_id, p.kind, p.group, p.invited_only) for p in joined
    ]


def kinds_in(activity):
    """{congress key: the kind of duty the activity is there}."""
    return {party.congress_id: party.kind for party in parties_of(activity)}


def congresses_in(activity):
    """The keys of the congresses that hold the activity."""
    return {party.congress_id for party in parties_of(activity)}
