"""Judging a roster: every row against what is recorded, before anything is written."""

from foundation.sheets.faults import WARNING
from foundation.sheets.judging import CHANGED, SAME

from ..models import Constituency, DeputyGroup, Mandate
from .messages import some_of
from .people import joined_name
from .roster_apply import held
from .roster_columns import (
    DEPUTY_FIELDS,
    ENDING_FIELDS,
    MANDATE_FIELDS,
    PRIVATE_FIELDS,
)
from .roster_days import RosterDays
from .roster_people import REFUSED, RosterPeople

CELLS = [*DEPUTY_FIELDS, *PRIVATE_FIELDS, *MANDATE_FIELDS, *ENDING_FIELDS]


class RosterJudge:
    """Judges the rows of one roster against what is recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.days = RosterDays(sheet, congress)
        mandates = Mandate.objects.filter(congress=congress).select_related(
            "deputy__private", "term", "constituency", "delegation", "ending"
        )
        mandates = mandates.prefetch_related("memberships__group", "role_spans", "specialities")
        self.known = {(m.term_id, m.certificate_no): m for m in mandates}
        self.people = RosterPeople(sheet, congress, self.days.terms, self.known.values())
        self.constituencies = set(
            Constituency.objects.filter(congress=congress).values_list("name", flat=True)
        )
        self.delegations = set(
            DeputyGroup.objects.filter(
                congress=congress, kind=DeputyGroup.Kind.DELEGATION
            ).values_list("name", flat=True)
        )
        self.seen = {}
        self.new, self.changed = [], []
        self.new_places, self.new_delegations = {}, {}

    def judge(self):
        from foundation.sheets import SheetError

        if not self.days.terms:
            raise SheetError(
                "no_term_at_all", sheet=self.sheet.sheet, congress=self.congress.short_name
            )
        for index in self.sheet.live():
            self._row(index)
        self.sheet.plan = {"new": self.new, "changed": self.changed}
        for code, names in [
            ("new_places", self.new_places),
            ("new_delegations", self.new_delegations),
        ]:
            if names:
                self.sheet.notes.append([code, some_of(names)])

    def _row(self, index):
        values = {key: column[index] for key, column in self.sheet.values.items()}
        values = {key: value for key, value in values.items() if value not in (None, "", [])}
        if "name" not in values:
            values["name"] = joined_name(values.get("first_name", ""), values.get("last_name", ""))
        if not values["name"]:
            key = "name" if "name" in self.sheet.mapping else "last_name"
            return self.sheet.fault(index, key, "required")
        term = self.days.term(index, values)
        if term is None:
            return None
        certificate = values["certificate_no"]
        first = self.seen.setdefault((term.pk, certificate), index)
        if first != index:
            return self.sheet.fault(
                index,
                "certificate_no",
                "same_key_twice",
                value=certificate,
                other=self.sheet.number(first),
            )
        self._told_by_others(values)
        if not self._birth_agrees(index, values):
            return None
        self._note_new_names(values)
        mandate = self.known.get((term.pk, certificate))
        if mandate is None:
            return self._new(index, values, term)
        return self._known(index, values, mandate)

    def _told_by_others(self, values):
        """What a column says of another: 是否常委 of the offices, 连任 of the terms before."""
        for key, role in (
            ("standing_member", "standing_member"),
            ("special_member", "special_member"),
        ):
            if values.pop(key, None) and role not in values.setdefault("roles", []):
                values["roles"].append(role)
        if values.pop("first_time", None) is False and not values.get("earlier_terms"):
            values["earlier_terms"] = 1
        born = values.get("born", "")
        if born and "birth_year" not in values:
            values["birth_year"] = int(born[:4])

    def _birth_agrees(self, index, values):
        born = values.get("born")
        if not born or int(born[:4]) == values["birth_year"]:
            return True
        self.sheet.fault(index, "born", "birth_differs", born=born, year=values["birth_year"])
        return False

    def _note_new_names(self, values):
        if (name := values.get("constituency")) and name not in self.constituencies:
            self.new_places[name] = True
        if (name := values.get("delegation")) and name not in self.delegations:
            self.new_delegations[name] = True

    def _new(self, index, values, term):
        start = values.get("starts_on") or term.starts_on
        end = values.get("ends_on")
        if not self.days.fit(index, start, end):
            return
        deputy = self.people.same_person(index, values, term, start, end)
        if deputy is REFUSED:
            return
        self._notice_fits(index, values, values.get("end_reason"), values.get("notice_ref"))
        entry = {
            key: value.isoformat() if hasattr(value, "isoformat") else value
            for key, value in values.items()
            if key not in ("first_name", "last_name", "term")
        }
        entry.update(
            row=self.sheet.number(index),
            term=term.pk,
            starts_on=start.isoformat(),
            deputy=deputy,
        )
        self.new.append(entry)

    def _notice_fits(self, index, values, reason, notice):
        """A mandate that ended before its term wants its public notice (代表法 §63)."""
        if reason and reason != Mandate.EndReason.EXPIRED and not notice:
            self.sheet.fault(index, "end_reason", "no_notice", WARNING, name=values.get("name", ""))

    def _known(self, index, values, mandate):
        changes = []
        for key in CELLS:
            old = held(mandate, key)
            if key in values and values[key] != old:
                changes.append((key, old, values[key]))
        for key in ("constituency", "delegation"):
            old = getattr(mandate, key)
            if key in values and (old is None or values[key] != old.name):
                changes.append((key, old.name if old else "", values[key]))
        changes += self._additions(values, mandate)
        if not changes:
            self.sheet.states[index] = SAME
            return
        start = values.get("starts_on", mandate.starts_on)
        end = values.get("ends_on", mandate.ends_on)
        moved = {"starts_on", "ends_on"} & {key for key, _old, _new in changes}
        if not self.days.fit(index, start, end) or (
            moved and not self.days.records_fit(index, mandate, start, end)
        ):
            return
        if {"ends_on", "end_reason"} & {key for key, _old, _new in changes}:
            reason = values.get("end_reason", mandate.end_reason)
            notice = values.get("notice_ref") or held(mandate, "notice_ref")
            self._notice_fits(index, values, reason, notice)
        if "name" in {key for key, _old, _new in changes}:
            self.sheet.fault(
                index,
                "certificate_no",
                "certificate_renamed",
                WARNING,
                certificate=mandate.certificate_no,
                old=mandate.deputy.name,
            )
        self.sheet.states[index] = CHANGED
        row = self.sheet.number(index)
        self.sheet.changes[row] = [
            (key, "；".join(old) if isinstance(old, list) else old, _joined(new))
            for key, old, new in changes
        ]
        plain = [[key, _plain(old), _plain(new)] for key, old, new in changes]
        self.changed.append(
            {"row": row, "mandate": mandate.pk, "deputy": mandate.deputy_id, "cells": plain}
        )

    def _additions(self, values, mandate):
        """Committees, groups, offices and specialities the row names and the mandate lacks."""
        memberships = list(mandate.memberships.all())
        for key, kind in (("committees", "committee"), ("groups", "group")):
            yield from self._missing(
                key, values, {m.group.name for m in memberships if m.group.kind == kind}
            )
        yield from self._missing("roles", values, {s.role for s in mandate.role_spans.all()})
        known = {speciality.name for speciality in mandate.specialities.all()}
        yield from self._missing("specialities", values, known)

    @staticmethod
    def _missing(key, values, known):
        missing = [name for name in dict.fromkeys(values.get(key, [])) if name not in known]
        if missing:
            yield key, sorted(known), missing


def _joined(value):
    return "；".join(value) if isinstance(value, list) else value


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
