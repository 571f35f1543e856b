"""The columns of a plan of activities (年度活动计划)."""

from django.utils.translation import gettext_lazy as _

from foundation.sheets import Column, SheetResource
from foundation.sheets.widgets import ChoiceWidget, DayWidget, TextWidget

from .plan_words import HalfDaysWidget, TimesWidget
from .roster_columns import yes_no

OCCASIONS = {
    "plenary": ["人民代表大会会议", "人代会", "代表大会会议", "Plenary session"],
    "delegation_meeting": ["代表团会议", "Delegation meeting"],
    "group_meeting": ["小组会议", "代表小组会议", "Group meeting"],
    "standing_committee": ["常委会会议", "人大常委会会议", "Standing committee meeting"],
    "committee_meeting": ["专门委员会会议", "专委会会议", "Committee meeting"],
    "sit_in": ["列席", "列席会议", "Sitting in"],
    "inspection": ["视察", "代表视察", "Inspection"],
    "research": ["专题调研", "调研", "Research"],
    "law_check": ["执法检查", "Law enforcement check"],
    "inquiry": ["专题询问", "Special inquiry"],
    "training": ["学习培训", "培训", "学习", "Training"],
    "group_activity": ["代表小组活动", "小组活动", "Group activity"],
    "contact": ["联系群众", "接待选民", "走访群众", "Contact with residents"],
    "voluntary": ["公益活动", "志愿服务", "志愿活动", "Voluntary action"],
    "duty_report": ["述职", "代表述职", "述职评议", "Report to voters"],
    "other": ["其他", "其它", "Other"],
}
STATUSES = {
    "draft": ["筹备中", "草稿", "Being prepared"],
    "published": ["已发布", "Announced"],
    "closed": ["已关闭", "已结束", "Closed"],
    "cancelled": ["已取消", "Cancelled"],
}


class ActivityResource(SheetResource):
    """One row for each activity planned."""

    title = Column(
        _("Title"), aliases="名称|活动名称|活动|会议活动名称|title|activity", required=True,
        widget=TextWidget(160), example="一季度视察乡村道路",
    )  # fmt: skip
    occasion = Column(
        _("Occasion"), aliases="会议活动|场合|活动类型|类型|形式|occasion|type", required=True,
        widget=ChoiceWidget(OCCASIONS), choices=[ways[0] for ways in OCCASIONS.values()],
        example="视察",
    )  # fmt: skip
    kind = Column(
        _("Kind of duty"), aliases="履职类别|类别|kind of duty|kind", required=True,
        widget=TextWidget(60), example="视察调研",
    )  # fmt: skip
    group = Column(
        _("Group"), aliases="编组|组织单位|所属小组|小组|代表团|group", widget=TextWidget(130),
        help_text=_("Empty: the whole congress."),
    )  # fmt: skip
    starts_on = Column(
        _("First day"), aliases="首日|开始日期|日期|活动日期|时间|first day|date", required=True,
        widget=DayWidget(), example="2026-03-05",
    )  # fmt: skip
    half_days = Column(
        _("Half-days"), aliases="半天安排|半天|日程|天数|活动日程|half-days|days",
        widget=HalfDaysWidget(), example="2026-03-05 上午；2026-03-05 下午",
        help_text=_("Empty: morning and afternoon of the first day."),
    )  # fmt: skip
    times = Column(
        _("Clock times"), aliases="起止时刻|起止时间|钟点|times", widget=TimesWidget(),
        example="上午 09:00–11:30",
    )  # fmt: skip
    place = Column(
        _("Place"), aliases="地点|活动地点|会议地点|place", widget=TextWidget(120), example="东岭村"
    )  # fmt: skip
    number = Column(
        _("Meeting no."), aliases="会议次数|次数|届次|number", widget=TextWidget(20)
    )  # fmt: skip
    mandatory = yes_no(
        _("Attendance a duty"), "必须出席|应当出席|是否必须出席|mandatory", "mandatory"
    )
    invited_only = yes_no(
        _("Only those invited"), "仅限受邀|只请指定代表|是否仅限受邀|invited only", "invited_only"
    )
    status = Column(
        _("Status"), aliases="状态|活动状态|status", widget=ChoiceWidget(STATUSES),
        help_text=_("Only for reading; it changes on the activity's page."),
        in_template=False,
    )  # fmt: skip
