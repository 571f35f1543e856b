"""Who may open what: the public site."""

from .duty_reports import a_counted_report
from .rows import Row, everyone


def a_published_report(cast):
    """Lin's report, its result let out by Gao after Tang read the tally last."""
    from performance.models import DutyReport
    from performance.services.report_ballots import publish_result

    [pk] = a_counted_report(cast)
    publish_result(DutyReport.objects.get(pk=pk), by=cast.gao)
    return (pk,)


ROWS = [
    Row("cms:search", everyone(200)),
    Row("cms:search", everyone(200), query="?q=代表"),
    Row("cms:duty-reports", everyone(200)),
    Row("cms:duty-report", everyone(200), at=a_published_report),
    Row("cms:duty-report", everyone(404), at=a_counted_report),
]
