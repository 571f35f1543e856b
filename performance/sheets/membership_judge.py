"""Judges rows of members against the groups and memberships recorded."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from foundation.sheets import CellFault
from foundation.sheets.cells import key
from foundation.sheets.faults import WARNING
from foundation.sheets.judging import CHANGED, DUPLICATE, NEW, SAME

from ..models import DeputyGroup, Mandate
from ..services.moves import ONE_AT_A_TIME
from ..spans import overlap, shown_span
from .people import Directory


@dataclass
class Span:
    """One mandate's days in one group; `index` is the row that would add or end it."""

    mandate: int
    group: object  # the group's key, or (kind, name) of one that is new
    kind: str
    starts_on: date
    ends_on: date | None
    person: tuple = ()
    index: int | None = None
    said: bool = False  # does a row of this sheet tell of it?


def spans_of(mandates):
    """Every span of these mandates; a delegation without one counts from the first day."""
    found = []
    mandates = mandates.select_related("deputy").prefetch_related("memberships__group")
    for mandate in mandates.order_by("certificate_no", "pk"):
        person = mandate.deputy.name, mandate.certificate_no
        rows = list(mandate.memberships.all())
        for m in rows:
            found.append(Span(mandate.pk, m.group_id, m.group.kind, m.starts_on, m.ends_on, person))
        if mandate.delegation_id and not any(m.group.kind == "delegation" for m in rows):
            days = mandate.starts_on, None
            found.append(Span(mandate.pk, mandate.delegation_id, "delegation", *days, person))
    return found


