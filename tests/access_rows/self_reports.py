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
]
