"""Who a row is about: names and certificate numbers matched against the mandates of a congress."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from pypinyin import lazy_pinyin

from foundation.sheets import CellFault
from foundation.sheets.cells import name_key

from ..models import Mandate, Membership, Suspension

FOREVER = date.max


def joined_name(first, last):
    """A name from its two columns: 秀英 + 李 → 李秀英; Olivia + Chow → Olivia Chow."""
    if (first + last).isascii():
        return f"{first} {last}".strip()
    return f"{last}{first}"


@dataclass
class Person:
    """One mandate, as matching needs it."""

    pk: int
    name: str
    certificate: str
    starts_on: date
    ends_on: date | None
    suspensions: list = field(default_factory=list)  # (first day, first day back)
    groups: list = field(default_factory=list)  # (group key, from, first day out)

    def covers(self, day):
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def suspended(self, day):
        return any(first <= day < (back or FOREVER) for first, back in self.suspensions)

    def in_group(self, group, day):
        return any(
            pk == group and first <= day < (out or FOREVER) for pk, first, out in self.groups
        )

    @property
    def span(self):
        """The days in office, as text."""
        if self.ends_on is None:
            return f"{self.starts_on}—"
        return f"{self.starts_on}—{self.ends_on}"


class Directory:
    """Every mandate of a congress, findable by name and by certificate number."""

    def __init__(self, congress):
        self.congress = congress
        self.people = {}
        self.by_name = defaultdict(list)
        self.by_certificate = defaultdict(list)
        rows = Mandate.objects.filter(congress=congress).order_by("pk")
        for pk, name, name_en, certificate, starts_on, ends_on in rows.values_list(
            "pk", "deputy__name", "deputy__name_en", "certificate_no", "starts_on", "ends_on"
        ):
            person = Person(pk, name, certificate, starts_on, ends_on)
            self.people[pk] = person
            for key in {name_key(name), name_key(name_en)} - {""}:
                self.by_name[key].append(person)
            self.by_certificate[certificate.casefold()].append(person)
        suspensions = Suspension.objects.filter(mandate__congress=congress)
        for pk, first, back in suspensions.values_list("mandate", "starts_on", "ends_on"):
            self.people[pk].suspensions.append((first, back))
        memberships = Membership.objects.filter(mandate__congress=congress)
        for pk, group, first, out in memberships.values_list(
            "mandate", "group", "starts_on", "ends_on"
        ):
            self.people[pk].groups.append((group, first, out))

    def find(self, name, certificate, day, group=None):
        """The person a row means on that day. Raises CellFault saying what to do."""
        found = self._candidates(name, certificate)
        there = [person for person in found if person.covers(day)]
        if not there:
            nearest = min(found, key=lambda person: abs(person.starts_on - day))
            span = "；".join(person.span for person in found)
            raise CellFault("outside_mandate", day=str(day), name=nearest.name, span=span)
        if len(there) > 1 and group is not None:
            there = [person for person in there if person.in_group(group, day)] or there
        if len(there) > 1:
            raise CellFault(
                "two_of_one_name",
                count=len(there),
                value=name or certificate,
                certificates="、".join(person.certificate for person in there),
            )
        return there[0]

    def _candidates(self, name, certificate):
        if not name and not certificate:
            raise CellFault("nobody")
        if certificate:
            found = self.by_certificate.get(certificate.casefold())
            if not found:
                raise CellFault(
                    "unknown_certificate", value=certificate, congress=self.congress.short_name
                )
            if name and not any(person in self.by_name.get(name_key(name), ()) for person in found):
                raise CellFault(
                    "name_and_certificate", certificate=certificate, name=found[0].name, value=name
                )
            return found
        found = self.by_name.get(name_key(name))
        if not found:
            params = {"value": name, "congress": self.congress.short_name}
            if similar := self.similar(name):
                raise CellFault("unknown_deputy_similar", similar="、".join(similar), **params)
            raise CellFault("unknown_deputy", **params)
        return found

    def similar(self, name, most=3):
        """Names somebody may have meant: spelt almost so, or sounding the same."""
        wanted, sound = name_key(name), "".join(lazy_pinyin(name_key(name)))
        scored = {}
        for key, people in self.by_name.items():
            alike = SequenceMatcher(None, wanted, key).ratio()
            if sound == "".join(lazy_pinyin(key)):
                alike = max(alike, 0.95)
            if alike >= 0.6:
                shown = people[0].name
                scored[shown] = max(alike, scored.get(shown, 0))
        return sorted(scored, key=lambda shown: (-scored[shown], shown))[:most]
