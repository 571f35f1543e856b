"""The columns of a roster (代表名册): and what the deputy's form asks (登记表)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.sheets import Column
from foundation.sheets.part_dates import PartDateWidget
from foundation.sheets.widgets import (
    ChoiceWidget,
    DayWidget,
    ListWidget,
    PhoneWidget,
    TextWidget,
    WholeNumberWidget,
)

from .roster_basics import RosterBasics
from .roster_words import FIRST_TIME, OCCUPATION_WORDS, OCCUPATIONS, YES_NO


def yes_no(label, aliases, attribute, **more):
    """A column of 是 and 否, √ and ×, yes and no."""
    return Column(
        label,
        aliases=aliases,
        widget=ChoiceWidget(YES_NO, shown=["是", "否"]),
        choices=["是", "否"],
        words={True: "Yes", False: "No"},
        attribute=attribute,
        **more,
    )


class RosterResource(RosterBasics):
    """One row for each mandate: a person, a certificate, a term."""

    groups = Column(
        _("Deputy groups"),
        aliases="代表小组|所在小组|小组|deputy group|group",
        widget=ListWidget(),
        help_text=_("Several are parted by a semicolon."),
    )
    specialities = Column(
        _("Specialities"),
        aliases="专长|特长|业务专长|专业特长|speciality|expertise",
        widget=ListWidget(TextWidget(30)),
        example="法律；教育",
        help_text=_("Several are parted by a semicolon."),
    )
    born = Column(
        pgettext_lazy("of a person", "Born"),
        aliases="出生年月|出生日期|出生年月日|生日|date of birth|birth date|born",
        widget=PartDateWidget(),
        example="1972-05",
        help_text=_("Only those who keep the record and the deputy read it."),
        attribute="deputy__private__born",
    )
    party = Column(
        _("Party"),
        aliases="政治面貌|党派|党派及加入时间|party",
        widget=TextWidget(30),
        example="中共党员",
        attribute="deputy__party",
    )
    education = Column(
        _("Education"),
        aliases="学历|文化程度|文化程度学历|education",
        widget=TextWidget(30),
        example="大专",
        attribute="deputy__education",
    )
    degree = Column(
        _("Degree or title"),
        aliases="学位|职称|学位职称|学位或职称|专业技术职称|degree|title",
        widget=TextWidget(60),
        attribute="deputy__degree",
    )
    native_place = Column(
        _("Native place"),
        aliases="籍贯|native place",
        widget=TextWidget(60),
        attribute="deputy__native_place",
    )
    joined_work = Column(
        _("Began to work"),
        aliases="参加工作时间|参加工作年月|工作时间|joined work",
        widget=PartDateWidget(),
        attribute="deputy__joined_work",
    )
    occupation = Column(
        _("Occupation class"),
        aliases="代表类型|代表类别|职业构成|职业类别|代表结构|occupation",
        widget=ChoiceWidget(OCCUPATIONS),
        words=OCCUPATION_WORDS,
        choices=[ways[0] for ways in OCCUPATIONS.values()],
        example="农民",
        attribute="occupation",
    )
    grassroots = yes_no(
        _("From the grassroots"), "基层代表|是否基层代表|一线代表|基层", "grassroots"
    )
    returned_overseas = yes_no(
        _("Returned overseas Chinese"), "归侨|是否归侨|归国华侨", "deputy__returned_overseas"
    )
    non_public_economy = yes_no(
        _("From the non-public economy"),
        "非公有制经济|是否非公有制经济|非公有制经济人士|非公经济",
        "non_public_economy",
    )
    no_fixed_income = yes_no(
        _("No fixed income"), "无固定收入|是否无固定收入|无固定收入代表", "no_fixed_income"
    )
    income_source = Column(
        _("Source of income"),
        aliases="收入来源|主要收入来源|income source",
        widget=TextWidget(60),
        attribute="income_source",
    )
    address = Column(
        _("Address"),
        aliases="住址|家庭住址|通讯地址|联系地址|address",
        widget=TextWidget(160),
        help_text=_("Only those who keep the record and the deputy read it."),
        attribute="deputy__private__address",
    )
    office_phone = Column(
        _("Office telephone"),
        aliases="办公电话|单位电话|office phone",
        widget=PhoneWidget(20),
        attribute="deputy__private__office_phone",
    )
    other_phone = Column(
        _("Other telephone"),
        aliases="其他电话|家庭电话|备用电话|other phone",
        widget=PhoneWidget(20),
        attribute="deputy__private__other_phone",
    )
    elected_on = Column(
        _("Day of the election"),
        aliases="选举日期|选举时间|elected on",
        widget=DayWidget(),
        attribute="elected_on",
    )
    by_election = yes_no(_("By-election"), "补选|是否补选|补选代表", "by_election")
    earlier_terms = Column(
        _("Terms served before"),
        aliases="此前任届数|历任届数|已任届数|earlier terms",
        widget=WholeNumberWidget(0, 20),
        help_text=_("In this congress, before the terms recorded here."),
        attribute="earlier_terms",
    )
    notice_ref = Column(
        _("Public notice no."),
        aliases="公告文号|公告编号|公告|notice no",
        widget=TextWidget(60),
        help_text=_("The public notice by which the mandate ended."),
        attribute="ending__notice_ref",
    )
    notice_on = Column(
        _("Day of the public notice"),
        aliases="公告日期|公告时间|notice date",
        widget=DayWidget(),
        attribute="ending__notice_on",
    )
    first_time = Column(
        _("First time or re-elected"),
        aliases="首次当选|是否首次当选|是否连任|任职情况|新任连任|首次或连任",
        widget=ChoiceWidget(FIRST_TIME, shown=["首次当选", "连任"]),
        in_template=False,
    )
    standing_member = yes_no(
        _("Member of the standing committee"),
        "是否常委会组成人员|常委会组成人员|是否常委|常委",
        None,
        in_template=False,
    )
    special_member = yes_no(
        _("Member of a special committee"),
        "是否专委会委员|专门委员会组成人员|是否专门委员会组成人员",
        None,
        in_template=False,
    )


DEPUTY_FIELDS = ["name", "sex", "ethnicity", "birth_year", "work_unit", "phone"]
DEPUTY_FIELDS += ["party", "education", "degree", "native_place", "joined_work"]
DEPUTY_FIELDS += ["returned_overseas"]
PRIVATE_FIELDS = ["born", "address", "office_phone", "other_phone"]
MANDATE_FIELDS = ["starts_on", "ends_on", "end_reason", "elected_on", "by_election"]
MANDATE_FIELDS += ["earlier_terms", "occupation", "grassroots", "non_public_economy"]
MANDATE_FIELDS += ["no_fixed_income", "income_source"]
ENDING_FIELDS = ["notice_ref", "notice_on"]
DATE_FIELDS = {"starts_on", "ends_on", "elected_on", "notice_on"}
# Read from other columns' places, or told by them; never written out.
READ_ONLY = {"first_name", "last_name", "first_time", "standing_member", "special_member"}
