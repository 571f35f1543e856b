"""The columns of a campaign's visits (走访台账)."""

from django.utils.translation import gettext_lazy as _

from foundation.sheets import Column, SheetResource
from foundation.sheets.widgets import ChoiceWidget, DayWidget, ListWidget, TextWidget

STATUSES = {
    "open": ["待交办", "未交办", "Open"],
    "assigned": ["办理中", "已交办", "Assigned"],
    "closed": ["已解决", "已办结", "办结", "Solved", "Closed"],
    "unsolved": ["无法解决", "不能解决", "Cannot be solved"],
}
STATUS_WORDS = {
    "open": "Open",
    "assigned": "Assigned",
    "closed": "Solved",
    "unsolved": "Cannot be solved",
}


class VisitResource(SheetResource):
    """One row for each problem told on a visit; a visit without a problem has a row of its own."""

    campaign = Column(
        _("Campaign"), aliases="主题活动|活动名称|活动", required=True, widget=TextWidget(80)
    )
    on = Column(
        _("Day"), aliases="日期|走访日期|走访时间|date", required=True, widget=DayWidget(),
        example="2025-05-12",
    )  # fmt: skip
    place = Column(
        _("Firm or place"), aliases="企业|企业名称|走访企业|地点|单位|firm|place", required=True,
        widget=TextWidget(80), example="县农机厂",
    )  # fmt: skip
    deputies = Column(
        _("Deputies"), aliases="代表|走访代表|参加代表|deputy", required=True,
        widget=ListWidget(TextWidget(60)), example="林秀英；赵大山",
        help_text=_("Names or certificate numbers; several are parted by a semicolon."),
    )  # fmt: skip
    problem = Column(
        _("Problem"), aliases="问题|反映问题|困难问题|问题诉求", widget=TextWidget(300)
    )
    owner = Column(_("Unit in charge"), aliases="责任单位|承办单位|交办单位", widget=TextWidget(80))
    due_on = Column(_("Until"), aliases="办理期限|办结时限|期限|due", widget=DayWidget())
    status = Column(
        _("Status"), aliases="状态|办理状态|办理情况", widget=ChoiceWidget(STATUSES),
        words=STATUS_WORDS, choices=[ways[0] for ways in STATUSES.values()],
    )  # fmt: skip
    closed_on = Column(_("Closed on"), aliases="办结日期|销号日期|解决日期", widget=DayWidget())
    note = Column(_("How it ended"), aliases="办理结果|备注|说明", widget=TextWidget(300))
