"""Judging a register row by row: who, where and when, and what the row says.

Each step looks at whole columns and remembers what it has already looked up; a row costs a few
dictionary look-ups.
"""

import hashlib
import re
from collections import defaultdict

from foundation.sheets import CellFault
from foundation.sheets.cells import key
from foundation.sheets.faults import WARNING
from foundation.sheets.judging import CHANGED, DUPLICATE, QUESTION, SAME, Question

from ..models import Attendance
from .meetings import Meetings, iso, meeting_number
from .messages import some_of
from .people import Directory, joined_name
from .register_columns import HALF_DAY_WORDS, MARK_WORDS

UNKNOWN = "unknown"


class RegisterJudge:
    """Judges the rows of one register and plans what they add and change."""

    def __init__(self, sheet, congress, options):
        self.sheet, self.congress, self.options = sheet, congress, options
        self.answers = options.get("answers", {})
        self.directory = Directory(congress)
        self.meetings = Meetings(congress)
        self.plenary = ""
        self.people = {}
        self.groups = {}  # (sitting place, mandate) → indexes of the rows about it

    def judge(self):
        people = self._people()
        self._find_plenary(people)
        places = self._places(people)
        self._pair(places)
        self._plan(places)

    # Who.

    def _people(self):
        """The person each row is about; faults noted. A list of Person or None, per row."""
        values, states = self.sheet.values, self.sheet.states
        count = len(states)
        blank = [None] * count
        names = values.get("name")
        if names is None and "last_name" in values:
            firsts, lasts = values.get("first_name", blank), values["last_name"]
            pairs = {}
            names = []
            for first, last in zip(firsts, lasts, strict=True):
                joined = pairs.get((first, last))
                if joined is None:
                    joined = pairs[first, last] = joined_name(first or "", last or "")
                names.append(joined)
        names = names or blank
        certificates = values.get("certificate_no", blank)
        bodies, days = values["body"], values["on"]
        name_column = next(
            k for k in ("name", "last_name", "certificate_no") if k in self.sheet.mapping
        )
        found, known = [None] * count, {}
        for index in self.sheet.live():
            about = (names[index], certificates[index], days[index], bodies[index])
            person = known.get(about)
            if person is None:
                person = known[about] = self._find(*about)
            if isinstance(person, CellFault):
                column = "on" if person.code == "outside_mandate" else name_column
                if person.code == "unknown_certificate":
                    column = "certificate_no"
                self.sheet.fault(index, column, person.code, **person.params)
            else:
                found[index] = person
        return found

    def _find(self, name, certificate, day, body):
        group = self.meetings.groups.get(key(body))
        try:
            return self.directory.find(
                name or "", certificate or "", day, group[0] if group else None
            )
        except CellFault as fault:
            return fault

    def _find_plenary(self, people):
        listed = defaultdict(set)
        names, folded = {}, {}
        bodies = self.sheet.values["body"]
        for index in self.sheet.live():
            body = bodies[index]
            if body not in folded:
                folded[body] = key(body)
                names.setdefault(folded[body], body)
            listed[folded[body]].add(people[index].pk)
        chosen = self.options.get("plenary", "")
        self.plenary = self.meetings.plenary_body(chosen, listed)
        if self.plenary in names:
            self.sheet.notes.append(["plenary_is", {"body": names[self.plenary]}])
        elif listed:
            self.sheet.notes.append(["no_plenary", {}])

    # Where and when.

    def _places(self, people):
        """For each row its (meeting, day, half-day, times) and person, or None."""
        values = self.sheet.values
        count = len(self.sheet.states)
        blank = [None] * count
        numbers = values.get("number", blank)
        halves = values.get("half_day", blank)
        times = values.get("times", blank)
        bodies, days = values["body"], values["on"]
        places, known = [None] * count, {}
        for index in sorted(self.sheet.live(), key=lambda index: days[index]):
            about = (bodies[index], numbers[index], days[index], halves[index], times[index])
            place = known.get(about)
            if place is None:
                place = known[about] = self._place(*about)
            if isinstance(place, CellFault):
                column = "half_day" if place.code == "no_half_day" else "body"
                column = "on" if place.code == "outside_terms" else column
                self.sheet.fault(index, column, place.code, **place.params)
            else:
                places[index] = (place, people[index])
        return places

    def _place(self, body, number, day, half, times):
        if self.meetings.term_on(day) is None:
            return CellFault("outside_terms", day=str(day), congress=self.congress.short_name)
        half = half or half_day_of(times or "")
        if half is None:
            return CellFault("no_half_day")
        meeting = self.meetings.find(body, meeting_number(number or ""), day, self.plenary)
        if meeting.open:
            return CellFault("meeting_open", title=meeting.title)
        return meeting, day, half, times or ""

    # What.

    def _pair(self, places):
        """Set repeated rows aside; gather the rows about one person at one sitting."""
        marks = self.sheet.values["mark"]
        for index, entry in enumerate(places):
            if entry is None:
                continue
            (meeting, day, half, times), person = entry
            about = (id(meeting), day, half, times, person.pk)
            rows = self.groups.setdefault(about, [])
            same = next((other for other in rows if marks[other] == marks[index]), None)
            if same is None:
                rows.append(index)
                continue
            self.sheet.states[index] = DUPLICATE
            self.sheet.fault(index, None, "duplicate_row", WARNING, other=self.sheet.number(same))

    def _plan(self, places):
        recorded = self._recorded(places)
        meetings, sittings, known_sittings = {}, {}, set()
        new, changed = [], []
        for rows in self.groups.values():
            index = rows[0]
            (meeting, day, half, times), person = places[index]
            known = meeting.sittings.get((day, half, times))
            old = recorded.get((known, person.pk)) if known else None
            mark = self._mark(rows, places, old)
            if known:
                known_sittings.add(known)
            if mark is None:
                continue
            status, obliged, reason = mark
            if old is not None:
                self._compare(rows, old, status, obliged, reason, changed)
                continue
            place = (id(meeting), day, half, times)
            if place not in sittings:
                number = meetings.setdefault(id(meeting), (len(meetings), meeting))[0]
                sittings[place] = (len(sittings), [number, known, iso(day), half, times])
            new.append([sittings[place][0], person.pk, status, obliged, reason])
        self.sheet.plan = {
            "meetings": [self._meeting_plan(meeting) for _n, meeting in meetings.values()],
            "sittings": [sitting for _n, sitting in sittings.values()],
            "new": new,
            "changed": changed,
            "known_sittings": sorted(known_sittings),
        }
        self._notes(meetings, sittings)

    def _recorded(self, places):
        """What is already recorded at the sittings in question, by (sitting, mandate)."""
        known = set()
        for entry in places:
            if entry is not None:
                (meeting, *when), _person = entry
                known.add(meeting.sittings.get(tuple(when)))
        known = sorted(known - {None})
        recorded = {}
        for start in range(0, len(known), 500):
            rows = Attendance.objects.filter(sitting__in=known[start : start + 500])
            for pk, sitting, mandate, *mark in rows.values_list(
                "pk", "sitting", "mandate", "status", "obliged", "leave_reason"
            ):
                recorded[sitting, mandate] = (pk, mandate, *mark)
        return recorded

    def _mark(self, rows, places, old):
        """The mark those rows make; None when undecided rows meet a mark that is already there."""
        index = rows[0]
        values = self.sheet.values
        (_meeting, day, _half, _times), person = places[index]
        if len(rows) > 1:
            index = self._decide(rows, places)
            if index is None:
                if old is not None:
                    return None
                return Attendance.Status.EXPECTED, Attendance.Obliged.UNKNOWN, ""
        obliged = self._cell("obliged", index)
        reason = self._cell("leave_reason", index)
        if person.suspensions and person.suspended(day):
            obliged = Attendance.Obliged.NO
            self.sheet.fault(index, "on", "suspended", WARNING, name=person.name, day=str(day))
        if not obliged:
            obliged = old[3] if old is not None and old[3] != UNKNOWN else Attendance.Obliged.YES
        if not reason:
            reason = old[4] if old is not None else ""
        return values["mark"][index], str(obliged), reason

    def _cell(self, name, index):
        column = self.sheet.values.get(name)
        return column[index] if column is not None else None

    def _decide(self, rows, places):
        """The row somebody said is right, or None while it is unknown. Notes the question."""
        (meeting, day, half, times), person = places[rows[0]]
        numbers = [self.sheet.number(index) for index in rows]
        policy = self.options.get("contradictions") or "ask"
        if policy == "refuse":
            for index in rows:
                others = "、".join(str(n) for n in numbers if n != self.sheet.number(index))
                self.sheet.fault(index, "mark", "contradiction", other=others, name=person.name)
            return None
        about = "|".join(map(str, (person.certificate, meeting.body, meeting.number, day, times)))
        about = hashlib.sha256(f"{about}|{half}".encode()).hexdigest()[:16]
        marks = self.sheet.values["mark"]
        answer = self.answers.get(about, UNKNOWN if policy == UNKNOWN else "")
        params = {
            "name": person.name,
            "body": meeting.body or meeting.title,
            "number": meeting.number,
            "day": str(day),
            "half": {"_": HALF_DAY_WORDS[half]},
            "times": times,
        }
        choices = [
            [str(n), n, {"_": MARK_WORDS[marks[i]]}] for n, i in zip(numbers, rows, strict=True)
        ]
        if answer not in {UNKNOWN, "", *(choice[0] for choice in choices)}:
            answer = ""
        self.sheet.questions.append(
            Question(about, numbers, "which_is_right", params, choices, answer)
        )
        for index in rows:
            self.sheet.states[index] = QUESTION
        if answer in (UNKNOWN, ""):
            return None
        return rows[numbers.index(int(answer))]

    def _compare(self, rows, old, status, obliged, reason, changed):
        pk, mandate, *was = old
        index = rows[0]
        decided = self.sheet.states[index] == QUESTION
        if (status, obliged, reason) == tuple(was):
            if not decided:
                self.sheet.states[index] = SAME
            return
        row = self.sheet.number(index)
        pairs = zip(
            ("mark", "obliged", "leave_reason"), was, (status, obliged, reason), strict=True
        )
        self.sheet.changes[row] = [pair for pair in pairs if pair[1] != pair[2]]
        if not decided:
            self.sheet.states[index] = CHANGED
        changed.append([pk, mandate, list(was), [status, obliged, reason]])

    def _meeting_plan(self, meeting):
        first = min(meeting.days)
        owner = self.meetings.owner(meeting.body, self.plenary) if meeting.pk is None else None
        return {
            "pk": meeting.pk,
            "body": meeting.body,
            "group": owner if isinstance(owner, int) else None,
            "plenary": meeting.pk is None and owner == "plenary",
            "number": meeting.number,
            "first": iso(first),
            "term": self.meetings.term_on(first).pk,
        }

    def _notes(self, meetings, sittings):
        fresh = [meeting for _n, meeting in meetings.values() if meeting.pk is None]
        groups = {
            meeting.body
            for meeting in fresh
            if self.meetings.owner(meeting.body, self.plenary) is None
        }
        if groups:
            self.sheet.notes.append(["new_groups", some_of(sorted(groups))])
        added = sum(1 for _n, sitting in sittings.values() if sitting[1] is None)
        if fresh or added:
            params = {"meetings": len(fresh), "sittings": added}
            self.sheet.notes.append(["new_meetings", params])
        unknown = sum(1 for question in self.sheet.questions if question.answer == UNKNOWN)
        if unknown:
            self.sheet.notes.append(["contradictions_unknown", {"count": unknown}])


def half_day_of(times):
    """The half-day a clock time lies in: before noon, before 18:00, later. None without a time."""
    found = re.match(r"\D{0,4}(\d{1,2})[:：点时]", times)
    if not found or int(found[1]) > 24:
        return None
    hour = int(found[1])
    if hour < 12 and re.match(r"[^-–—~至到]*(PM|下午|晚)", times, re.IGNORECASE):
        hour += 12
    if hour < 12:
        return "morning"
    return "afternoon" if hour < 18 else "evening"
