"""Spendings on deputies' activities as a sheet (活动经费支出), one receipt a row."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from foundation.sheets import CellFault, Column, SheetResource, cells
from foundation.sheets.widgets import DayWidget, TextWidget

from ..models import Mandate, Spending
from ..services.money import add_spending, strike_spending
from .congress_kind import CongressSheetKind, digest_of
from .report_rows import RowJudge


class YuanWidget(Widget):
    """An amount in yuan with at most two places, kept as whole cents."""

    def clean(self, value, row=None, **kwargs):
        shown = cells.text(value)
        plain = shown.replace(",", "").removesuffix("元").strip()
        if not plain:
            return None
        try:
            amount = Decimal(plain) * 100
        except InvalidOperation:
            raise CellFault("not_money", value=shown) from None
        if not amount.is_finite() or amount != int(amount) or not 0 < amount < 10**9:
            raise CellFault("not_money", value=shown)
        return int(amount)


class SpendingResource(SheetResource):
    """One row for each receipt."""

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
        aliases="支出日期|日期|date",
        required=True,
        widget=DayWidget(),
        example="2026-03-05",
    )
    title = Column(
        gettext_lazy("What for"),
        aliases="用途|事由|摘要",
        required=True,
        widget=TextWidget(120),
        example="印制调查问卷",
    )
    receipt_no = Column(
        gettext_lazy("Receipt no."),
        aliases="票据号|发票号|票据号码|receipt",
        required=True,
        widget=TextWidget(40),
        example="00012345",
    )
    cents = Column(
        gettext_lazy("Amount in yuan"),
        aliases="金额|金额（元）|元|amount|yuan",
        required=True,
        widget=YuanWidget(),
        example="120.50",
    )


class SpendingKind(CongressSheetKind):
    """Receipts of deputies' activities."""

    code = "spendings"
    label = gettext_lazy("Spendings on activities")
    description = gettext_lazy("Money spent on deputies' activities, one receipt a row.")
    resource = SpendingResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        SpendingJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        return digest_of(
            Mandate.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "certificate_no", "starts_on", "ends_on", "deputy__name"),
            Spending.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "mandate", "receipt_no", "cents", "on", "title", "struck_by"),
        )

    def apply(self, plan, place, *, by, job):
        mandates = Mandate.objects.select_related("deputy", "congress").in_bulk(
            [entry["mandate"] for entry in plan["new"]]
        )
        made = []
        for entry in plan["new"]:
            values = {name: entry[name] for name in ("title", "receipt_no", "cents")}
            day = date.fromisoformat(entry["on"])
            made.append(add_spending(mandates[entry["mandate"]], on=day, by=by, **values).pk)
        return {"spendings": made}

    def take_back(self, undo, place, *, by, reason):
        for spending in Spending.objects.filter(pk__in=undo["spendings"], congress=place):
            strike_spending(spending, by=by, reason=reason or _("Import taken back"))

    def export(self, place, user):
        columns = SpendingResource.columns()
        entries = Spending.objects.visible_to(user).filter(congress=place).standing()
        entries = entries.select_related("mandate__deputy").order_by("on", "pk")
        return [str(column.label) for column in columns.values()], [
            [
                entry.mandate.deputy.name,
                entry.mandate.certificate_no,
                entry.on,
                entry.title,
                entry.receipt_no,
                Decimal(entry.cents) / 100,
            ]
            for entry in entries
        ]


class SpendingJudge(RowJudge):
    """Judges receipts: whose, and whether they are entered already."""

    def known(self):
        entries = Spending.objects.filter(congress=self.congress).standing()
        return {
            (entry.mandate_id, entry.receipt_no): {
                "on": entry.on.isoformat(),
                "title": entry.title,
                "receipt_no": entry.receipt_no,
                "cents": entry.cents,
            }
            for entry in entries
        }

    def entry(self, index, person, values):
        return (person.pk, values["receipt_no"]), {
            "on": values["on"].isoformat(),
            "title": values["title"],
            "receipt_no": values["receipt_no"],
            "cents": values["cents"],
        }
