"""Who may open what: budgets and allowance."""

from datetime import date

from .performance import KEEPS, KEEPS_LISTS, MOVES
from .rows import Row, only


def a_spending(cast):
    """A receipt of Deputy Lin's."""
    from performance.services.money import add_spending

    values = {"on": date(2026, 3, 3), "title": "资料印制", "receipt_no": "0001", "cents": 12000}
    return (add_spending(cast.lin_mandate, by=cast.gao, **values).pk,)


def a_run(cast):
    """March, with one confirmed visit of Lin's, checked by Tang."""
    from performance.models import AllowanceRule, DutyKind
    from performance.services.allowances import check_run, draw_run
    from performance.services.records import confirm_record, submit_record

    kind = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    cast.lin_mandate.no_fixed_income = True
    cast.lin_mandate.save()
    rule = AllowanceRule.objects.create(
        congress=cast.county, cents=15000, starts_on=date(2026, 1, 1)
    )
    rule.kinds.add(kind)
    record = submit_record(
        cast.lin_mandate,
        kind=kind,
        on=date(2026, 3, 3),
        title="视察水库",
        source="t:1",
        by=cast.lin,
    )
    confirm_record(record, by=cast.gao)
    run = draw_run(cast.county, first=date(2026, 3, 1), last=date(2026, 3, 31), by=cast.gao)
    check_run(run, by=cast.tang)
    return (run.pk,)


ROWS = [
    Row("performance:my-allowance", only("lin zhao", else_=404)),
    Row("performance:money", KEEPS_LISTS),
    Row("performance:budget-set", KEEPS_LISTS),
    Row("performance:spending-new", KEEPS_LISTS),
    Row("performance:spending-strike", KEEPS, at=a_spending),
    Row("performance:allowance-rule-new", KEEPS_LISTS),
    Row("performance:run-draw", KEEPS_LISTS),
    Row("performance:allowance-run", KEEPS, at=a_run),
    Row("performance:allowance-run-print", KEEPS, at=a_run),
    Row("performance:allowance-run-xlsx", KEEPS, at=a_run),
    # Tang checked it; the second person approves.
    Row(
        "performance:allowance-run-step",
        MOVES | {"tang": 403},
        at=a_run,
        post={"step": "approve"},
    ),
]
