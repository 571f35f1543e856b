"""What deputies report of themselves (随手记): a pure table of the kinds of self-report.

Each falls under a kind of duty of the congress's catalogue, the first of its list that is there;
where none is, it is not offered. A record keeps the self-report's code as its `occasion`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SECOND_PERSON = "second_person"


@dataclass(frozen=True)
class Duty:
    """One kind of self-report: its tile, where it counts, and what its form asks beside."""

    code: str
    label: object
    icon: str
    kinds: tuple
    asks: frozenset = frozenset()
    mode: str = ""
    example: object = ""

    @property
    def shared(self):
        """Can an office enter it for several deputies at once? Not where it asks of one alone."""
        return not self.asks


@dataclass(frozen=True)
class Offer:
    """A self-report as one congress offers it: under which kind of its catalogue."""

    duty: Duty
    kind: object


HOUSEHOLD, MANNER, GIFT, COURSE = "household", "manner", "gift", "course"

DUTIES = {
    duty.code: duty
    for duty in [
        Duty(
            "visit",
            _("Visit to residents"),
            "house-door",
            ("voter_contact",),
            mode="visit",
            example=_("For example: called on three elderly residents, heard about drinking water"),
        ),
        Duty(
            "household_talk",
            _("Talk with a linked household"),
            "chat-dots",
            ("voter_contact",),
            frozenset({HOUSEHOLD, MANNER}),
            mode="visit",
            example=_("For example: asked after the harvest, heard about the road to the field"),
        ),
        Duty("policy_talk", _("Policy talk"), "megaphone", ("voter_contact",)),
        Duty(
            "reception",
            _("Receiving residents"),
            "chat-left-text",
            ("voter_contact",),
            mode="reception",
        ),
        Duty("inspection", _("Inspection"), "search", ("inspection",)),
        Duty("research", _("Research"), "clipboard-data", ("research", "inspection")),
        Duty("law_check", _("Law enforcement check"), "shield-check", ("law_check", "inspection")),
        Duty("group_activity", _("Group activity"), "people-fill", ("group_activity",)),
        Duty("volunteering", _("Volunteering"), "heart", ("voluntary",)),
        Duty("good_deed", _("Good deed"), "star-half", ("voluntary", "voter_contact")),
        # Only under voluntary action: counted as contact with voters, a gift would buy points.
        Duty("donation", _("Donation"), "cash-coin", ("voluntary",), frozenset({GIFT})),
        Duty("study", _("Study"), "book", ("study",), frozenset({COURSE})),
        Duty("suggestion", _("Making a suggestion"), "lightbulb", ("suggestion",)),
        Duty("duty_report", _("Duty report"), "journal-text", ("duty_report",)),
        Duty("other", _("Other"), "three-dots", ("other",)),
    ]
}

# How a talk with a household was held; the words a measure knows them by.
MANNERS = {"visit": _("visit"), "phone": _("by phone"), "online": _("online")}


def offers(kinds):
    """The self-reports a catalogue has a place for, in the table's order.

    `kinds`: the catalogue's kinds of duty. Only kinds a second person confirms take self-reports.
    One that no self-report leads to is offered by its own name.
    """
    open_kinds = {kind.code: kind for kind in kinds if kind.attestation == SECOND_PERSON}
    found = []
    for duty in DUTIES.values():
        kind = next((open_kinds[code] for code in duty.kinds if code in open_kinds), None)
        if kind is not None:
            found.append(Offer(duty, kind))
    reached = {offer.kind.code for offer in found}
    for code, kind in open_kinds.items():
        if code not in reached and len(code) <= 20:
            found.append(Offer(Duty(code, kind.label, "journal-text", (code,)), kind))
    return found


def offer_of(kinds, code):
    """The offer of that code, or None where this catalogue has no place for it."""
    return next((offer for offer in offers(kinds) if offer.duty.code == code), None)


def last_used_first(found, used):
    """Offers in the order they were last used (`used`: codes, latest first), then the table's."""
    latest = {code: place for place, code in reversed(list(enumerate(used)))}
    return sorted(found, key=lambda offer: latest.get(offer.duty.code, len(latest) + 1000))
