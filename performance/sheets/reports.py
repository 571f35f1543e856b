"""Past duty reports of a term as a sheet (历次述职), with their ballots where one was held."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.sheets import Column, SheetResource
from foundation.sheets.widgets import DayWidget, TextWidget, WholeNumberWidget

from ..ballot import NAMES, Tally, faults
from ..duty_report_reads import GIVEN
from ..models import DutyRecord, DutyReport, Mandate, ReportBallot, ReportMove
from ..services.duty_reports import record_delivery
from ..services.records import retract_record, withdraw_record
from ..services.report_ballots import write_ballot
from .congress_kind import CongressSheetKind, digest_of
from .report_rows import RowJudge

COUNT = WholeNumberWidget(0, 100_000)


class DutyReportResource(SheetResource):
    """One row for each report given."""

    name = Column(
        gettext_lazy("Name"),
        aliases="姓名|代表姓名|代表|deputy",
        widget=TextWidget(60),
        example="李秀英",
    )
    certificate_no = Column(
        gettext_lazy("Certificate no."),
        aliases="代表证号|证号|代表证编号|certificate",
        widget=TextWidget(40),
        example="19001",
    )
    on = Column(
        gettext_lazy("Day"),
        aliases="述职日期|述职时间|日期|date",
        required=True,
        widget=DayWidget(),
        example="2025-01-15",
    )
    place = Column(
        gettext_lazy("Place"), aliases="述职地点|地点", widget=TextWidget(120), example="东岭村"
    )
    present = Column(gettext_lazy("Number present"), aliases="到会人数|参加人数|实到", widget=COUNT)
    issued = Column(gettext_lazy("Ballots issued"), aliases="发出|发出票数", widget=COUNT)
    returned = Column(gettext_lazy("Ballots returned"), aliases="收回|收回票数", widget=COUNT)
    valid = Column(gettext_lazy("Valid ballots"), aliases="有效|有效票|有效票数", widget=COUNT)
    invalid = Column(gettext_lazy("Invalid ballots"), aliases="无效|无效票|无效票数", widget=COUNT)
    competent = Column(gettext_lazy("Competent"), aliases="称职|满意|称职票", widget=COUNT)
    basically = Column(
        gettext_lazy("Basically competent"), aliases="基本称职|基本满意|基本称职票", widget=COUNT
    )
    not_competent = Column(
        gettext_lazy("Not competent"), aliases="不称职|不满意|不称职票", widget=COUNT
    )


class DutyReportKind(CongressSheetKind):
    """Reports already given, with their ballots."""

    code = "duty_reports"
    label = gettext_lazy("Duty reports given")
    description = gettext_lazy("Past duty reports with number present and ballots.")
    resource = DutyReportResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        ReportJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        return digest_of(
            Mandate.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "certificate_no", "starts_on", "ends_on", "deputy__name"),
            DutyReport.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "mandate", "status", "planned_on", "delivered_on"),
            ReportBallot.objects.filter(report__congress=place).order_by("pk").values_list("pk"),
        )

    def apply(self, plan, place, *, by, job):
        return {"reports": [_write(entry, place, by) for entry in plan["new"]]}

    def take_back(self, undo, place, *, by, reason):
        reports = DutyReport.objects.filter(pk__in=undo["reports"], congress=place)
        later = reports.exclude(status__in=["delivered", "reviewed"]).first()
        if later is not None:
            raise ValidationError(
                _("The report %(report)s is already published or archived; nothing was undone."),
                params={"report": later},
            )
        for report in reports:
            for record in DutyRecord.objects.filter(mandate=report.mandate, source=report.source):
                if record.status == DutyRecord.Status.CONFIRMED:
                    withdraw_record(record, by=by, reason=reason)
                elif record.status != DutyRecord.Status.WITHDRAWN:
                    retract_record(record, by=by, reason=reason)
            ReportBallot.objects.filter(report=report).delete()
            report.delete()

    def export(self, place, user):
        columns = DutyReportResource.columns()
        reports = DutyReport.objects.visible_to(user).filter(congress=place, status__in=GIVEN)
        reports = reports.select_related("mandate__deputy", "ballot")
        rows = []
        for report in reports.order_by("delivered_on", "mandate__certificate_no"):
            ballot = getattr(report, "ballot", None)
            rows.append(
                [
                    report.mandate.deputy.name,
                    report.mandate.certificate_no,
                    report.delivered_on,
                    report.place,
                    "" if report.present is None else report.present,
                    *[getattr(ballot, name) if ballot else "" for name in NAMES],
                ]
            )
        return [str(column.label) for column in columns.values()], rows


class ReportJudge(RowJudge):
    """Judges past reports: the deputy, the day, and whether the ballot adds up."""

    def known(self):
        reports = DutyReport.objects.filter(congress=self.congress, status__in=GIVEN)
        found = {}
        for report in reports.select_related("ballot"):
            ballot = getattr(report, "ballot", None)
            found[report.mandate_id, report.delivered_on] = {
                "on": report.delivered_on.isoformat(),
                "place": report.place,
                "present": report.present,
                "counts": {name: getattr(ballot, name) for name in NAMES} if ballot else None,
            }
        return found

    def entry(self, index, person, values):
        counts = {name: values.get(name) for name in NAMES}
        written = [name for name, count in counts.items() if count is not None]
        if written and len(written) < len(NAMES):
            missing = next(name for name in NAMES if counts[name] is None)
            self.sheet.fault(index, missing, "ballot_incomplete")
            return None
        if written:
            wrong = faults(Tally(**counts), values.get("present"))
            for name, sentence in wrong:
                self.sheet.fault(index, name, "ballot_sum", sentence=sentence)
            if wrong:
                return None
        return (person.pk, values["on"]), {
            "on": values["on"].isoformat(),
            "place": values.get("place") or "",
            "present": values.get("present"),
            "counts": counts if written else None,
        }


def _write(entry, congress, by):
    day = date.fromisoformat(entry["on"])
    counts = entry["counts"]
    report = DutyReport.objects.create(
        congress=congress,
        mandate_id=entry["mandate"],
        planned_on=day,
        delivered_on=day,
        place=entry["place"],
        present=entry["present"],
        status="reviewed" if counts else "delivered",
        created_by=by,
    )
    ReportMove.objects.create(report=report, to=report.status, by=by, note=_("Imported"))
    if counts:
        write_ballot(report, Tally(**counts), first_by=by)
    record_delivery(report, by=by)
    return report.pk
