"""Contacts of committee members with deputies (联系代表记录) as a sheet.

Each is a duty of the member and waits for another person. What is logged stays; a sheet may still
say that what was to be followed up is done.
"""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.sheets import CellFault, Column, SheetResource, register_messages
from foundation.sheets.judging import CHANGED, DUPLICATE, SAME
from foundation.sheets.widgets import (
    ChoiceWidget,
    DayWidget,
    ListWidget,
    TextWidget,
    WholeNumberWidget,
)

from ..models import ContactLink, ContactLog, DutyRecord
from ..services.contacts import finish_follow_up, log_contact
from ..services.records import retract_record
from .congress_kind import CongressSheetKind, digest_of
from .contact_links import PairFinder, member_columns
from .duties import STATUSES
from .households import LabelWidget
from .visits import NAMED

register_messages(
    {
        "not_linked": gettext_lazy(
            "%(name)s was not linked to %(member)s on %(day)s. Correct the name or the day, or "
            "import the links first."
        ),
        "no_follow_up": gettext_lazy(
            "A day or a result is written, but nothing to be followed up. Write what it was."
        ),
        "done_before_contact": gettext_lazy(
            "The contact was on %(day)s; it cannot be followed up before. Correct one day."
        ),
        "contact_differs": gettext_lazy(
            "This contact is logged already and says something else here: %(held)s. What is logged "
            "is not changed from a sheet."
        ),
    }
)
MODES = {
    "visit": ["走访", "上门走访", "Visit"],
    "phone": ["电话", "电话联系", "Telephone"],
    "online": ["网络", "微信", "线上", "Online"],
    "letter": ["书信", "信函", "Letter"],
    "meeting": ["座谈", "会议", "Meeting"],
}
FIXED = ("outcome", "opinions", "follow_up", "due_on")


class ContactResource(SheetResource):
    """One row for each contact."""

    member, member_no = member_columns()
    on = Column(
        gettext_lazy("Day"), aliases="日期|联系日期|时间|date", required=True, widget=DayWidget(),
        example="2026-03-05",
    )  # fmt: skip
    mode = Column(
        gettext_lazy("How"), aliases="联系方式|方式|形式|mode|manner", required=True,
        widget=ChoiceWidget(MODES), choices=[ways[0] for ways in MODES.values()], example="走访",
    )  # fmt: skip
    deputies = Column(
        gettext_lazy("Deputies"), aliases="代表|所联系代表|联系代表|deputy", required=True,
        widget=ListWidget(TextWidget(60)), example="赵大山；周田",
        help_text=gettext_lazy(
            "Names or certificate numbers; several are parted by a semicolon."
        ),
    )  # fmt: skip
    topic = Column(
        gettext_lazy("What it was about"), aliases="联系内容|内容|主题|事由|topic", required=True,
        widget=LabelWidget(160), example="听取对乡村道路的意见",
    )  # fmt: skip
    outcome = Column(
        gettext_lazy("What came of it"), aliases="联系结果|结果|outcome", widget=LabelWidget(300)
    )
    opinions = Column(
        gettext_lazy("Opinions gathered"), aliases="收集意见数|意见数|意见建议条数|opinions",
        widget=WholeNumberWidget(0, 1000),
    )  # fmt: skip
    follow_up = Column(
        gettext_lazy("To be followed up"), aliases="跟进事项|后续事项|follow-up",
        widget=LabelWidget(200),
    )  # fmt: skip
    due_on = Column(
        gettext_lazy("Follow up until"), aliases="办理期限|期限|跟进期限|due", widget=DayWidget()
    )
    done_on = Column(
        gettext_lazy("Followed up on"), aliases="办结日期|跟进日期|done", widget=DayWidget()
    )
    done_note = Column(
        gettext_lazy("How it was followed up"), aliases="办结情况|跟进情况|跟进结果",
        widget=LabelWidget(300),
    )  # fmt: skip
    status = Column(
        gettext_lazy("Status"), aliases="状态|确认状态|status", widget=ChoiceWidget(STATUSES),
        help_text=gettext_lazy("Only for reading: another person confirms."), in_template=False,
    )  # fmt: skip


