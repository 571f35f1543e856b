"""Judging a roster: every row against what is recorded, before anything is written."""

import re

from foundation.sheets.cells import name_key
from foundation.sheets.faults import WARNING
from foundation.sheets.judging import CHANGED, SAME

from ..models import Constituency, DeputyGroup, Mandate, Term
from ..spans import effective_end, overlap, shown_span
from .messages import some_of
from .people import joined_name
from .roster_apply import held, records_span
from .roster_columns import (
    DEPUTY_FIELDS,
    ENDING_FIELDS,
    MANDATE_FIELDS,
    PRIVATE_FIELDS,
)

REFUSED = object()
CELLS = [*DEPUTY_FIELDS, *PRIVATE_FIELDS, *MANDATE_FIELDS, *ENDING_FIELDS]


class RosterJudge:
    """Judges the rows of one roster against what is recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.terms = list(Term.objects.filter(congress=congress).order_by("starts_on"))
        mandates = Mandate.objects.filter(congress=congress).select_related(
            "deputy__private", "term", "constituency", "delegation", "ending"
        )
        mandates = mandates.prefetch_related("memberships__group", "role_spans", "specialities")
        self.known = {(m.term_id, m.certificate_no): m for m in mandates}
        self.mandates_of = {}
        for mandate in self.known.values():
            self.mandates_of.setdefault(mandate.deputy_id, []).append(mandate)
        self.deputies = {}
        for mandate in self.known.values():
            self.deputies.setdefault(name_key(mandate.deputy.name), []).append(mandate.deputy)
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

        if not self.terms:
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
        term = self._term(index, values)
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

    def _term(self, index, values):
        """The term a row names, else the one its first day lies in, else the last."""
        shown = "、".join(str(term.number) for term in self.terms)
        if number := values.get("term"):
            for term in self.terms:
                if _names_term(number, term):
                    return term
            self.sheet.fault(
                index,
                "term",
                "no_such_term",
                value=number,
                congress=self.congress.short_name,
                terms=shown,
            )
            return None
        day = values.get("starts_on")
        if day is None:
            return self.terms[-1]
        for term in self.terms:
            if term.starts_on <= day and (term.ends_on is None or day < term.ends_on):
                return term
        spans = "；".join(f"{term.starts_on}—{term.ends_on or ''}" for term in self.terms)
        self.sheet.fault(
            index,
            "starts_on",
            "before_the_term",
            day=str(day),
            congress=self.congress.short_name,
            terms=spans,
        )
        return None

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
        if not self._dates_fit(index, start, end):
            return
        deputy = self._same_person(index, values, term, start, end)
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

    def _same_person(self, index, values, term, start, end):
        """A person already here, from another term: same name, and same phone or birth year.

        Someone in office on the same days is another person of that name, unless the phone says
        that it is one person: then the row is refused.
        """
        end = effective_end(end, term, self.terms)
        for deputy in self.deputies.get(name_key(values["name"]), []):
            same_phone = values.get("phone") and values["phone"] == deputy.phone
            same_birth = values.get("birth_year") and values["birth_year"] == deputy.birth_year
            if not same_phone and not (same_birth and values.get("sex", "") == deputy.sex):
                continue
            clash = self._overlapping(deputy, start, end)
            if clash is None:
                return deputy.pk
            if same_phone:
                clash_end = effective_end(clash.ends_on, clash.term, self.terms)
                self.sheet.fault(
                    index,
                    "starts_on",
                    "overlapping_mandates",
                    name=deputy.name,
                    certificate=clash.certificate_no,
                    span=shown_span(clash.starts_on, clash_end),
                    other=shown_span(start, end),
                )
                return REFUSED
        return None

    def _overlapping(self, deputy, start, end):
        for mandate in self.mandates_of.get(deputy.pk, []):
            other_end = effective_end(mandate.ends_on, mandate.term, self.terms)
            if overlap(start, end, mandate.starts_on, other_end):
                return mandate
        return None

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
        if not self._dates_fit(index, start, end) or (
            moved and not self._records_fit(index, mandate, start, end)
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

    def _dates_fit(self, index, start, end):
        if end is None or end >= start:
            return True
        self.sheet.fault(index, "ends_on", "ends_before_starts", start=str(start), end=str(end))
        return False

    def _records_fit(self, index, mandate, start, end):
        first, last = records_span(mandate)
        if first is None or (start <= first and (end is None or last < end)):
            return True
        self.sheet.fault(
            index,
            "starts_on" if start > first else "ends_on",
            "records_outside",
            name=mandate.deputy.name,
            first=str(first),
            last=str(last),
        )
        return False


def _names_term(shown, term):
    """Does "19", "第19届" or "2022-2026" name that term?"""
    years = re.fullmatch(r"(\d{4})\D+(\d{4})\D?", shown)
    if years:
        return int(years[1]) == term.starts_on.year
    return re.sub(r"\D", "", shown) == str(term.number)


def _joined(value):
    return "；".join(value) if isinstance(value, list) else value


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
