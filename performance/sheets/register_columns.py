"""The columns of an attendance register (签到表 / 出席登记)."""

from django.utils.translation import gettext_lazy as _

from foundation.sheets import Column, SheetResource
from foundation.sheets.widgets import ChoiceWidget, DayWidget, TextWidget

MARKS = {
    "present": [
        *("出席", "Present", "Y", "Yes", "是", "√", "✓", "✔", "☑", "到", "到会", "已到", "实到"),
        *("已出席", "参加", "签到", "已签到", "1", "TRUE", "P", "O", "○", "attended"),
    ],
    "late": ["迟到", "Late", "L"],
    "left_early": ["早退", "Left early"],
    "leave_approved": [
        *("请假", "On approved leave", "Leave", "事假", "病假", "公假", "因公请假", "因病请假"),
        *("因事请假", "已请假", "excused"),
    ],
    "leave_refused": ["请假未批准", "Leave refused, absent", "请假未批", "Leave refused"],
    "absent": [
        *("缺席", "Absent without leave", "Absent", "N", "No", "否", "×", "✗", "✕", "x", "未到"),
        *("未出席", "缺勤", "旷会", "无故缺席", "0", "FALSE", "A"),
    ],
}
HALF_DAYS = {
    "morning": ["上午", "Morning", "早上", "AM", "a.m."],
    "afternoon": ["下午", "Afternoon", "午后", "PM", "p.m."],
    "evening": ["晚上", "Evening", "晚", "晚间", "夜间", "傍晚", "night"],
}
OBLIGED = {
    "yes": ["应到", "Obliged", "是", "Y", "Yes", "应出席", "1", "TRUE", "√"],
    "no": ["不应到", "Not obliged", "否", "N", "No", "免", "列席", "0", "FALSE", "×"],
    "unknown": ["不详", "Unknown", "未知"],
}
# The words of ours a stored preview names marks and half-days by.
MARK_WORDS = {
    "expected": "Not yet marked",
    "present": "Present",
    "late": "Late",
    "left_early": "Left early",
    "leave_approved": "On approved leave",
    "leave_refused": "Leave refused, absent",
    "absent": "Absent without leave",
}
HALF_DAY_WORDS = {"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}
OBLIGED_WORDS = {"yes": "Obliged", "no": "Not obliged", "unknown": "Unknown"}


class RegisterResource(SheetResource):
    """One row for each person and half-day sitting."""

    name = Column(
        _("Name"),
        aliases="姓名|代表姓名|代表|出席人|full name|deputy|member|councillor",
        widget=TextWidget(60),
        example="李秀英",
    )
    first_name = Column(_("First name"), aliases="名|given name|forename", in_template=False)
    last_name = Column(_("Last name"), aliases="姓|surname|family name", in_template=False)
    certificate_no = Column(
        _("Certificate no."),
        aliases="代表证号|证号|代表证编号|代表编号|certificate|certificate number",
        widget=TextWidget(40),
        example="19001",
        help_text=_("Needed only where two deputies share a name."),
    )
    body = Column(
        _("Body or meeting"),
        aliases="会议|会议名称|机构|委员会|会议机构|活动名称|组织|committee|body|meeting",
        required=True,
        widget=TextWidget(120),
        example="财政经济委员会",
    )
    number = Column(
        _("Meeting no."),
        aliases="会议次数|次数|会议序号|第几次|会次|mtg #|mtg|meeting number",
        widget=TextWidget(20),
        example="3",
    )
    on = Column(
        _("Day"),
        aliases="日期|会议日期|开会日期|时间日期|session date|date|meeting date",
        required=True,
        widget=DayWidget(),
        example="2026-03-05",
    )
    half_day = Column(
        _("Half-day"),
        aliases="半天|时段|午别|上午下午|场次|session type|session",
        widget=ChoiceWidget(HALF_DAYS),
        words=HALF_DAY_WORDS,
        choices=["上午", "下午", "晚上"],
        example="上午",
    )
    times = Column(
        _("From–to"),
        aliases="起止时间|会议时间|时间|session start-end time|times|time",
        widget=TextWidget(40),
        example="09:00-11:30",
    )
    mark = Column(
        _("Attendance"),
        aliases=(
            "出席|出席情况|是否出席|到会情况|是否到会|签到|签到情况|考勤|present|attended|status|"
            "mark"
        ),
        required=True,
        widget=ChoiceWidget(MARKS, shown=["出席", "迟到", "早退", "请假", "缺席", "Y", "N"]),
        words=MARK_WORDS,
        choices=["出席", "迟到", "早退", "请假", "请假未批准", "缺席"],
        example="出席",
    )
    obliged = Column(
        _("Obliged"),
        aliases="应到|是否应到|是否应出席|应出席",
        widget=ChoiceWidget(OBLIGED),
        words=OBLIGED_WORDS,
        choices=["应到", "不应到"],
        help_text=_("Empty: who is listed was obliged to come."),
    )
    leave_reason = Column(
        _("Reason for leave"),
        aliases="请假事由|请假原因|事由|leave reason",
        widget=TextWidget(120),
    )
