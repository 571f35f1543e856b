"""Who a new row of a roster is: a person already here, somebody new, a deputy of elsewhere too."""

from foundation.sheets.cells import name_key
from foundation.sheets.faults import WARNING

from ..models import Mandate
from ..services.mandate_checks import related_congresses
from ..spans import effective_end, overlap, shown_span

REFUSED = object()
CHUNK = 500


class RosterPeople:
    """Tells the people of one roster apart. `mandates`: those of the congress, deputies loaded."""

    def __init__(self, sheet, congress, terms, mandates):
        self.sheet, self.congress, self.terms = sheet, congress, terms
        self.mandates_of, self.of_name = {}, {}
        for mandate in mandates:
            self.mandates_of.setdefault(mandate.deputy_id, []).append(mandate)
            self.of_name.setdefault(name_key(mandate.deputy.name), []).append(mandate.deputy)
        self.unrelated, self.unrelated_of_name = {}, {}
        for mandate in self._in_unrelated_areas():
            self.unrelated.setdefault(mandate.deputy_id, []).append(mandate)
            self.unrelated_of_name.setdefault(mandate.deputy.name, []).append(mandate.deputy)

    def _in_unrelated_areas(self):
        """Mandates of the people named here in areas of which neither lies in the other."""
        near = related_congresses(self.congress)
        columns = self.sheet.values
        names = sorted({name for name in columns.get("name", []) if name})
        for start in range(0, len(names), CHUNK):
            mandates = Mandate.objects.filter(deputy__name__in=names[start : start + CHUNK])
            yield from mandates.exclude(congress__in=near).select_related("deputy", "congress")

    def _elsewhere(self, values):
        """Deputies of unrelated areas whose name and telephone, or year and sex, agree."""
        for deputy in self.unrelated_of_name.get(values["name"], []):
            phone = values.get("phone") and values["phone"] == deputy.phone
            year = values.get("birth_year") and values["birth_year"] == deputy.birth_year
            if phone or (year and values.get("sex", "") == deputy.sex):
                yield deputy.pk

    def _unrelated(self, index, deputies, start):
        """Warn of a deputy of an unrelated area (选举法 §48); people look whether it is one."""
        for deputy in dict.fromkeys(deputies):
            for mandate in self.unrelated.get(deputy, []):
                if mandate.ends_on is None or mandate.ends_on > start:
                    self.sheet.fault(
                        index,
                        "name" if "name" in self.sheet.mapping else "last_name",
                        "unrelated_area",
                        WARNING,
                        name=mandate.deputy.name,
                        congress=mandate.congress.short_name,
                    )
                    return

    def same_person(self, index, values, term, start, end):
        """A person already here, from another term: same name, and same phone or birth year.

        Someone in office on the same days is another person of that name, unless the phone says
        that it is one person: then the row is refused.
        """
        end = effective_end(end, term, self.terms)
        for deputy in self.of_name.get(name_key(values["name"]), []):
            same_phone = values.get("phone") and values["phone"] == deputy.phone
            same_birth = values.get("birth_year") and values["birth_year"] == deputy.birth_year
            if not same_phone and not (same_birth and values.get("sex", "") == deputy.sex):
                continue
            clash = self.overlapping(deputy, start, end)
            if clash is None:
                self._unrelated(index, [deputy.pk], start)
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
        self._unrelated(index, self._elsewhere(values), start)
        return None

    def overlapping(self, deputy, start, end):
        for mandate in self.mandates_of.get(deputy.pk, []):
            other_end = effective_end(mandate.ends_on, mandate.term, self.terms)
            if overlap(start, end, mandate.starts_on, other_end):
                return mandate
        return None
