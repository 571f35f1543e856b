"""The columns every roster has: who, which certificate, from when to when."""

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

from .roster_words import END_REASONS, END_WORDS, ROLES, SEXES


class RosterBasics(SheetResource):
    """A person, a certificate, a term, a place."""

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
