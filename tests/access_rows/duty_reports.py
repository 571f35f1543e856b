"""Who may open what: duty reports."""

from datetime import date

from .performance import KEEPS, KEEPS_LISTS, MOVES, READS, READS_LISTS
from .rows import Row, only

COUNTS = {
    "issued": 46,
    "returned": 45,
    "valid": 44,
    "invalid": 1,
    "competent": 40,
    "basically": 3,
    "not_competent": 1,
}


def a_report(cast):
    """Deputy Lin is to report on 20 March."""
    from performance.services.duty_reports import plan_reports

    [report] = plan_reports(
        cast.county,
        [cast.lin_mandate],
        planned_on=date(2026, 3, 20),
        place="东岭村文化广场",
        by=cast.gao,
    )
    return (report.pk,)


def a_noticed_report(cast):
    """Lin wrote it, Gao gave notice."""
    from performance.models import DutyReport
    from performance.services.duty_reports import hand_in_report, save_text, step_report

    [pk] = a_report(cast)
    report = DutyReport.objects.get(pk=pk)
    save_text(report, text="各位选民：……", version=0, by=cast.lin)
    hand_in_report(report, by=cast.lin)
    step_report(report, "notified", by=cast.gao)
    return (pk,)


def a_delivered_report(cast):
    """Delivered before fifty."""
    from performance.models import DutyReport
    from performance.services.duty_reports import deliver_report

    [pk] = a_noticed_report(cast)
    report = DutyReport.objects.get(pk=pk)
    day = date(2026, 3, 20)
    deliver_report(report, delivered_on=day, place="东岭村", present=50, by=cast.gao)
    return (pk,)


def a_counted_report(cast):
    """Gao and Tang read the tally alike."""
    from performance.ballot import Tally
    from performance.models import DutyReport
    from performance.services.report_ballots import enter_tally

    [pk] = a_delivered_report(cast)
    report = DutyReport.objects.get(pk=pk)
    enter_tally(report, Tally(**COUNTS), by=cast.gao)
    enter_tally(report, Tally(**COUNTS), by=cast.tang)
    return (pk,)


LIN = only("lin", else_=404)

ROWS = [
    Row("performance:my-duty-reports", only("lin zhao", else_=404)),
    Row("performance:my-duty-report", LIN, at=a_report),
    Row("performance:my-duty-report-draft", only("lin", 302, else_=404), at=a_report, post={}),
    Row("performance:duty-reports", READS_LISTS),
    Row("performance:duty-reports", READS_LISTS, query="?list=none"),
    Row("performance:duty-reports-xlsx", READS_LISTS),
    Row("performance:duty-report-plan", KEEPS_LISTS),
    Row("performance:duty-report-rule", KEEPS_LISTS),
    Row("performance:duty-report", READS, at=a_counted_report),
    Row("performance:duty-report-step", MOVES, at=a_report, post={"to": "cancelled", "note": "雨"}),
    Row(
        "performance:duty-report-deliver",
        MOVES,
        at=a_noticed_report,
        post={"delivered_on": "2026-03-20", "place": "东岭村", "present": "50"},
    ),
    Row("performance:duty-report-tally", MOVES, at=a_delivered_report, post=COUNTS),
    Row(
        "performance:duty-report-tally",
        KEEPS | {"gao": 422, "tang": 422},
        at=a_delivered_report,
        post=COUNTS | {"valid": 43},
    ),
    Row("performance:duty-report-notice", READS, at=a_noticed_report),
    Row("performance:duty-report-notice-pdf", READS, at=a_noticed_report),
    Row("performance:duty-report-result", READS, at=a_counted_report),
    Row("performance:duty-report-result-pdf", READS, at=a_counted_report),
]
