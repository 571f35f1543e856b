"""Attendance taken on paper and signed by two people (双人签字纸质签到).

Where no screen and no list was at hand, two people sign that the paper is right. The rows go onto
the open sheet of the activity they name, one mark each, with both names as the proof. Unlike the
register, which brings in meetings of the past and closes them, this adds no activity and calls
nobody.
"""

from django.utils.translation import gettext_lazy as _

from foundation.sheets import Column, SheetResource, register_messages
from foundation.sheets.widgets import ChoiceWidget, DayWidget, TextWidget

from ..models import Activity, Attendance, Mandate, Sitting
from ..proofs import NAME_LONGEST, signers_of
from .congress_kind import CongressSheetKind, digest_of
from .paper_apply import apply_paper, take_back_paper
from .paper_judge import PaperJudge
from .register_columns import HALF_DAY_WORDS, HALF_DAYS, MARK_WORDS, MARKS

register_messages(
    {
        "no_such_activity": _(
            "No activity of %(congress)s is called “%(value)s”. Write its title or its number as "
            "they stand on its page."
        ),
        "no_such_sitting": _(
            "“%(title)s” has no such half-day on %(day)s. Correct the day or the half-day."
        ),
        "sheet_closed": _(
            "The sheet of “%(title)s” is not open. Correct the line of %(name)s on its own page, "
            "with a reason."
        ),
        "not_called": _(
            "%(name)s is not on the sheet of “%(title)s”. Call them on its page first."
        ),
        "same_signer": _("“%(value)s” signed twice. Two different people must sign."),
        "signed_for_oneself": _("%(name)s cannot sign for their own attendance."),
        "signer_unreadable": _("“%(value)s” is not a name. Write who signed, without “|”."),
        "two_marks": _(
            "Row %(other)s is about the same deputy and half-day. Leave one of the two."
        ),
    }
)


class PaperResource(SheetResource):
    """One row for each deputy and half-day on the paper."""

    name = Column(
        _("Name"), aliases="姓名|代表姓名|代表|deputy", widget=TextWidget(60), example="李秀英"
    )
    certificate_no = Column(
        _("Certificate no."),
        aliases="代表证号|证号|代表证编号|certificate",
        widget=TextWidget(40),
        example="19001",
        help_text=_("Needed only where two deputies share a name."),
    )
    activity = Column(
        _("Activity"),
        aliases="活动|活动名称|活动编号|会议|会议名称|title|activity no.",
        required=True,
        widget=TextWidget(160),
        example="安全生产专题视察",
        help_text=_("Its title or its number."),
    )
    on = Column(
        _("Day"),
        aliases="日期|活动日期|会议日期|date",
        required=True,
        widget=DayWidget(),
        example="2026-03-05",
    )
    half_day = Column(
        _("Half-day"),
        aliases="半天|时段|午别",
        required=True,
        widget=ChoiceWidget(HALF_DAYS),
        words=HALF_DAY_WORDS,
        choices=["上午", "下午", "晚上"],
        example="上午",
    )
    mark = Column(
        _("Attendance"),
        aliases="出席|出席情况|到会情况|签到|签到情况|考勤|mark|status",
        required=True,
        widget=ChoiceWidget(
            {**MARKS, "present": ["到会", *(w for w in MARKS["present"] if w != "到会")]},
            shown=["到会", "迟到", "早退", "请假", "缺席"],
        ),
        words=MARK_WORDS,
        choices=["到会", "迟到", "早退", "请假", "缺席"],
        example="到会",
    )
    signed_1 = Column(
        _("Signed by (1)"),
        aliases="签字人一|签字人1|签字1|经办人|第一签字人|first signature",
        required=True,
        widget=TextWidget(NAME_LONGEST),
        example="高文书",
    )
    signed_2 = Column(
        _("Signed by (2)"),
        aliases="签字人二|签字人2|签字2|见证人|第二签字人|second signature",
        required=True,
        widget=TextWidget(NAME_LONGEST),
        example="唐主任",
    )


class PaperKind(CongressSheetKind):
    """Marks from signed paper, onto sheets that are open."""

    code = "attendance"
    label = _("Signed attendance paper")
    description = _("Marks of an open sheet, from paper signed by two people.")
    resource = PaperResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        PaperJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        lines = [entry[0] for entry in plan["lines"]]
        marks = []
        for start in range(0, len(lines), 500):
            marks += Attendance.objects.filter(pk__in=lines[start : start + 500]).values_list(
                "pk", "status", "obliged", "leave_reason", "proof"
            )
        mandates = Mandate.objects.filter(congress=place).order_by("pk")
        return digest_of(
            mandates.values_list("pk", "certificate_no", "deputy__name"),
            Activity.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "title", "number", "status"),
            Sitting.objects.filter(activity__congress=place).order_by("pk").values_list("pk", "on"),
            sorted(marks),
        )

    def apply(self, plan, place, *, by, job):
        return apply_paper(plan, by=by)

    def take_back(self, undo, place, *, by, reason):
        take_back_paper(undo, by=by)

    def export(self, place, user):
        """Every mark that rests on signed paper; read in again, it changes nothing."""
        columns = PaperResource.columns()
        marks = Attendance.objects.visible_to(user).filter(
            mandate__congress=place, sitting__activity__congress=place, method="paper"
        )
        marks = marks.select_related("mandate__deputy", "sitting__activity").order_by(
            "sitting__on", "sitting_id", "mandate__certificate_no"
        )
        rows = []
        for line in marks:
            first, second = signers_of(line.proof)
            rows.append(
                [
                    line.mandate.deputy.name,
                    line.mandate.certificate_no,
                    line.sitting.activity.title,
                    line.sitting.on,
                    columns["half_day"].widget.render(line.sitting.half_day),
                    columns["mark"].widget.render(line.status),
                    first,
                    second,
                ]
            )
        return [str(column.label) for column in columns.values()], rows
