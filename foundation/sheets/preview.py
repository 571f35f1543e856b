"""A judged sheet as it is stored, shown and confirmed: nothing but plain values."""

from dataclasses import dataclass

from .faults import ERROR, Fault, place, sentence
from .judging import KEPT_FAULTS, STATES, Question


def stored(judged):
    """The plain form of a judging, to be kept as JSON."""
    return {
        "sheet": judged.sheet,
        "heading_row": judged.heading.row,
        "first_row": judged.first_row,
        "labels": list(judged.heading.labels),
        "mapping": judged.mapping,
        "states": "".join(judged.states),
        "counts": judged.counts(),
        "fault_count": judged.fault_count,
        "faults": [fault.as_list() for fault in sorted(judged.faults, key=_in_order)],
        "changes": {
            str(row): [[key, _plain(old), _plain(new)] for key, old, new in changes]
            for row, changes in judged.changes.items()
        },
        "notes": judged.notes,
        "questions": [vars(question) for question in judged.questions],
        "totals_skipped": judged.totals_skipped,
        "plan": judged.plan,
    }


def _in_order(fault):
    return fault.row or 0, -1 if fault.column is None else fault.column


def _plain(value):
    if value is None or isinstance(value, (str, int)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@dataclass
class Preview:
    """What the wizard, the command and the handed-back workbook all read."""

    data: dict

    def __getattr__(self, name):
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def fault_list(self):
        """Every kept fault, in the order of the sheet."""
        return [Fault(*entry) for entry in self.data["faults"]]

    @property
    def errors(self):
        return [fault for fault in self.fault_list if fault.severity == ERROR]

    @property
    def warnings(self):
        return [fault for fault in self.fault_list if fault.severity != ERROR]

    @property
    def question_list(self):
        return [Question(**entry) for entry in self.data["questions"]]

    @property
    def open_questions(self):
        return [question for question in self.question_list if not question.answer]

    @property
    def note_list(self):
        """Sentences about the sheet as a whole."""
        return [sentence(code, params) for code, params in self.data["notes"]]

    @property
    def more_faults(self):
        """How many faults were counted beyond those kept."""
        return max(0, self.data["fault_count"] - KEPT_FAULTS)

    def state_of(self, row):
        """The state of the sheet's row of that number, or None outside the register."""
        index = row - self.data["first_row"]
        if 0 <= index < len(self.data["states"]):
            return STATES.get(self.data["states"][index])
        return None

    def rows_in(self, state):
        """Row numbers in that state, in order."""
        letter = next(letter for letter, name in STATES.items() if name == state)
        first = self.data["first_row"]
        return [first + index for index, got in enumerate(self.data["states"]) if got == letter]

    def changed_cells(self, columns):
        """Every cell that would change: row, column label, old, new; shown as people know it."""
        cells = []
        for row, changes in self.data["changes"].items():
            for key, old, new in changes:
                column = columns.get(key)
                shown = column.shown if column else str
                label = column.label if column else key
                cells.append((int(row), label, shown(old), shown(new)))
        return sorted(cells, key=lambda cell: cell[0])

    def where(self, fault):
        """The place of a fault, for people."""
        labels = self.data["labels"]
        label = None
        if fault.column is not None and fault.column < len(labels):
            label = labels[fault.column]
        return place(self.data["sheet"], fault.row, fault.column, label)
