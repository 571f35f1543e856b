"""Linked households (联系户) as a sheet: one row for each, labels only.

A household is known by its deputy, label, area and first day. An empty day says nothing: a new
household is linked from the day of the import.
"""

from collections import Counter
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.sheets import CellFault, Column, SheetResource, register_messages
from foundation.sheets.judging import CHANGED, SAME
from foundation.sheets.widgets import DayWidget, TextWidget

from ..models import Household
from ..private_words import private_numbers
from ..services.households import link_household, set_household_days
from .congress_kind import CongressSheetKind, digest_of
from .people import Directory

register_messages(
    {
        "private_number": gettext_lazy(
            "“%(value)s” holds what looks like an identity card or phone number. Write a label "
            "instead of who somebody is, for example “桥头第3户”."
        ),
        "too_many_households": gettext_lazy(
            "%(name)s would be linked with more than %(limit)s households. Close one first, or "
            "leave this row out."
        ),
        "closed_before_linked": gettext_lazy(
            "The household is closed on %(end)s, before it is linked on %(start)s. Correct one."
        ),
    }
)


class LabelWidget(TextWidget):
    """Text that names nobody by a number."""

    def clean(self, value, row=None, **kwargs):
        cleaned = " ".join(super().clean(value, row, **kwargs).split())
        if private_numbers(cleaned):
            raise CellFault("private_number", value=cleaned[:6] + "…")
        return cleaned


class HouseholdResource(SheetResource):
    """One row for each household a deputy is or was linked with."""

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
    label = Column(
        gettext_lazy("Label"),
        aliases="代称|户名代称|联系户|household",
        required=True,
        widget=LabelWidget(40),
        example="桥头第3户",
    )
    area = Column(
        gettext_lazy("Village or community group"),
        aliases="村组|所在村组|村（社区）小组|area|village",
        required=True,
        widget=LabelWidget(60),
        example="东岭村三组",
    )
    linked_on = Column(
        gettext_lazy("Linked since"),
        aliases="联系起始日|联系日期|from",
        widget=DayWidget(),
        example="2026-01-12",
    )
    closed_on = Column(
        gettext_lazy("No longer linked since"),
        aliases="解除联系日|解除日期|to",
        widget=DayWidget(),
    )


class HouseholdsKind(CongressSheetKind):
    """The households the deputies of one congress are linked with."""

    code = "households"
    label = gettext_lazy("Linked households")
    description = gettext_lazy("Labels and areas of the households each deputy is linked with.")
    resource = HouseholdResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        HouseholdJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        rows = Household.objects.filter(mandate__congress=place).order_by("pk")
        return digest_of(rows.values_list(), [(place.households_at_most,)])

    def apply(self, plan, place, *, by, job):
        known = Household.objects.select_related("mandate__deputy", "mandate__congress")
        known = known.in_bulk([entry["pk"] for entry in plan["changed"]])
        undo = {"new": [], "changed": []}
        for entry in plan["changed"]:
            household = known[entry["pk"]]
            undo["changed"].append(
                [household.pk, _iso(household.linked_on), _iso(household.closed_on)]
            )
            set_household_days(household, **_days(entry), by=by)
        mandates = {m.pk: m for m in place.mandates.select_related("deputy", "congress")}
        for entry in plan["new"]:
            days = _days(entry)
            household = link_household(
                mandates[entry["mandate"]],
                label=entry["label"],
                area=entry["area"],
                on=days["linked_on"],
                closed_on=days["closed_on"],
                by=by,
            )
            undo["new"].append(household.pk)
        return undo

    def take_back(self, undo, place, *, by, reason):
        fresh = Household.objects.filter(pk__in=undo["new"])
        talked = fresh.filter(talks__isnull=False).select_related("mandate__deputy").first()
        if talked:
            raise ValidationError(
                _("%(household)s of %(name)s has been talked with since; nothing was undone."),
                params={"household": talked, "name": talked.mandate.deputy.name},
            )
        fresh.delete()
        for pk, linked_on, closed_on in undo["changed"]:
            household = Household.objects.select_related("mandate__deputy", "mandate__congress")
            days = _days({"linked_on": linked_on, "closed_on": closed_on})
            set_household_days(household.get(pk=pk), **days, by=by)

    def export(self, place, user):
        columns = HouseholdResource.columns()
        rows = (
            Household.objects.visible_to(user)
            .filter(mandate__congress=place)
            .order_by("mandate__certificate_no", "linked_on", "pk")
            .values_list(
                "mandate__deputy__name",
                "mandate__certificate_no",
                "label",
                "area",
                "linked_on",
                "closed_on",
            )
        )
        return [str(column.label) for column in columns.values()], [
            ["" if cell is None else cell for cell in row] for row in rows
        ]


