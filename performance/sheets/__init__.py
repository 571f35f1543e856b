"""Sheets of a congress in and out, on foundation's import wizard: the roster and the register."""


def register_sheets():
    """Make the kinds of sheets known to the wizard, with what can be wrong in them."""
    from foundation.sheets import register_sheet

    from .activities import ActivitiesKind
    from .awards import AwardsKind
    from .contact_links import ContactLinksKind
    from .contacts import ContactsKind
    from .duties import DutiesKind
    from .households import HouseholdsKind
    from .memberships import MembershipsKind
    from .messages import announce_messages
    from .paper import PaperKind
    from .register import RegisterKind
    from .roster import RosterKind
    from .visits import VisitKind

    announce_messages()
    register_sheet(RosterKind())
    register_sheet(RegisterKind())
    register_sheet(PaperKind())
    register_sheet(HouseholdsKind())
    register_sheet(AwardsKind())
    register_sheet(VisitKind())
    register_sheet(ActivitiesKind())
    register_sheet(DutiesKind())
    register_sheet(MembershipsKind())
    register_sheet(ContactLinksKind())
    register_sheet(ContactsKind())
