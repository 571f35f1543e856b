"""Judges rows of duties done against the records there: whose, when, what, and whether known."""

import hashlib
from collections import Counter, defaultdict

from django.utils import timezone

from foundation.sheets import CellFault
from foundation.sheets.cells import text
from foundation.sheets.judging import DUPLICATE, SAME

from ..models import DutyRecord
from .duty_words import DutyNames
from .people import Directory

SOURCE = "performance.sheet:"  # names what came in from a sheet of duties
ONE = 1000


class DutyJudge:
    """One sheet's rows against what the congress has recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.today = sheet, timezone.localdate()
        self.directory, self.names = Directory(congress), DutyNames(congress)
        self.known = defaultdict(list)
        records = DutyRecord.objects.filter(congress=congress).select_related("kind")
        days = {day for day in self.sheet.values.get("on", ()) if day}
        for record in records.order_by("pk") if days else ():
            if record.on in days:
                self.known[record.mandate_id, record.on, told(record.title)].append(record)
        self.new, self.sources, self.met = [], set(), Counter()

    def judge(self):
        for index in self.sheet.live():
            values = {key: column[index] for key, column in self.sheet.values.items()}
            try:
                self._row(index, values)
            except CellFault as fault:
                key = fault.params.pop("key", None)
                self.sheet.fault(index, key, fault.code, **fault.params)
        self.sheet.plan = {"new": self.new}

    def _row(self, index, values):
        person = self._person(values)
        title, place, quantity = values["title"], values.get("place") or "", values.get("quantity")
        alike = [
            record
            for record in self.known.get((person.pk, values["on"], title), ())
            if self.names.means(values["what"], record) and place in ("", told(record.place))
        ]
        if alike:
            return self._known(index, alike, quantity)
        self._check_day(person, values["on"])
        try:
            offer = self.names.find(values["what"])
        except CellFault as fault:
            raise CellFault(fault.code, key="what", **fault.params) from None
        code = offer.duty.code
        source = source_of(person.pk, values["on"], offer.kind.code, code, title, place)
        if source in self.sources:
            self.sheet.states[index] = DUPLICATE
            return None
        self.sources.add(source)
        return self.new.append(
            {
                "mandate": person.pk,
                "kind": offer.kind.pk,
                "occasion": code,
                "mode": offer.duty.mode,
                "on": values["on"].isoformat(),
                "title": title,
                "place": place,
                "quantity": quantity or ONE,
                "source": source,
            }
        )

    def _known(self, index, alike, quantity):
        """A record there stays whatever has become of it; withdrawn, it is not sent in again."""
        if quantity is not None and quantity not in {record.quantity for record in alike}:
            held = alike[0].quantity / ONE
            raise CellFault("duty_quantity_differs", key="quantity", held=f"{held:g}")
        self.sheet.states[index] = SAME

    def _person(self, values):
        certificate = values.get("certificate_no") or ""
        try:
            return self.directory.find(values.get("name") or "", certificate, values["on"])
        except CellFault as fault:
            key = "certificate_no" if certificate else "name"
            key = key if key in self.sheet.mapping else None
            raise CellFault(fault.code, **{**fault.params, "key": key}) from None

    def _check_day(self, person, day):
        if day > self.today:
            raise CellFault("duty_to_come", key="on", day=str(day))
        if person.suspended(day):
            raise CellFault("duty_while_suspended", key="on", name=person.name, day=str(day))


def told(words):
    """Stored words as a cell says them."""
    return " ".join(text(words).split())


def source_of(*parts):
    """What names a record made from a row, the same for the same row of any file."""
    return SOURCE + hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:40]
