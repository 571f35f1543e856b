"""What a quarter's bulletin of contacts says (季度通报): every figure and the list behind it.

`build_bulletin` is the one read behind the page, the paper and the workbook; issued, the same
values are kept as a document and read back by `bulletin_from`.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Q

from .contact_permissions import MEMBER_ROLES, members_on
from .models import ContactLink, ContactLog, Mandate
from .quarters import Quarter
from .services.contacts import quota_of

FIGURES = ("linked", "contacted", "contacts", "opinions", "asked", "followed", "waiting")


@dataclass(frozen=True)
class Person:
    """A deputy as a bulletin names them."""

    pk: int
    name: str
    delegation: str


@dataclass(frozen=True)
class Contact:
    """One contact as the bulletin tells it."""

    on: str
    deputies: tuple[Person, ...]
    mode: str
    topic: str
    outcome: str
    opinions: int
    follow_up: str
    due_on: str
    done_on: str
    confirmed: bool


@dataclass(frozen=True)
class Line:
    """One member's quarter."""

    member: Person
    quota: int
    people: tuple[Person, ...]
    log: tuple[Contact, ...]

    @property
    def confirmed(self):
        return tuple(contact for contact in self.log if contact.confirmed)

    @property
    def unconfirmed(self):
        return tuple(contact for contact in self.log if not contact.confirmed)

    @property
    def reached(self):
        """Those linked who were contacted at least once, each counted once."""
        met = {person.pk for contact in self.confirmed for person in contact.deputies}
        return tuple(person for person in self.people if person.pk in met)

    @property
    def linked(self):
        return len(self.people)

    @property
    def contacted(self):
        return len(self.reached)

    @property
    def contacts(self):
        return len(self.confirmed)

    @property
    def opinions(self):
        return sum(contact.opinions for contact in self.confirmed)

    @property
    def asked(self):
        return sum(bool(contact.follow_up) for contact in self.confirmed)

    @property
    def followed(self):
        return sum(bool(contact.done_on) for contact in self.confirmed)

    @property
    def waiting(self):
        return len(self.unconfirmed)

    def behind(self, figure):
        """The list behind one figure: people for `linked` and `contacted`, contacts otherwise."""
        return {
            "linked": self.people,
            "contacted": self.reached,
            "contacts": self.confirmed,
            "opinions": tuple(c for c in self.confirmed if c.opinions),
            "asked": tuple(c for c in self.confirmed if c.follow_up),
            "followed": tuple(c for c in self.confirmed if c.done_on),
            "waiting": self.unconfirmed,
        }[figure]


@dataclass(frozen=True)
class Quarterly:
    """A whole bulletin. Every total is the sum of its lines."""

    congress: str
    year: int
    quarter: int
    as_of: str
    lines: tuple[Line, ...]
    nobody: tuple[Person, ...]  # deputies in office no member keeps in touch with

    @property
    def totals(self):
        sums = {name: sum(getattr(line, name) for line in self.lines) for name in FIGURES}
        return {"quota": sum(line.quota for line in self.lines), **sums}

    def behind(self, figure):
        """The list behind a total: (member, entries) for every member with any."""
        return tuple((ln.member, ln.behind(figure)) for ln in self.lines if ln.behind(figure))


def build_bulletin(congress, quarter, as_of):
    """A quarter's contacts as known now; the same number of queries whatever happened in it."""
    last = min(quarter.last, max(as_of, quarter.first))
    quota = quota_of(congress)
    people = {m.pk: _person(m) for m in _named(Mandate.objects.filter(congress=congress))}
    links = list(
        ContactLink.objects.filter(congress=congress)
        .overlapping(quarter.first, last)
        .values_list("member", "deputy")
    )
    logs = (
        ContactLog.objects.filter(congress=congress, record__status__in=["confirmed", "submitted"])
        .within(quarter.first, quarter.last)
        .select_related("record")
        .prefetch_related("deputies")
        .order_by("on", "pk")
    )
    linked, told = {}, {}
    for member, deputy in dict.fromkeys(links):
        linked.setdefault(member, []).append(people[deputy])
    for log in logs:
        told.setdefault(log.member_id, []).append(_contact(log, people))
    members = _members(congress, quarter.first, last) | set(linked) | set(told)
    lines = [
        Line(people[pk], quota, tuple(linked.get(pk, ())), tuple(told.get(pk, ())))
        for pk in members
    ]
    lines.sort(key=lambda line: (line.member.delegation, line.member.pk))
    return Quarterly(
        congress=congress.name,
        year=quarter.year,
        quarter=quarter.number,
        as_of=as_of.isoformat(),
        lines=tuple(lines),
        nobody=tuple(_person(m) for m in linked_by_nobody(congress, last)),
    )


def linked_by_nobody(congress, day):
    """Mandates in office that day, not on the standing committee, whom no member keeps up with."""
    taken = ContactLink.objects.filter(congress=congress).in_force_on(day).values("deputy")
    found = Mandate.objects.filter(congress=congress).in_office_on(day).exclude(pk__in=taken)
    return list(_named(found.exclude(pk__in=members_on(congress, day))))


def bulletin_from(content):
    """The bulletin a stored document holds."""
    return Quarterly(
        **{
            **content,
            "nobody": tuple(Person(**one) for one in content["nobody"]),
            "lines": tuple(
                Line(
                    member=Person(**line["member"]),
                    quota=line["quota"],
                    people=tuple(Person(**one) for one in line["people"]),
                    log=tuple(
                        Contact(**{**c, "deputies": tuple(Person(**d) for d in c["deputies"])})
                        for c in line["log"]
                    ),
                )
                for line in content["lines"]
            ),
        }
    )


def content_of(bulletin):
    """The bulletin as plain values, to be kept and hashed."""
    return asdict(bulletin)


def changes_between(old, new):
    """What a later bulletin says otherwise: (name, figure, was, is), in the order of its lines."""
    before = {line.member.pk: line for line in old.lines}
    after = {line.member.pk: line for line in new.lines}
    found = []
    for pk in [*after, *(pk for pk in before if pk not in after)]:
        was, now = before.get(pk), after.get(pk)
        name = (now or was).member.name
        for figure in ("quota", *FIGURES):
            one, two = (getattr(line, figure) if line else None for line in (was, now))
            if one != two:
                found.append((name, figure, one, two))
    return tuple(found)


def quarter_of(bulletin):
    """The quarter a bulletin tells of."""
    return Quarter(bulletin.year, bulletin.quarter)


def _members(congress, first, last):
    spans = Mandate.objects.filter(
        Q(role_spans__ends_on=None) | Q(role_spans__ends_on__gt=first),
        congress=congress,
        role_spans__role__in=MEMBER_ROLES,
        role_spans__starts_on__lte=last,
    )
    return set(spans.overlapping(first, last).values_list("pk", flat=True))


def _named(mandates):
    return mandates.select_related("deputy", "delegation").order_by("delegation__name", "pk")


def _person(mandate):
    delegation = mandate.delegation.name if mandate.delegation else ""
    return Person(mandate.pk, mandate.deputy.name, delegation)


def _contact(log, people):
    return Contact(
        on=_text(log.on),
        deputies=tuple(sorted((people[m.pk] for m in log.deputies.all()), key=lambda p: p.pk)),
        mode=log.mode,
        topic=log.topic,
        outcome=log.outcome,
        opinions=log.opinions,
        follow_up=log.follow_up,
        due_on=_text(log.due_on),
        done_on=_text(log.done_on),
        confirmed=log.record.status == "confirmed",
    )


def _text(day: date | None):
    return day.isoformat() if day else ""
