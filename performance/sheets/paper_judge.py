"""Judging signed attendance paper row by row: whose line it is, what it says, who signed."""

from collections import defaultdict

from foundation.sheets import CellFault
from foundation.sheets.cells import key, name_key
from foundation.sheets.judging import CHANGED, SAME

from ..models import Activity, Attendance, Sitting
from ..proofs import paper_proof
from .people import Directory

OPEN = Activity.Status.PUBLISHED
EXPECTED = Attendance.Status.EXPECTED


class PaperJudge:
    """Plans the marks of one sheet: `[line, what it says now, what it will say]` each."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.directory = Directory(congress)
        self.sittings = defaultdict(list)  # (folded title or number) → sittings
        rows = Sitting.objects.filter(activity__congress=congress).exclude(
            activity__status__in=[Activity.Status.CANCELLED, Activity.Status.DRAFT]
        )
        for sitting in rows.select_related("activity").order_by("pk"):
            for name in {key(sitting.activity.title), key(sitting.activity.number)} - {""}:
                self.sittings[name].append(sitting)

    def judge(self):
        about = {}
        for index in self.sheet.live():
            try:
                about[index] = self._about(index)
            except CellFault as fault:
                column = fault.params.pop("column", None) or self._name_column()
                self.sheet.fault(index, column, fault.code, **fault.params)
        lines = self._lines(about)
        seen, plan = {}, []
        for index, (sitting, person) in about.items():
            line = lines.get((sitting.pk, person.pk))
            first = seen.setdefault((sitting.pk, person.pk), index)
            if first != index:
                self.sheet.fault(index, "mark", "two_marks", other=self.sheet.number(first))
            elif line is None:
                self.sheet.fault(
                    index,
                    self._name_column(),
                    "not_called",
                    name=person.name,
                    title=sitting.activity.title,
                )
            else:
                self._plan(index, sitting, person, line, plan)
        self.sheet.plan = {"lines": plan}

    def _about(self, index):
        """(sitting, person) of a row, its signatures looked at; raises CellFault."""
        name, certificate = self._cell("name", index), self._cell("certificate_no", index)
        day, half = self._cell("on", index), self._cell("half_day", index)
        person = self.directory.find(name, certificate, day)
        title = self._cell("activity", index)
        named = self.sittings.get(key(title))
        if not named:
            raise CellFault(
                "no_such_activity",
                value=title,
                congress=self.congress.short_name,
                column="activity",
            )
        fitting = [s for s in named if (s.on, s.half_day) == (day, half)]
        if not fitting:
            raise CellFault(
                "no_such_sitting", title=named[0].activity.title, day=str(day), column="on"
            )
        self._check_signatures(index, person)
        return fitting[0], person

    def _check_signatures(self, index, person):
        first, second = self._cell("signed_1", index), self._cell("signed_2", index)
        for column, signer in (("signed_1", first), ("signed_2", second)):
            if "|" in signer:
                raise CellFault("signer_unreadable", value=signer, column=column)
            if name_key(signer) == name_key(person.name):
                raise CellFault("signed_for_oneself", name=person.name, column=column)
        if name_key(first) == name_key(second):
            raise CellFault("same_signer", value=second, column="signed_2")

    def _lines(self, about):
        keys = sorted({sitting.pk for sitting, _person in about.values()})
        lines = {}
        for start in range(0, len(keys), 500):
            for line in Attendance.objects.filter(sitting__in=keys[start : start + 500]):
                lines[line.sitting_id, line.mandate_id] = line
        return lines

    def _plan(self, index, sitting, person, line, plan):
        mark = self._cell("mark", index)
        if line.status == mark:  # what stands keeps the proof it has
            self.sheet.states[index] = SAME
            return
        if sitting.activity.status != OPEN:
            self.sheet.fault(
                index, "mark", "sheet_closed", title=sitting.activity.title, name=person.name
            )
            return
        if line.status != EXPECTED:
            self.sheet.states[index] = CHANGED
            self.sheet.changes[self.sheet.number(index)] = [["mark", line.status, mark]]
        proof = paper_proof(self._cell("signed_1", index), self._cell("signed_2", index))
        was = [line.status, line.leave_reason, line.method, line.proof]
        plan.append([line.pk, was, [mark, proof]])

    def _name_column(self):
        return next(k for k in ("name", "certificate_no") if k in self.sheet.mapping)

    def _cell(self, name, index):
        column = self.sheet.values.get(name)
        return (column[index] if column is not None else None) or ""
