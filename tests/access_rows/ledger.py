"""Who may open what: earlier results, decisions, objections."""

from datetime import date

from scoring.models import RecordsFrom
from scoring.services.past_results import enter_past_result, state_records_from

from ..scoring import stage
from .rows import NOBODY_AT_THE_DESK, Row, only

KEEPING = "gao tang"


def an_entry(cast):
    version = stage.measure(cast)
    entry = enter_past_result(
        version.scheme,
        cast.lin_mandate,
        first_day=date(2024, 1, 1),
        source="2024年通报第3页",
        by=cast.gao,
        total=80_000,
    )
    return (entry.pk,)


def a_stated_start(cast):
    state_records_from(cast.county, date(2024, 1, 1), source="2024年起电子登记", by=cast.gao)
    return (RecordsFrom.objects.get().pk,)


ROWS = [
    Row("scoring:past", only("gao tang jin bai", else_=404, xie=403)),
    Row("scoring:past-new", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:records-from", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:past-confirm", only("gao tang jin bai", 302, else_=404, xie=403), post={}),
    Row(
        "scoring:past-withdraw",
        only(KEEPING, else_=404, jin=403, xie=403),
        at=an_entry,
    ),
    Row(
        "scoring:records-from-confirm",
        only("tang", 302, else_=404, gao=403, jin=403, xie=404),
        at=a_stated_start,
        post={},
    ),
]
