"""What the attendance sheet's screen shows: rows by delegation, half-days as columns, counts."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .marks import AS_RECORDED, MARKS, code_of, leave_label, marks_for
from .models import (
    Activity,
    Attendance,
    CheckIn,
    DutyRecord,
    LeaveHalfDay,
    LeaveRequest,
    Sitting,
)
from .permissions import can_mark_attendance
from .querysets import congresses_read_by
from .rates import CAME
from .workflow import moves_open_to

Leave = LeaveRequest.Status
NOBODYS = ""
SELECTED = SafeString(" selected")


@dataclass(frozen=True)
class Column:
    """One half-day."""

    number: int
    day: str
    half_day: str
    times: str
    label: str


@dataclass(frozen=True)
class Cell:
    """One deputy's line for one half-day; `pk` None where they were not called."""

    pk: int | None
    column: int
    label: str = ""
    code: str = ""
    text: str = ""
    tone: str = ""
    options: str = ""
    corrected: bool = False
    own: bool = False
    note: str = ""  # leave asked for or refused


@dataclass(frozen=True)
class Row:
    number: int
    name: str
    mandate_pk: int
    certificate_no: str
    own: bool
    cells: tuple


@dataclass(frozen=True)
class Section:
    """One delegation's rows."""

    name: str
    rows: tuple


@dataclass(frozen=True)
class Screen:
    """The whole sheet as one reader sees it."""

    columns: tuple
    sections: tuple
    counts: tuple
    opened: str
    editable: bool
    closed: bool
    moves: frozenset
    own_line: bool
    people: int
    marks: tuple
    conflicts: tuple
    corrections: tuple
    waiting: int
    coming: int  # how many said they will come
    asking: int  # how many wait to hear whether they have leave
    sittings: tuple
    flagged: int


def sheet_screen(activity, user, conflicts=()):
    """The sheet of an activity. Costs the same number of queries for 3 people and for 300."""
    sittings = sorted(activity.sittings.all(), key=lambda sitting: sitting.in_order)
    columns = tuple(_column(number, sitting) for number, sitting in enumerate(sittings))
    column_of = {sitting.pk: column for sitting, column in zip(sittings, columns, strict=True)}
    lines = list(
        Attendance.objects.filter(
            sitting__activity=activity, mandate__congress__in=congresses_read_by(user)
        )
        .select_related("mandate__deputy", "mandate__delegation", "mandate__congress")
        .order_by("mandate__delegation__name", "mandate__deputy__stroke_key", "mandate_id")
    )
    editable = activity.status == Activity.Status.PUBLISHED and can_mark_attendance(user, activity)
    options = _Options(marks_for(activity)) if editable else None
    asked = _leave_asked(activity)
    sections = _sections(lines, columns, column_of, options, user, asked)
    opened = " ".join(f"{line.pk}:{code_of(line)}" for line in lines) if editable else ""
    records = DutyRecord.objects.filter(
        object_key=f"activity:{activity.pk}", congress__in=congresses_read_by(user)
    )
    closed = activity.status == Activity.Status.CLOSED
    return Screen(
        columns=columns,
        sections=sections,
        counts=_counts(lines),
        opened=opened,
        editable=editable,
        closed=closed,
        moves=frozenset(moves_open_to(user, activity)),
        own_line=any(line.mandate.deputy.user_id == user.pk for line in lines),
        people=len({line.mandate_id for line in lines}),
        marks=tuple(mark for mark in marks_for(activity) if mark.key),
        conflicts=tuple(_conflict(conflict) for conflict in conflicts),
        corrections=_corrections(records) if closed else (),
        waiting=records.waiting().count() if closed else 0,
        coming=activity.replies.filter(coming=True).count() if editable else 0,
        asking=len({line.mandate_id for line in lines if asked.get(line.pk) == Leave.REQUESTED}),
        sittings=tuple(sittings),
        flagged=CheckIn.objects.waiting().filter(sitting__activity=activity).count(),
    )


def _column(number, sitting):
    day = date_format(sitting.on, "m-d D")
    half = Sitting.HalfDay(sitting.half_day).label
    return Column(number, day, half, sitting.times, f"{day} {half} {sitting.times}".strip())