class ContactsKind(CongressSheetKind):
    """The contacts logged in one congress."""

    code = "contacts"
    label = gettext_lazy("Contacts logged")
    description = gettext_lazy(
        "Contacts of committee members with deputies, and what came of them."
    )
    resource = ContactResource
    required_sets = (("member", "member_no"),)

    def judge(self, sheet, place, options):
        ContactJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        return digest_of(
            ContactLog.objects.filter(congress=place).order_by("pk").values_list(),
            ContactLink.objects.filter(congress=place).order_by("pk").values_list(),
        )

    def apply(self, plan, place, *, by, job):
        mandates = place.mandates.select_related("deputy", "congress").in_bulk()
        undo = {"made": [], "done": []}
        for entry in plan["new"]:
            days = {name: _day(entry[name]) for name in ("on", "due_on", "done_on")}
            contact = log_contact(
                mandates[entry["member"]],
                key=entry["key"],
                on=days["on"],
                deputies=[mandates[pk] for pk in entry["deputies"]],
                due_on=days["due_on"],
                by=by,
                **{name: entry[name] for name in ("mode", "topic", *FIXED[:3])},
            )
            undo["made"].append(contact.pk)
            if days["done_on"]:
                finish_follow_up(contact, on=days["done_on"], note=entry["done_note"], by=by)
        for pk, day, note in plan["done"]:
            finish_follow_up(ContactLog.objects.get(pk=pk), on=_day(day), note=note, by=by)
            undo["done"].append([pk, day])
        return undo

    def take_back(self, undo, place, *, by, reason):
        made = ContactLog.objects.filter(pk__in=undo["made"], congress=place)
        made = made.select_related("record__mandate__deputy")
        for contact in made:
            if contact.record.status == DutyRecord.Status.CONFIRMED:
                raise ValidationError(
                    _(
                        "“%(title)s” of %(name)s is confirmed. Withdraw it first; "
                        "nothing was undone."
                    ),
                    params={
                        "title": contact.topic,
                        "name": contact.record.mandate.deputy.name,
                    },
                )
        for contact in made:
            if contact.record.status != DutyRecord.Status.WITHDRAWN:
                retract_record(contact.record, by=by, reason=reason)
        for pk, day in undo["done"]:
            ContactLog.objects.filter(pk=pk, done_on=day).update(done_on=None, done_note="")

    def export(self, place, user):
        columns = ContactResource.columns()
        logs = ContactLog.objects.visible_to(user).filter(congress=place)
        logs = logs.select_related("member__deputy", "record").prefetch_related("deputies__deputy")
        rows = []
        for log in logs.order_by("on", "pk"):
            values = {name: getattr(log, name, None) for name in columns}
            values["member"] = log.member.deputy.name
            values["member_no"] = log.member.certificate_no
            values["status"] = log.record.status
            deputies = log.deputies.all()
            named = [f"{m.deputy.name}({m.certificate_no})" for m in deputies]
            values["deputies"] = sorted(named)
            rows.append(
                [
                    "" if values[name] in (None, "") else column.widget.render(values[name])
                    for name, column in columns.items()
                ]
            )
        return [str(column.label) for column in columns.values()], rows