class MembershipJudge:
    """One sheet's rows; moves are planned in the order of their days."""

    def __init__(self, sheet, congress):
        self.sheet, self.today = sheet, timezone.localdate()
        self.directory = Directory(congress)
        groups = DeputyGroup.objects.filter(congress=congress).select_related("profile__committee")
        self.groups = {(g.kind, key(g.name)): g for g in groups}
        self.spans = {}
        for span in spans_of(Mandate.objects.filter(congress=congress)):
            self.spans.setdefault(span.mandate, []).append(span)
        self.told, self.moves = {}, []

    def judge(self):
        for index in self.sheet.live():
            values = {name: column[index] for name, column in self.sheet.values.items()}
            try:
                self._row(index, values)
            except CellFault as fault:
                place = fault.params.pop("key", None)
                self.sheet.fault(index, place, fault.code, **fault.params)
        self._check_moves()
        moves = sorted(self.moves, key=lambda m: (m["on"], m["move"] == "join", m["row"]))
        self.sheet.plan = {"groups": list(self.told.values()), "moves": moves}

    def _row(self, index, values):
        kind, name = values["group_kind"], values["group"]
        known = self.groups.get((kind, key(name)))
        if known is None and kind == "delegation":
            raise CellFault("no_such_delegation", key="group", value=name)
        state = self._group(index, values, kind, name, known)
        if values.get("name") or values.get("certificate_no"):
            member = self._member(index, values, kind, known.pk if known else (kind, key(name)))
            if state == SAME or member == CHANGED:
                state = member
        self.sheet.states[index] = state

    def _group(self, index, values, kind, name, known):
        committee, industry = values.get("committee") or "", values.get("industry") or ""
        if kind != "professional" and (committee or industry):
            place = "committee" if committee else "industry"
            raise CellFault("only_professional_groups", key=place)
        there = self.groups.get(("committee", key(committee)))
        if committee and there is None and ("committee", key(committee)) not in self.told:
            raise CellFault("no_such_committee", key="committee", value=committee)
        earlier = self.told.get((kind, key(name)))
        if earlier:
            for place, said in (("committee", committee), ("industry", industry)):
                if said and key(said) != key(earlier[place]):
                    raise CellFault("group_told_otherwise", key=place, other=earlier["row"])
            return SAME
        profile = getattr(known, "profile", None)
        held = profile.committee.name if profile and profile.committee else ""
        pairs = [
            ("committee", held, there.name if there else committee),
            ("industry", profile.industry if profile else "", industry),
        ]
        changes = [pair for pair in pairs if pair[2] and pair[1] != pair[2]]
        if known is None:
            self.sheet.fault(index, "group", "new_group", WARNING, value=name)
        elif changes:
            self.sheet.changes[self.sheet.number(index)] = changes
        self.told[kind, key(name)] = {
            "row": self.sheet.number(index),
            "group": [kind, known.name if known else name],
            "committee": pairs[0][2] or held,
            "industry": industry or pairs[1][1],
            "profile": bool(changes),
        }
        return NEW if known is None else CHANGED if changes else SAME

    def _member(self, index, values, kind, group):
        first, last = values.get("starts_on"), values.get("ends_on")
        person = self._person(values, first)
        spans = self.spans.setdefault(person.pk, [])
        there = [span for span in spans if span.group == group]
        span = next((s for s in there if s.starts_on == first), None)
        if span is None and first is None:
            span = next((s for s in there if s.ends_on is None), there[0] if there else None)
        start = first or (span.starts_on if span else person.starts_on)
        for day, place in ((start, "starts_on"), (last, "ends_on")):
            if day and day > self.today:
                raise CellFault("move_to_come", key=place, day=str(day))
        if last and last <= start:
            raise CellFault("leaves_before_joining", key="ends_on", day=str(last))
        if span is not None:
            return self._known(index, span, last, person, values["group"])
        for other in there:
            if overlap(start, last, other.starts_on, other.ends_on):
                shown = shown_span(other.starts_on, other.ends_on)
                names = {"name": person.name, "group": values["group"], "span": shown}
                raise CellFault("member_since", key="starts_on", **names)
        who = person.name, person.certificate
        spans.append(Span(person.pk, group, kind, start, last, who, index, said=True))
        self._plan(index, "join", person, start)
        if last and kind != "delegation":
            self._plan(index, "leave", person, last)
        return NEW

    def _known(self, index, span, last, person, group):
        if last is None or last == span.ends_on:
            if span.said:
                return DUPLICATE
            span.said = True
            return SAME
        if span.ends_on is not None:
            names = {"name": person.name, "group": group, "day": str(span.ends_on)}
            raise CellFault("membership_ended", key="ends_on", **names)
        self.sheet.changes.setdefault(self.sheet.number(index), []).append(
            ("ends_on", "", str(last))
        )
        span.ends_on, span.index, span.said = last, index, True
        if span.kind != "delegation":
            self._plan(index, "leave", person, last)
        return CHANGED

    def _plan(self, index, move, person, day):
        kind, name = self.sheet.values["group_kind"][index], self.sheet.values["group"][index]
        known = self.groups.get((kind, key(name)))
        self.moves.append(
            {
                "row": self.sheet.number(index),
                "move": move,
                "mandate": person.pk,
                "group": [kind, known.name if known else name],
                "on": day.isoformat(),
            }
        )

    def _person(self, values, day):
        certificate, name = values.get("certificate_no") or "", values.get("name") or ""
        try:
            if day is None:  # whoever bears the name today, or bore it last
                day = self.today
                if certificate and (
                    found := self.directory.by_certificate.get(certificate.casefold())
                ):
                    day = found[-1].starts_on
            return self.directory.find(name, certificate, day)
        except CellFault as fault:
            place = "certificate_no" if certificate else "name"
            place = place if place in self.sheet.mapping else None
            raise CellFault(fault.code, **{**fault.params, "key": place}) from None

    def _check_moves(self):
        """One delegation and one deputy group at a time: a move follows what was before it."""
        names = {g.pk: g.name for g in self.groups.values()}
        for spans in self.spans.values():
            for kind in ONE_AT_A_TIME:
                row = sorted((s for s in spans if s.kind == kind), key=lambda s: s.starts_on)
                for place, span in enumerate(row):
                    after = row[place + 1] if place + 1 < len(row) else None
                    self._check_next(span, after, names)

    def _check_next(self, span, after, names):
        index = span.index
        if after is not None and (after.starts_on < (span.ends_on or date.max)):
            late = after if after.index is not None else span
            behind = after.index is None or span.ends_on is not None
            if late.index is not None and behind:
                other = span if late is after else after
                params = {
                    "name": other.person[0],
                    "group": names.get(other.group, ""),
                    "span": shown_span(other.starts_on, other.ends_on),
                }
                self.sheet.fault(late.index, "starts_on", "one_group_at_a_time", **params)
                return
        left = span.kind == "delegation" and index is not None and span.ends_on
        if left and (after is None or after.starts_on != span.ends_on):
            self.sheet.fault(index, "ends_on", "delegation_left", day=str(span.ends_on))
