"""Who may open what: check-in."""

from .performance import KEEPS, READS, READS_LISTS, an_open_sheet
from .rows import Row, everyone, only


def a_sitting(cast):
    """The half-day of an announced activity."""
    from performance.models import Sitting

    [pk] = an_open_sheet(cast)
    return (pk, Sitting.objects.get(activity=pk).pk)


def lins_check_in(cast):
    """Deputy Lin's check-in, flagged because it came before the time."""
    from django.utils import timezone

    from performance.models import CheckIn

    _activity, sitting = a_sitting(cast)
    return CheckIn.objects.create(
        sitting_id=sitting,
        mandate=cast.lin_mandate,
        method="code",
        state="waiting",
        reasons=[{"code": "early", "about": "08:00"}],
        by=cast.lin,
        at=timezone.now(),
    )


ROWS = [
    Row("performance:check-in-offline", everyone(200)),
    Row("performance:check-in-worker", everyone(200)),
    Row("performance:roll-call", KEEPS, at=a_sitting),
    Row("performance:check-in-pairs", READS_LISTS),
    Row("performance:check-in", only("lin zhao", else_=404)),
    Row("performance:check-in", only("lin zhao", 422, else_=404), query="?c=v1.1.1.A"),
    Row("performance:check-in", only("lin zhao", 422, else_=404), post={"code": "0000 0000"}),
    Row("performance:check-in-done", only("lin", else_=404), at=lambda c: (lins_check_in(c).pk,)),
    Row("performance:check-in-screen", KEEPS, at=a_sitting),
    Row("performance:check-ins", READS, at=an_open_sheet),
    Row("performance:check-ins", KEEPS | {"gao": 422, "tang": 422}, at=an_open_sheet, post={}),
]
