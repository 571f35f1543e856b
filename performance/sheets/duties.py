"""Duties done (履职台账) as a sheet: told by deputies or an office, waiting for another person.

What comes in is submitted, never confirmed. A row is known by deputy, day, what it was, sentence
and place, so that the same file twice adds nothing; a withdrawn record is not submitted again.
Which household was talked with is never written out.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from foundation.sheets import CellFault, Column, SheetResource, cells, register_messages
from foundation.sheets.widgets import ChoiceWidget, DayWidget, TextWidget

from ..models import DutyKind, DutyRecord, Mandate, Suspension
from ..services.desk_entries import ENTERED
from ..services.records import retract_record, submit_records
from ..services.self_reports import LOGGED
from .congress_kind import CongressSheetKind, digest_of
from .duty_judge import SOURCE, DutyJudge
from .duty_words import DutyNames
from .households import LabelWidget

register_messages(
    {
        "not_a_duty": gettext_lazy(
            "“%(value)s” is no duty that is told here. Write one of: %(known)s."
        ),
        "duty_needs_its_form": gettext_lazy(
            "“%(value)s” says with whom or how much; enter it on its own form and leave this row "
            "out."
        ),
        "duty_to_come": gettext_lazy(
            "%(day)s is still to come. Correct the day, or leave this row out until then."
        ),
        "duty_while_suspended": gettext_lazy(
            "%(name)s's duties were suspended on %(day)s. Correct the day, or leave this row out."
        ),
        "duty_quantity_differs": gettext_lazy(
            "This duty is recorded already, with the quantity %(held)s. Correct the quantity; a "
            "record is never changed from a sheet."
        ),
        "not_a_quantity": gettext_lazy(
            "“%(value)s” is no quantity. Write a number above 0 with at most three decimals."
        ),
    }
)
STATUSES = {
    "submitted": ["待确认", "Waiting to be confirmed"],
    "returned": ["已退回", "Returned"],
    "confirmed": ["已确认", "Confirmed"],
    "withdrawn": ["已撤回", "Withdrawn"],
}


class QuantityWidget(Widget):
    """A number above zero, kept in thousandths."""

    def clean(self, value, row=None, **kwargs):
        shown = cells.text(value)
        if not shown:
            return None
        try:
            number = Decimal(shown.replace(",", "")) * 1000
        except InvalidOperation:
            raise CellFault("not_a_quantity", value=shown) from None
        if not number.is_finite() or not 0 < number < 10**9 or number != int(number):
            raise CellFault("not_a_quantity", value=shown)
        return int(number)

    def render(self, value, obj=None, **kwargs):
        whole, rest = divmod(value, 1000)
        return float(Decimal(value) / 1000) if rest else whole


class DutyResource(SheetResource):
    """One row for each duty of one deputy."""

    name = Column(
        gettext_lazy("Name"), aliases="姓名|代表姓名|代表|deputy", widget=TextWidget(60),
        example="李秀英",
    )  # fmt: skip
    certificate_no = Column(
        gettext_lazy("Certificate no."), aliases="代表证号|证号|代表证编号|certificate",
        widget=TextWidget(40), example="19001",
    )  # fmt: skip
    on = Column(
        gettext_lazy("Day"), aliases="日期|履职日期|时间|date", required=True, widget=DayWidget(),
        example="2026-03-05",
    )  # fmt: skip
    what = Column(
        gettext_lazy("What it was"), aliases="履职类型|履职类别|类别|类型|履职活动|kind|what",
        required=True, widget=TextWidget(60), example="走访",
        help_text=gettext_lazy("For example 走访, 宣讲, 志愿, 学习, or a kind of duty."),
    )  # fmt: skip
    place = Column(
        gettext_lazy("Place"), aliases="地点|place", widget=LabelWidget(120), example="东岭村"
    )  # fmt: skip
    title = Column(
        gettext_lazy("What was done"), aliases="履职内容|内容|一句话|事项|名称|title|sentence",
        required=True, widget=LabelWidget(160), example="走访三户老人，了解饮水情况",
    )  # fmt: skip
    quantity = Column(
        gettext_lazy("Quantity"), aliases="数量|次数|件数|quantity", widget=QuantityWidget(),
        help_text=gettext_lazy("Empty: 1."),
    )  # fmt: skip
    submitted = Column(
        gettext_lazy("Submitted on"), aliases="提交日期|填报日期|submitted", widget=DayWidget(),
        help_text=gettext_lazy("Only for reading: the day of the import."), in_template=False,
    )  # fmt: skip
    status = Column(
        gettext_lazy("Status"), aliases="状态|确认状态|status", widget=ChoiceWidget(STATUSES),
        help_text=gettext_lazy("Only for reading: another person confirms."), in_template=False,
    )  # fmt: skip


class DutiesKind(CongressSheetKind):
    """The duties deputies of one congress did, as told by them or an office."""

    code = "duties"
    label = gettext_lazy("Register of duties")
    description = gettext_lazy(
        "Visits, talks, study, volunteering and the like; another person confirms each."
    )
    resource = DutyResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        DutyJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        records = DutyRecord.objects.filter(congress=place)
        keys = {entry["mandate"] for entry in plan["new"]}
        return digest_of(
            records.filter(mandate__in=keys)
            .order_by("pk")
            .values_list("pk", "mandate", "kind", "on", "title", "place", "quantity"),
            Mandate.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "certificate_no", "starts_on", "ends_on", "deputy__name"),
            Suspension.objects.filter(mandate__congress=place).order_by("pk").values_list(),
        )

    def apply(self, plan, place, *, by, job):
        kinds = DutyKind.objects.in_bulk({entry["kind"] for entry in plan["new"]})
        mandates = place.mandates.in_bulk({entry["mandate"] for entry in plan["new"]})
        records = [
            DutyRecord(
                congress=place,
                mandate=mandates[entry["mandate"]],
                kind=kinds[entry["kind"]],
                on=date.fromisoformat(entry["on"]),
                **{
                    name: entry[name]
                    for name in ("title", "place", "occasion", "mode", "quantity", "source")
                },
            )
            for entry in plan["new"]
        ]
        return {"records": [record.pk for record in submit_records(records, by=by)]}

    def take_back(self, undo, place, *, by, reason):
        records = DutyRecord.objects.filter(pk__in=undo["records"], congress=place)
        done = records.filter(status=DutyRecord.Status.CONFIRMED)
        confirmed = done.select_related("mandate__deputy").first()
        if confirmed:
            raise ValidationError(
                _("“%(title)s” of %(name)s is confirmed. Withdraw it first; nothing was undone."),
                params={"title": confirmed.title, "name": confirmed.mandate.deputy.name},
            )
        for record in records.exclude(status=DutyRecord.Status.WITHDRAWN):
            retract_record(record, by=by, reason=reason)

    def export(self, place, user):
        columns, names = DutyResource.columns(), DutyNames(place)
        records = DutyRecord.objects.visible_to(user).filter(
            Q(source__startswith=LOGGED)
            | Q(source__startswith=ENTERED)
            | Q(source__startswith=SOURCE),
            congress=place,
        )
        records = records.select_related("mandate__deputy", "kind")
        rows = [
            [
                record.mandate.deputy.name,
                record.mandate.certificate_no,
                record.on,
                names.shown_of(record),
                record.place,
                record.title,
                columns["quantity"].widget.render(record.quantity),
                timezone.localdate(record.submitted_at),
                columns["status"].widget.render(record.status),
            ]
            for record in records.order_by("on", "mandate__certificate_no", "pk")
        ]
        return [str(column.label) for column in columns.values()], rows