class ContactJudge:
    """Judges rows of contacts: linked that day, known or new, followed up since."""

    def __init__(self, sheet, congress):
        self.sheet, self.finder = sheet, PairFinder(sheet, congress)
        self.today, self.known, self.links = timezone.localdate(), {}, {}
        logs = ContactLog.objects.filter(congress=congress).prefetch_related("deputies")
        for log in logs.order_by("pk"):
            deputies = tuple(sorted(m.pk for m in log.deputies.all()))
            topic = " ".join(log.topic.split())
            key = log.member_id, log.on, log.mode, topic, deputies
            self.known.setdefault(key, []).append(log)
        for link in ContactLink.objects.filter(congress=congress):
            spans = self.links.setdefault((link.member_id, link.deputy_id), [])
            spans.append((link.starts_on, link.ends_on or date.max))
        self.seen, self.new, self.done = {}, [], []

    def judge(self):
        for index in self.sheet.live():
            values = {name: column[index] for name, column in self.sheet.values.items()}
            try:
                self._row(index, values)
            except CellFault as fault:
                self.sheet.fault(index, fault.params.pop("key"), fault.code, **fault.params)
        self.sheet.plan = {"new": self.new, "done": self.done}

    def _row(self, index, values):
        day = values["on"]
        if day > self.today:
            raise CellFault("duty_to_come", key="on", day=str(day))
        member = self.finder.find(values, "member", "member_no", day)
        deputies = self._deputies(values, day)
        key = member.pk, day, values["mode"], values["topic"], tuple(sorted(deputies))
        if self.known.get(key):
            logs = self.known[key]
            return self._known(index, logs.pop(0) if len(logs) > 1 else logs[0], values)
        if key in self.seen:
            if self.seen[key] == values:
                self.sheet.states[index] = DUPLICATE
                return None
            raise CellFault("contact_differs", key="topic", held=values["topic"])
        self.seen[key] = values
        for pk, name in deputies.items():
            spans = self.links.get((member.pk, pk), ())
            if not any(first <= day < out for first, out in spans):
                shown = {"name": name, "member": member.name, "day": str(day)}
                raise CellFault("not_linked", key="deputies", **shown)
        self._check_follow_up(values, values.get("follow_up") or "")
        told = {name: _plain(values.get(name)) for name in (*FIXED, "done_on", "done_note")}
        digest = hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:32]
        return self.new.append(
            {
                **told,
                "opinions": values.get("opinions") or 0,
                "key": digest,
                "member": member.pk,
                "deputies": sorted(deputies),
                "on": day.isoformat(),
                "mode": values["mode"],
                "topic": values["topic"],
            }
        )

    def _known(self, index, log, values):
        """What is logged stays; an empty cell says nothing; a follow-up may be done by now."""
        for name in FIXED:
            said, held = values.get(name), getattr(log, name)
            held = " ".join(held.split()) if isinstance(held, str) else held
            if said not in (None, "") and said != held:
                raise CellFault("contact_differs", key=name, held=str(held or "—"))
        done = values.get("done_on")
        if done is None or done == log.done_on:
            self.sheet.states[index] = SAME
            return
        if log.done_on:
            raise CellFault("contact_differs", key="done_on", held=str(log.done_on))
        self._check_follow_up(values, log.follow_up)
        self.sheet.states[index] = CHANGED
        self.sheet.changes[self.sheet.number(index)] = [("done_on", "", str(done))]
        self.done.append([log.pk, done.isoformat(), values.get("done_note") or ""])

    def _check_follow_up(self, values, follow_up):
        for name in ("due_on", "done_on", "done_note"):
            if values.get(name) and not follow_up:
                raise CellFault("no_follow_up", key="follow_up" if "follow_up" in values else name)
        done = values.get("done_on")
        if done and done < values["on"]:
            raise CellFault("done_before_contact", key="done_on", day=str(values["on"]))
        if done and done > self.today:
            raise CellFault("duty_to_come", key="done_on", day=str(done))

    def _deputies(self, values, day):
        """{key: name} of the deputies a cell names, by name or certificate no."""
        if not values["deputies"]:
            raise CellFault("required", key="deputies")
        found = {}
        for written in values["deputies"]:
            named = NAMED.fullmatch(written)
            name, number = named.groups() if named else (written, "")
            if not number and name.casefold() in self.finder.directory.by_certificate:
                name, number = "", name
            try:
                person = self.finder.directory.find(name, number, day)
            except CellFault as fault:
                raise CellFault(fault.code, **{**fault.params, "key": "deputies"}) from None
            found[person.pk] = person.name
        return found


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value or ""


def _day(text):
    return date.fromisoformat(text) if text else None
