"""A sheet judged: every cell of every row read before anything is written.

Columns are read one at a time and each distinct writing once: a register of a hundred thousand
rows repeats a few hundred names, days and marks.
"""

from dataclasses import dataclass, field

from . import cells, headings
from .faults import ERROR, WARNING, CellFault, Fault, SheetError, sentence

NEW, CHANGED, SAME, BAD, DUPLICATE, QUESTION, BLANK, TOTAL = "ncsedq-t"
STATES = {
    NEW: "new",
    CHANGED: "changed",
    SAME: "same",
    BAD: "error",
    DUPLICATE: "duplicate",
    QUESTION: "contradiction",
}
KEPT_FAULTS = 2000  # enough to work through; the rest are counted


@dataclass
class Question:
    """Something only a person can decide: rows that contradict each other."""

    id: str
    rows: list
    code: str
    params: dict
    choices: list  # (value, row number, what that row says)
    answer: str = ""

    @property
    def sentence(self):
        """What is to be decided, in the reader's language."""
        return sentence(self.code, self.params)


@dataclass
class Judged:
    """The state of one judging. Row numbers are the sheet's own, from 1."""

    sheet: str
    columns: dict
    heading: headings.Heading
    mapping: dict
    first_row: int
    rows: list  # raw cells of the rows below the heading
    states: list
    values: dict  # column key → list of values, one per row
    faults: list = field(default_factory=list)
    fault_count: int = 0
    changes: dict = field(default_factory=dict)  # row → [(column key, old, new)]
    notes: list = field(default_factory=list)  # (code, params)
    questions: list = field(default_factory=list)
    plan: dict = field(default_factory=dict)
    totals_skipped: int = 0
    unreadable: set = field(default_factory=set)  # (index, column) of formulas and error values

    def number(self, index):
        """The sheet's own number of the row at that index."""
        return self.first_row + index

    def fault(self, index, key, code, severity=ERROR, **params):
        """Note a fault at a row and (unless None) a column."""
        column = self.mapping.get(key) if key else None
        if severity == ERROR:
            self.states[index] = BAD
            self.fault_count += 1
        if len(self.faults) < KEPT_FAULTS:
            self.faults.append(Fault(code, params, self.number(index), column, severity))

    def live(self):
        """Indexes of rows that hold something and have no fault so far."""
        return [index for index, state in enumerate(self.states) if state == NEW]

    def counts(self):
        """How many rows are in each state."""
        return {name: self.states.count(state) for state, name in STATES.items()}


def choose_sheet(book, kind, wanted=""):
    """The sheet with the best row of headings, and them. One sheet may be asked for by name."""
    columns = kind.resource.columns()
    best, fallback = None, None
    for name in [wanted] if wanted in book.names else book.names[:50]:
        table = book.table(name, first_rows=headings.LOOK_AT_ROWS + 1)
        if fallback is None and not all(headings.is_blank(row) for row in table.rows):
            fallback = name
        heading = headings.find_heading(table.rows, columns)
        if heading and (best is None or heading.score > best[1].score):
            best = (name, heading)
    if best is None:
        if fallback is None:
            raise SheetError("empty_file")
        required = [c.label for c in columns.values() if c.required or c.in_template][:5]
        labels = "、".join(str(label) for label in required)
        raise SheetError("no_header", sheet=fallback, labels=labels)
    return best


def read_cells(table, kind, heading, mapping):
    """Read every cell of the mapped columns. Returns a `Judged` with cell faults noted."""
    columns = kind.resource.columns()
    mapping = {key: place for key, place in mapping.items() if key in columns}
    _need_columns(table, kind, heading, mapping, columns)
    first = heading.row + 1
    rows = table.rows[first:]
    judged = Judged(
        sheet=table.name,
        columns=columns,
        heading=heading,
        mapping=mapping,
        first_row=first + 1,
        rows=rows,
        states=_row_states(rows),
        values={},
    )
    judged.totals_skipped = judged.states.count(TOTAL)
    if NEW not in judged.states:
        raise SheetError("no_rows", sheet=table.name)
    _refuse_formulas(table, judged)
    for key, place in mapping.items():
        judged.values[key] = _read_column(judged, key, place, columns[key])
    return judged


def _need_columns(table, kind, heading, mapping, columns):
    for key, column in columns.items():
        if column.required and key not in mapping:
            raise SheetError(
                "missing_column", sheet=table.name, row=heading.row + 1, label=str(column.label)
            )
    for keys in kind.required_sets:
        if not any(key in mapping for key in keys):
            label = " / ".join(str(columns[key].label) for key in keys)
            raise SheetError("missing_column", sheet=table.name, row=heading.row + 1, label=label)


def _row_states(rows):
    states = []
    for row in rows:
        if headings.is_blank(row):
            states.append(BLANK)
        elif headings.is_total(row):
            states.append(TOTAL)
        else:
            states.append(NEW)
    for index in range(len(rows) - 1, -1, -1):
        if states[index] == NEW:
            if not headings.is_footer(rows[index]):
                break
            states[index] = TOTAL
    return states


def _refuse_formulas(table, judged):
    start = judged.first_row - 1
    for row, column, shown in table.formulas:
        index = row - start
        if row == judged.heading.row:
            label = judged.heading.labels[column] if column < len(judged.heading.labels) else ""
            raise SheetError("formula", sheet=table.name, row=row + 1, column=column, label=label)
        if not 0 <= index < len(judged.states) or judged.states[index] in (TOTAL, BLANK):
            continue
        if shown and column not in judged.mapping.values():
            continue  # an error value in a column nobody reads does no harm
        judged.unreadable.add((index, column))
        judged.states[index] = BAD
        judged.fault_count += 1
        code, params = ("error_cell", {"value": shown}) if shown else ("formula", {})
        judged.faults.append(Fault(code, params, row + 1, column))


def _read_column(judged, key, place, column):
    """The column's values. Every distinct writing is read once; faults are noted per row."""
    seen, values = {}, []
    unreadable = judged.unreadable
    required = column.required
    for index, row in enumerate(judged.rows):
        if judged.states[index] not in (NEW, BAD):
            values.append(None)
            continue
        if unreadable and (index, place) in unreadable:
            values.append(None)
            continue
        raw = row[place] if place < len(row) else ""
        kind = (raw.__class__, raw)
        known = seen.get(kind)
        if known is None:
            known = seen[kind] = _read(column, raw)
        value, fault, broken = known
        if fault is not None:
            judged.fault(index, key, fault.code, **fault.params)
        elif required and (value is None or value == ""):
            judged.fault(index, key, "required")
        elif broken:  # said once for each writing
            judged.fault(index, key, "broken_text", WARNING, value=cells.text(raw)[:60])
            seen[kind] = (value, None, False)
        values.append(value)
    return values


def _read(column, raw):
    try:
        value = column.value(raw)
    except CellFault as fault:
        return None, fault, False
    return value, None, cells.looks_broken(raw)
