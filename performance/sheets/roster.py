"""The roster (代表名册): who holds a mandate, from when to when, for which constituency.

A mandate is known by (congress, term, certificate no.). An empty cell says nothing: what is
already recorded stays. A row whose certificate is known changes that mandate, cell by cell.
"""

import re

from django.utils.translation import gettext_lazy as _

from foundation.sheets.cells import name_key
from foundation.sheets.faults import WARNING
from foundation.sheets.judging import CHANGED, SAME

from ..models import Constituency, DeputyGroup, Mandate, Membership, RoleSpan, Term
from .congress_kind import CongressSheetKind, digest_of
from .messages import some_of
from .roster_apply import apply_roster, records_span, take_back_roster
from .roster_columns import DEPUTY_FIELDS, MANDATE_FIELDS, RosterResource


def joined_name(first, last):
    """A name from its two columns: 秀英 + 李 → 李秀英; Olivia + Chow → Olivia Chow."""
    if (first + last).isascii():
        return f"{first} {last}".strip()
    return f"{last}{first}"


class RosterKind(CongressSheetKind):
    """Deputies and their mandates in one congress."""

    code = "roster"
    label = _("Roster of deputies")
    description = _("Deputies, their certificate numbers, constituencies and days in office.")
    resource = RosterResource
    required_sets = (("name", "last_name"),)

    def judge(self, sheet, place, options):
        RosterJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        mandates = Mandate.objects.filter(congress=place).order_by("pk")
        return digest_of(
            mandates.values_list(
                "pk",
                "term",
                "certificate_no",
                "constituency",
                "delegation",
                *MANDATE_FIELDS,
                "deputy",
                *[f"deputy__{name}" for name in DEPUTY_FIELDS],
            ),
            Term.objects.filter(congress=place).order_by("pk").values_list(),
            Membership.objects.filter(mandate__congress=place).order_by("pk").values_list(),
            RoleSpan.objects.filter(mandate__congress=place).order_by("pk").values_list(),
        )

    def apply(self, plan, place, *, by, job):
        return apply_roster(plan, place)

    def take_back(self, undo, place, *, by, reason):
        take_back_roster(undo, place)

    def export(self, place, user):
        from .exports import roster_rows

        return roster_rows(place, user)


class RosterJudge:
    """Judges the rows of one roster against what is recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.terms = list(Term.objects.filter(congress=congress).order_by("starts_on"))
        mandates = Mandate.objects.filter(congress=congress).select_related(
            "deputy", "term", "constituency", "delegation"
        )
        mandates = mandates.prefetch_related("memberships__group", "role_spans")
        self.known = {(m.term_id, m.certificate_no): m for m in mandates}
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

    def _note_new_names(self, values):
        if (name := values.get("constituency")) and name not in self.constituencies:
            self.new_places[name] = True
        if (name := values.get("delegation")) and name not in self.delegations:
            self.new_delegations[name] = True

    def _new(self, index, values, term):
        start = values.get("starts_on") or term.starts_on
        if not self._dates_fit(index, start, values.get("ends_on")):
            return
        entry = {
            key: value.isoformat() if hasattr(value, "isoformat") else value
            for key, value in values.items()
            if key not in ("first_name", "last_name", "term")
        }
        entry.update(
            row=self.sheet.number(index),
            term=term.pk,
            starts_on=start.isoformat(),
            deputy=self._same_person(values),
        )
        self.new.append(entry)

    def _same_person(self, values):
        """A person already here, from another term: same name, and same phone or birth year."""
        for deputy in self.deputies.get(name_key(values["name"]), []):
            same_phone = values.get("phone") and values["phone"] == deputy.phone
            same_birth = values.get("birth_year") and values["birth_year"] == deputy.birth_year
            if same_phone or (same_birth and values.get("sex", "") == deputy.sex):
                return deputy.pk
        return None

    def _known(self, index, values, mandate):
        changes = []
        for key in DEPUTY_FIELDS:
            old = getattr(mandate.deputy, key)
            if key in values and values[key] != old:
                changes.append((key, old, values[key]))
        for key in MANDATE_FIELDS:
            old = getattr(mandate, key)
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
        """Committees and offices the row names and the mandate does not have yet."""
        committees = {
            m.group.name for m in mandate.memberships.all() if m.group.kind == "committee"
        }
        roles = {span.role for span in mandate.role_spans.all()}
        for key, held in (("committees", committees), ("roles", roles)):
            missing = [name for name in values.get(key, []) if name not in held]
            if missing:
                yield key, sorted(held), missing

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
