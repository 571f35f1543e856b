"""Self-reported duties, linked households, and the desk's entries for several deputies."""

from .performance import a_visit
from .rows import Row, only


def a_returned_visit(cast):
    """A visit of Lin's, returned by Clerk Gao."""
    from performance.models import DutyRecord
    from performance.services.records import return_record

    [pk] = a_visit(cast)
    return_record(DutyRecord.objects.get(pk=pk), by=cast.gao, reason="写明村组")
    return (pk,)


def a_household(cast):
    """One of Lin's linked households."""
    from performance.services.households import link_household

    return (link_household(cast.lin_mandate, label="桥头第3户", area="东岭村三组", by=cast.lin).pk,)


KEY = "6f1c9f0e-3a57-4a53-8a39-9d3c2b1f7a10"


def a_presidium(cast):
    """Chen enters for the delegation both deputies belong to."""
    from foundation.models import Role

    from ..cast import post

    post(cast.chen, Role.TOWN_CLERK, "delegation", cast.delegation)
    return ()


def an_entry(cast):
    """An inspection Chen entered for Lin."""
    from datetime import date

    from performance.models import DutyKind
    from performance.self_reports import offer_of
    from performance.services.desk_entries import enter_duty

    a_presidium(cast)
    offer = offer_of(DutyKind.objects.of(cast.county), "inspection")
    values = {"on": date(2026, 3, 3), "title": "视察", "place": "", "by": cast.chen}
    enter_duty(offer, [cast.lin_mandate], key=KEY.replace("-", ""), **values)
    return (KEY,)


def an_entry_that_came_back(cast):
    from performance.models import DutyRecord
    from performance.services.records import return_record

    at = an_entry(cast)
    return_record(DutyRecord.objects.get(), by=cast.gao, reason="写明地点")
    return at


KEEP_LISTS = {"gao": 200, "tang": 200, "bai": 200, "xie": 403, "jin": 403}
ENTERS = only("chen", else_=404, **KEEP_LISTS)
FOLLOWS = ENTERS | {"bai": 404}
DEPUTIES = only("lin zhao", else_=404)
HERS = only("lin", else_=404)
HERS_DONE = only("lin", 302, else_=404)

ROWS = [
    Row("performance:log-duty", DEPUTIES),
    Row("performance:log-form", DEPUTIES, at=lambda cast: ("visit",)),
    Row("performance:log-again", HERS, at=a_returned_visit),
    Row("performance:log-take-back", HERS_DONE, at=a_visit, post={}),
    Row("performance:my-households", DEPUTIES),
    Row("performance:household-rename", HERS, at=a_household),
    Row("performance:household-close", HERS_DONE, at=a_household, post={}),
    Row("performance:desk-households", only("gao tang xie jin bai", else_=404)),
    Row(
        "performance:desk-households",
        only("gao tang bai", 302, else_=404, xie=403, jin=403),
        post={"at_most": "8"},
    ),
    Row("performance:desk-log", ENTERS, at=a_presidium),
    Row("performance:desk-entries-made", ENTERS, at=a_presidium),
    Row("performance:desk-entry", FOLLOWS, at=an_entry),
    Row("performance:desk-entry-again", FOLLOWS, at=an_entry_that_came_back),
]