class HouseholdJudge:
    """Judges the rows of one sheet against the households recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.directory = Directory(congress)
        self.today = timezone.localdate()
        self.known, self.linked = {}, Counter()
        for household in Household.objects.filter(mandate__congress=congress):
            key = household.mandate_id, household.label, household.area
            self.known.setdefault(key, []).append(household)
            self.linked[household.mandate_id] += household.is_linked
        self.seen = {}

    def judge(self):
        new, changed = [], []
        for index in self.sheet.live():
            values = {key: column[index] for key, column in self.sheet.values.items()}
            self._row(index, values, new, changed)
        self.sheet.plan = {"new": new, "changed": changed}

    def _row(self, index, values, new, changed):
        day = values.get("linked_on") or self.today
        name, certificate = values.get("name") or "", values.get("certificate_no") or ""
        try:
            person = self.directory.find(name, certificate, day)
        except CellFault as fault:
            key = (
                "certificate_no"
                if certificate and "certificate_no" in self.sheet.mapping
                else "name"
            )
            return self.sheet.fault(index, key, fault.code, **fault.params)
        linked, closed = values.get("linked_on"), values.get("closed_on")
        key = person.pk, values["label"], values["area"]
        first = self.seen.setdefault((*key, linked), index)
        if first != index:
            other = self.sheet.number(first)
            return self.sheet.fault(
                index, "label", "same_key_twice", value=values["label"], other=other
            )
        household = self._same(key, linked)
        start = linked or (household.linked_on if household else self.today)
        if closed and closed < start:
            return self.sheet.fault(
                index, "closed_on", "closed_before_linked", start=str(start), end=str(closed)
            )
        if household is None:
            return self._new(index, key, start, closed, person, new)
        return self._known(index, household, start, closed, changed)

    def _same(self, key, linked):
        """The household a row means: linked that very day, else the one linked now."""
        there = self.known.get(key, [])
        exact = [h for h in there if h.linked_on == linked]
        return next(iter(exact or [h for h in there if h.is_linked]), None)

    def _new(self, index, key, start, closed, person, new):
        if closed is None:
            self.linked[person.pk] += 1
            if self.linked[person.pk] > self.congress.households_at_most:
                limit = self.congress.households_at_most
                self.sheet.fault(
                    index, "label", "too_many_households", name=person.name, limit=limit
                )
                return
        mandate, label, area = key
        entry = {"mandate": mandate, "label": label, "area": area}
        new.append(entry | {"linked_on": _iso(start), "closed_on": _iso(closed)})

    def _known(self, index, household, start, closed, changed):
        closed = closed or household.closed_on  # an empty cell says nothing
        pairs = [
            ("linked_on", household.linked_on, start),
            ("closed_on", household.closed_on, closed),
        ]
        changes = [(key, was, now) for key, was, now in pairs if was != now]
        if not changes:
            self.sheet.states[index] = SAME
            return
        if household.is_linked and closed:
            self.linked[household.mandate_id] -= 1
        self.sheet.states[index] = CHANGED
        self.sheet.changes[self.sheet.number(index)] = changes
        changed.append({"pk": household.pk, "linked_on": _iso(start), "closed_on": _iso(closed)})


def _iso(day):
    return day.isoformat() if day else None


def _days(entry):
    return {
        key: date.fromisoformat(entry[key]) if entry[key] else None
        for key in ("linked_on", "closed_on")
    }
