"""The days of a roster's rows: which term, whether they follow each other, whether records fit."""

import re

from ..models import Term
from .roster_apply import records_span


class RosterDays:
    """Judges what the rows of one roster say of days."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.terms = list(Term.objects.filter(congress=congress).order_by("starts_on"))

    def term(self, index, values):
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

    def fit(self, index, start, end):
        if end is None or end >= start:
            return True
        self.sheet.fault(index, "ends_on", "ends_before_starts", start=str(start), end=str(end))
        return False

    def records_fit(self, index, mandate, start, end):
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
