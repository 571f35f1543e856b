"""Who keeps in touch with whom (双联系安排) as a sheet: member, deputy, from, until."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.sheets import CellFault, Column, SheetResource, register_messages
from foundation.sheets.judging import CHANGED, DUPLICATE, SAME
from foundation.sheets.widgets import DayWidget, TextWidget

from ..contact_permissions import MEMBER_ROLES
from ..models import ContactLink, ContactLog, Mandate, RoleSpan
from ..services.contacts import end_link, link_deputies
from ..spans import overlap, shown_span
from .congress_kind import CongressSheetKind, digest_of
from .people import Directory

register_messages(
    {
        "not_a_member": gettext_lazy(
            "%(name)s is not on the standing committee on %(day)s. Correct the name or the day, or "
            "enter the office in the roster first."
        ),
        "same_person": gettext_lazy("Nobody keeps in touch with themselves. Correct one name."),
        "link_since": gettext_lazy(
            "%(member)s and %(name)s are linked in these days already (%(span)s). Correct the days."
        ),
        "link_ended": gettext_lazy(
            "This link ended on %(day)s. Correct the day, or leave it empty."
        ),
    }
)


def member_columns():
    """Whose contact it is: the committee member, by name and certificate no."""
    name = Column(
        gettext_lazy("Committee member"),
        aliases="常委会组成人员|联系人|常委会委员|委员|组成人员姓名|member",
        widget=TextWidget(60), example="林秀英",
    )  # fmt: skip
    number = Column(
        gettext_lazy("Member's certificate no."),
        aliases="组成人员代表证号|联系人代表证号|委员代表证号|委员证号|member certificate",
        widget=TextWidget(40), example="19001",
    )  # fmt: skip
    return name, number


class LinkResource(SheetResource):
    """One row for each pair and span of days."""

    member, member_no = member_columns()
    name = Column(
        gettext_lazy("Deputy"), aliases="代表|代表姓名|所联系代表|姓名|deputy",
        widget=TextWidget(60), example="赵大山",
    )  # fmt: skip
    certificate_no = Column(
        gettext_lazy("Certificate no."), aliases="代表证号|证号|代表证编号|certificate",
        widget=TextWidget(40), example="19002",
    )  # fmt: skip
    starts_on = Column(
        gettext_lazy("Linked from"), aliases="联系起始日|起始日期|自|from", required=True,
        widget=DayWidget(), example="2025-01-10",
    )  # fmt: skip
    ends_on = Column(
        gettext_lazy("Linked until"), aliases="解除联系日|截止日期|至|until|to", widget=DayWidget(),
        help_text=gettext_lazy("The first day it no longer holds."),
    )  # fmt: skip


class ContactLinksKind(CongressSheetKind):
    """The links of one congress."""

    code = "contact_links"
    label = gettext_lazy("Links of members and deputies")
    description = gettext_lazy("Which committee member keeps in touch with which deputies.")
    resource = LinkResource
    required_sets = (("member", "member_no"), ("name", "certificate_no"))

    def judge(self, sheet, place, options):
        LinkJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        return digest_of(
            ContactLink.objects.filter(congress=place).order_by("pk").values_list(),
            RoleSpan.objects.filter(mandate__congress=place).order_by("pk").values_list(),
            Mandate.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "certificate_no", "starts_on", "ends_on", "deputy__name"),
        )

    def apply(self, plan, place, *, by, job):
        mandates = place.mandates.select_related("deputy").in_bulk()
        undo = {"made": [], "ended": []}
        for entry in sorted(plan["new"], key=lambda entry: entry["from"]):
            pair = mandates[entry["member"]], mandates[entry["deputy"]]
            made = link_deputies(place, [pair], on=date.fromisoformat(entry["from"]), by=by)
            for link in made:
                undo["made"].append(link.pk)
                if entry["until"]:
                    end_link(link, on=date.fromisoformat(entry["until"]), by=by)
        for pk, until in plan["ended"]:
            end_link(ContactLink.objects.get(pk=pk), on=date.fromisoformat(until), by=by)
            undo["ended"].append([pk, until])
        return undo

    def take_back(self, undo, place, *, by, reason):
        made = ContactLink.objects.filter(pk__in=undo["made"], congress=place)
        for link in made.select_related("member__deputy"):
            logs = ContactLog.objects.filter(member=link.member, deputies=link.deputy)
            if logs.filter(on__gte=link.starts_on).exists():
                raise ValidationError(
                    _("A contact of %(name)s was logged since; nothing was undone."),
                    params={"name": link.member.deputy.name},
                )
        made.delete()
        for pk, until in undo["ended"]:
            ContactLink.objects.filter(pk=pk, ends_on=until).update(ends_on=None)

    def export(self, place, user):
        links = ContactLink.objects.visible_to(user).filter(congress=place)
        rows = links.order_by("member__certificate_no", "starts_on", "pk").values_list(
            *("member__deputy__name", "member__certificate_no"),
            *("deputy__deputy__name", "deputy__certificate_no", "starts_on", "ends_on"),
        )
        labels = [str(column.label) for column in LinkResource.columns().values()]
        return labels, [["" if cell is None else cell for cell in row] for row in rows]


class PairFinder:
    """Finds members and deputies of a congress for rows, and says who is a member when."""

    def __init__(self, sheet, congress):
        self.sheet = sheet
        self.directory = Directory(congress)
        self.offices = {}
        spans = RoleSpan.objects.filter(mandate__congress=congress, role__in=MEMBER_ROLES)
        for pk, first, out in spans.values_list("mandate", "starts_on", "ends_on"):
            self.offices.setdefault(pk, []).append((first, out or date.max))

    def find(self, values, name, number, day):
        """The person two cells mean on that day; a fault names the cell."""
        written = values.get(number) or ""
        try:
            return self.directory.find(values.get(name) or "", written, day)
        except CellFault as fault:
            place = number if written else name
            place = place if place in self.sheet.mapping else None
            raise CellFault(fault.code, **{**fault.params, "key": place}) from None

    def member(self, values, day):
        """The committee member of a row."""
        person = self.find(values, "member", "member_no", day)
        if not any(first <= day < out for first, out in self.offices.get(person.pk, ())):
            raise CellFault("not_a_member", key="member", name=person.name, day=str(day))
        return person


class LinkJudge:
    """Judges rows of links against the links recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.finder = sheet, PairFinder(sheet, congress)
        self.known = {}
        for link in ContactLink.objects.filter(congress=congress):
            spans = self.known.setdefault((link.member_id, link.deputy_id), [])
            spans.append([link.starts_on, link.ends_on, link.pk, False])
        self.new, self.ended = [], []

    def judge(self):
        for index in self.sheet.live():
            values = {name: column[index] for name, column in self.sheet.values.items()}
            try:
                self._row(index, values)
            except CellFault as fault:
                self.sheet.fault(index, fault.params.pop("key"), fault.code, **fault.params)
        self.sheet.plan = {"new": self.new, "ended": self.ended}

    def _row(self, index, values):
        start, end = values["starts_on"], values.get("ends_on")
        if end and end <= start:
            raise CellFault("leaves_before_joining", key="ends_on", day=str(end))
        member = self.finder.find(values, "member", "member_no", start)
        deputy = self.finder.find(values, "name", "certificate_no", start)
        spans = self.known.setdefault((member.pk, deputy.pk), [])
        span = next((s for s in spans if s[0] == start), None)
        if span is not None:
            return self._known(index, span, end)
        self.finder.member(values, start)
        if member.pk == deputy.pk:
            raise CellFault("same_person", key="name")
        for other in spans:
            if overlap(start, end, other[0], other[1]):
                names = {"member": member.name, "name": deputy.name}
                shown = shown_span(other[0], other[1])
                raise CellFault("link_since", key="starts_on", span=shown, **names)
        spans.append([start, end, None, True])
        until = end.isoformat() if end else ""
        entry = {"member": member.pk, "deputy": deputy.pk, "from": start.isoformat()}
        return self.new.append({**entry, "until": until})

    def _known(self, index, span, end):
        _start, held, pk, said = span
        if end is None or end == held:
            self.sheet.states[index] = DUPLICATE if said else SAME
            span[3] = True
        elif held is not None or pk is None:
            raise CellFault("link_ended", key="ends_on", day=str(held or "—"))
        else:
            span[1], span[3] = end, True
            self.sheet.states[index] = CHANGED
            self.sheet.changes[self.sheet.number(index)] = [("ends_on", "", str(end))]
            self.ended.append([pk, end.isoformat()])
