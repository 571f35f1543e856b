"""Who may open what: earlier results, decisions, objections."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from scoring.models import Appeal, RecordsFrom
from scoring.services.appeals import file_appeal
from scoring.services.decisions import enter_decision
from scoring.services.past_results import enter_past_result, state_records_from

from ..scoring import stage
from .rows import NOBODY_AT_THE_DESK, Row, only, signed_in

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


def lins_period_card(cast):
    return (stage.year(cast).cards.get(mandate=cast.lin_mandate).pk,)


def lins_objection(cast):
    period = stage.year(cast)
    record = cast.lin_mandate.duty_records.get()
    file_appeal(
        cast.lin_mandate,
        period,
        by=cast.lin,
        fact=f"record:{record.pk}",
        statement="那天我没有去。",
        key=UUID(int=1),
    )
    return (Appeal.objects.get().pk,)


def a_published_edition(cast):
    return (stage.published(cast).pk,)


def lins_published_row(cast):
    return (stage.published(cast).rows.get(mandate=cast.lin_mandate).pk,)


def a_waiting_decision(cast):
    edition = stage.published(cast)
    decision = enter_decision(
        edition, by=cast.gao, course="follow", body="主任会议", on=timezone.localdate()
    )
    return (decision.pk,)


ROWS = [
    Row("scoring:decision-row", only(KEEPING, else_=404, jin=403, xie=403), at=lins_published_row),
    Row(
        "scoring:decision-list", only(KEEPING, else_=404, jin=403, xie=403), at=a_published_edition
    ),
    Row(
        "scoring:decision-confirm",
        only("tang", 302, else_=404, gao=403, jin=403),
        at=a_waiting_decision,
        post={},
    ),
    Row("scoring:decision-withdraw", only(KEEPING, else_=404, jin=403), at=a_waiting_decision),
    Row("scoring:objection-file", only("lin", else_=404), at=lins_period_card),
    Row("scoring:my-objections", signed_in(200)),
    Row("scoring:my-objection", only("lin", else_=404), at=lins_objection),
    Row("scoring:objection-take-back", only("lin", 302, else_=404), at=lins_objection, post={}),
    Row("scoring:objections", only("gao tang jin bai", else_=404, xie=403)),
    Row("scoring:objection-rule", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:objection", only("gao tang jin", else_=404, xie=403), at=lins_objection),
    Row(
        "scoring:objection",
        only("tang", 422, else_=404, gao=403, jin=403, xie=403),
        at=lins_objection,
        post={},
    ),
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
