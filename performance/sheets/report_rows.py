"""What past duty reports and spendings have in common as sheets: one row, one deputy, one day.

A row that is there already, cell for cell, changes nothing; one that says something else of the
same report or receipt is a fault, because neither is ever edited.
"""

from abc import ABC, abstractmethod

from foundation.sheets import CellFault
from foundation.sheets.judging import DUPLICATE, SAME

from .people import Directory


class RowJudge(ABC):
    """Finds the deputy of each row, its key, and whether it is known."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.directory = Directory(congress)
        self.seen, self.new = {}, []

    @abstractmethod
    def known(self):
        """{key: values} of what is stored."""

    @abstractmethod
    def entry(self, index, person, values):
        """(key, values) of a row, or None once its faults are noted."""

    def judge(self):
        known = self.known()
        for index in self.sheet.live():
            self._row(index, known)
        self.sheet.plan = {"new": self.new}

    def _row(self, index, known):
        cells = {key: column[index] for key, column in self.sheet.values.items()}
        try:
            person = self.directory.find(
                cells.get("name") or "", cells.get("certificate_no") or "", cells["on"]
            )
        except CellFault as fault:
            key = "certificate_no" if cells.get("certificate_no") else "name"
            key = key if key in self.sheet.mapping else None
            self.sheet.fault(index, key, fault.code, **fault.params)
            return
        found = self.entry(index, person, cells)
        if found is None:
            return
        key, values = found
        if key in self.seen:
            other, said = self.seen[key]
            if said == values:
                self.sheet.states[index] = DUPLICATE
            else:
                self._differs(index, person, values, self.sheet.number(other))
            return
        self.seen[key] = index, values
        if key in known:
            if known[key] == values:
                self.sheet.states[index] = SAME
            else:
                self._differs(index, person, values, None)
            return
        self.new.append({"mandate": person.pk, **values})

    def _differs(self, index, person, values, row):
        params = {"name": person.name, "day": values["on"]}
        if row is None:
            self.sheet.fault(index, "on", "already_otherwise", **params)
        else:
            self.sheet.fault(index, "on", "row_otherwise", row=row, **params)
