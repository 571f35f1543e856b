"""The columns of a roster (代表名册)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.sheets import Column, SheetResource
from foundation.sheets.widgets import (
    ChoiceWidget,
    DayWidget,
    ListWidget,
    PhoneWidget,
    TextWidget,
    WholeNumberWidget,
)

from ..models import Mandate, RoleSpan

SEXES = {"f": ["女", "Female", "woman"], "m": ["男", "Male", "man"]}
END_REASONS = {
    "moved_away": ["迁出或调离", "迁出", "调离", "Moved away"],
    "resignation_accepted": ["辞职被接受", "辞职", "Resignation accepted", "Resigned"],
    "ordered_resignation_accepted": ["责令辞职被接受", "责令辞职", "Ordered resignation accepted"],
    "two_unapproved_absences": [
        "未经批准两次不出席会议",
        "两次不出席",
        "Two unapproved absences from sessions",
    ],
    "recalled": ["被罢免", "罢免", "Recalled"],
    "lost_nationality": ["丧失中国国籍", "丧失国籍", "Lost Chinese nationality"],
    "lost_political_rights": ["被剥夺政治权利", "剥夺政治权利", "Deprived of political rights"],
    "lost_capacity": ["丧失行为能力", "Lost legal capacity"],
    "death": ["去世", "病故", "逝世", "Death", "Died"],
    "term_expired": ["任期届满", "届满", "Term expired"],
}
END_WORDS = {
    "moved_away": "Moved away",
    "resignation_accepted": "Resignation accepted",
    "ordered_resignation_accepted": "Ordered resignation accepted",
    "two_unapproved_absences": "Two unapproved absences from sessions",
    "recalled": "Recalled",
    "lost_nationality": "Lost Chinese nationality",
    "lost_political_rights": "Deprived of political rights",
    "lost_capacity": "Lost legal capacity",
    "death": "Death",
    "term_expired": "Term expired",
}
ROLES = {
    "standing_member": [
        "常委会委员",
        "常委会组成人员",
        "常务委员会委员",
        "Standing committee member",
    ],
    "special_member": ["专门委员会委员", "专委会委员", "Special committee member"],
    "chair": ["主任", "副主任", "常委会主任", "常委会副主任", "Chair", "Vice-chair"],
    "group_leader": ["代表小组组长", "组长", "Leader of a deputy group", "Group leader"],
}
assert set(END_REASONS) == set(Mandate.EndReason.values)  # noqa: S101 - a slip in this file
assert set(ROLES) == set(RoleSpan.Role.values)  # noqa: S101


class RosterResource(SheetResource):
    """One row for each mandate: a person, a certificate, a term."""

    name = Column(
        _("Name"),
        aliases="姓名|代表姓名|代表|full name|deputy|member|councillor",
        widget=TextWidget(60),
        example="李秀英",
        attribute="deputy__name",
    )
    first_name = Column(_("First name"), aliases="名|given name|forename", in_template=False)
    last_name = Column(_("Last name"), aliases="姓|surname|family name", in_template=False)
    certificate_no = Column(
        _("Certificate no."),
        aliases="代表证号|证号|代表证编号|代表编号|certificate|certificate number",
        required=True,
        widget=TextWidget(40),
        example="19001",
        attribute="certificate_no",
    )
    term = Column(
        pgettext_lazy("of a congress", "Term"),
        aliases="届|届次|term number",
        widget=TextWidget(20),
        in_template=False,
        attribute="term__number",
    )
    constituency = Column(
        _("Constituency"),
        aliases="选区|选举单位|选区名称|ward|electoral district",
        widget=TextWidget(60),
        example="第一选区",
        attribute="constituency__name",
    )
    delegation = Column(
        _("Delegation"),
        aliases="代表团|所在代表团",
        widget=TextWidget(120),
        example="东岭镇代表团",
        attribute="delegation__name",
    )
    starts_on = Column(
        _("First day in office"),
        aliases=(
            "任职开始|任职日期|当选日期|任职起始日期|开始日期|任期开始|start|start date|from|"
            "mandate start|starts on|starts_on"
        ),
        widget=DayWidget(),
        example="2022-01-10",
        help_text=_("Empty: the first day of the term."),
        attribute="starts_on",
    )
    ends_on = Column(
        _("First day out of office"),
        aliases=(
            "离任日期|终止日期|任职结束|资格终止日期|结束日期|任期结束|end|end date|until|"
            "mandate end|ends on|ends_on"
        ),
        widget=DayWidget(),
        help_text=_("Empty while in office. On this day the deputy no longer is one."),
        attribute="ends_on",
    )
    end_reason = Column(
        _("Why it ended"),
        aliases="终止原因|离任原因|资格终止原因|end reason|reason",
        widget=ChoiceWidget(END_REASONS),
        words=END_WORDS,
        choices=[ways[0] for ways in END_REASONS.values()],
        attribute="end_reason",
    )
    sex = Column(
        _("Sex"),
        aliases="性别|gender",
        widget=ChoiceWidget(SEXES),
        words={"f": "Female", "m": "Male"},
        choices=["女", "男"],
        example="女",
        attribute="deputy__sex",
    )
    ethnicity = Column(
        _("Ethnic group"),
        aliases="民族|ethnicity",
        widget=TextWidget(20),
        example="汉族",
        attribute="deputy__ethnicity",
    )
    birth_year = Column(
        _("Year of birth"),
        aliases="出生年份|出生年|birth year",
        widget=WholeNumberWidget(1900, 2100),
        example="1972",
        attribute="deputy__birth_year",
    )
    work_unit = Column(
        _("Work unit and post"),
        aliases="工作单位及职务|工作单位|单位及职务|单位职务|work unit|employer",
        widget=TextWidget(120),
        example="东岭镇东岭村党支部书记",
        attribute="deputy__work_unit",
    )
    phone = Column(
        _("Mobile phone"),
        aliases="手机|手机号|手机号码|联系电话|电话|phone|mobile|telephone",
        widget=PhoneWidget(20),
        example="13900000000",
        attribute="deputy__phone",
    )
    roles = Column(
        _("Offices held"),
        aliases="人大职务|代表职务|offices|roles",
        widget=ListWidget(ChoiceWidget(ROLES)),
        help_text=_("Several are parted by a semicolon."),
    )
    committees = Column(
        _("Committees"),
        aliases="专门委员会|所在委员会|committee memberships",
        widget=ListWidget(),
        help_text=_("Several are parted by a semicolon."),
    )


DEPUTY_FIELDS = ["name", "sex", "ethnicity", "birth_year", "work_unit", "phone"]
MANDATE_FIELDS = ["starts_on", "ends_on", "end_reason"]