class _Options:
    """The options of a line's choice, drawn once for each code and not once for each line."""

    def __init__(self, marks):
        self.marks = marks
        self.drawn = {}

    def __call__(self, code, text):
        key = (code, text if code not in MARKS else "")
        if key not in self.drawn:
            self.drawn[key] = self._draw(code, text)
        return self.drawn[key]

    def _draw(self, code, text):
        entries = [(mark.code, mark.label) for mark in self.marks]
        if code not in {entry[0] for entry in entries}:
            entries.insert(0, (code, text))
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((value, SELECTED if value == code else "", label) for value, label in entries),
        )


def text_of(line):
    """What a line says, in words."""
    code = code_of(line)
    if code != AS_RECORDED:
        return str(MARKS[code].label)
    words = [] if line.obliged == Attendance.Obliged.YES else [line.get_obliged_display()]
    words.append(line.get_status_display())
    if line.leave_reason:
        words.append(str(leave_label(line.leave_reason)))
    return " · ".join(words)


def _tone(line):
    code = code_of(line)
    if code != AS_RECORDED:
        return MARKS[code].tone
    return "success" if line.status in CAME else "neutral"


def _leave_asked(activity):
    """{line: what became of the latest request for leave from it}, taken-back ones left out."""
    halves = LeaveHalfDay.objects.filter(leave__activity=activity).order_by("pk")
    return dict(
        halves.exclude(leave__status=Leave.WITHDRAWN).values_list("line_id", "leave__status")
    )


def _sections(lines, columns, column_of, options, user, asked):
    rows, cells = {}, {}
    for line in lines:
        rows.setdefault(line.mandate_id, line.mandate)
        cells[line.mandate_id, column_of[line.sitting_id].number] = line
    sections = {}
    for number, mandate in enumerate(rows.values(), start=1):
        own = mandate.deputy.user_id == user.pk
        drawn = tuple(
            _cell(cells.get((mandate.pk, column.number)), column, mandate, options, own, asked)
            for column in columns
        )
        name = mandate.delegation.name if mandate.delegation else NOBODYS
        row = Row(number, mandate.deputy.name, mandate.pk, mandate.certificate_no, own, drawn)
        sections.setdefault(name, []).append(row)
    return tuple(Section(name, tuple(rows)) for name, rows in sections.items())


def _cell(line, column, mandate, options, own, asked):
    if line is None:
        return Cell(None, column.number)
    code, text = code_of(line), text_of(line)
    return Cell(
        pk=line.pk,
        column=column.number,
        label=f"{mandate.deputy.name}, {column.label}",
        code=code,
        text=text,
        tone=_tone(line),
        options=options(code, text) if options else "",
        corrected=line.method == "correction",
        own=own,
        note=_note(line, asked.get(line.pk)) if options else "",
    )


def _note(line, leave):
    """A word beside an unmarked line: leave asked for, or refused (then absence has its mark)."""
    if line.status != Attendance.Status.EXPECTED:
        return ""
    notes = {
        Leave.REQUESTED: _("asks for leave"),
        Leave.REFUSED: _("leave refused; if absent, mark “Leave refused”"),
    }
    return notes.get(leave, "")


def _counts(lines):
    """(key, label, number) of what the sheet says so far; the script keeps them live."""
    totals = dict.fromkeys(("came", "leave", "absent", "open", "free"), 0)
    for line in lines:
        totals[count_key(line)] += 1
    labels = {
        "came": _("Came"),
        "leave": _("On leave"),
        "absent": _("Absent"),
        "open": _("Not marked"),
        "free": _("Not obliged"),
    }
    return tuple((key, labels[key], total) for key, total in totals.items())


def count_key(line):
    """Under which of the sheet's counts a line falls."""
    if line.status in CAME:
        return "came"
    if line.obliged != Attendance.Obliged.YES:
        return "free"
    if line.status == Attendance.Status.EXPECTED:
        return "open"
    return "leave" if line.status == Attendance.Status.LEAVE_APPROVED else "absent"


def _conflict(conflict):
    line = conflict.line
    return {
        "who": line.mandate.deputy.name,
        "when": _column(0, line.sitting).label,
        "theirs": text_of(line),
        "yours": str(MARKS[conflict.yours].label),
        "by": line.recorded_by,
        "at": line.recorded_at,
    }


def _corrections(records):
    return tuple(
        records.filter(status=DutyRecord.Status.WITHDRAWN)
        .select_related("mandate__deputy")
        .order_by("mandate__certificate_no", "on", "pk")
    )
