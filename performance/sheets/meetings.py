"""Which meeting a row belongs to: bodies, meeting numbers and days grouped into activities.

Rows of one body and one number make one meeting as long as their days lie close together; numbers
that start again next year make another. A meeting already recorded is found again by its body, its
number and its days, so the same register twice adds nothing.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max, Min

from foundation.sheets.cells import key

from ..models import Activity, DeputyGroup, Mandate, Sitting, Term

NEAR = timedelta(days=45)
PLENARY = "plenary"
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_NUMBER = re.compile(r"^第?([0-9]+|[〇一二三四五六七八九十]+)(次|号|届)?(会议)?$")


def meeting_number(shown):
    """第3次, 第三次会议 and 3 are one number. Anything else stays as it was written."""
    found = _NUMBER.match(shown.replace(" ", ""))
    if not found:
        return shown
    digits = found[1]
    if digits.isdigit():
        return str(int(digits))
    if "十" not in digits:
        return str(int("".join(str(_DIGITS[sign]) for sign in digits)))
    tens, _ten, ones = digits.partition("十")
    if any(len(part) > 1 or part not in {"", *_DIGITS} for part in (tens, ones)):
        return shown
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


def meeting_title(body, number, day):
    """What the activity is called: 财政经济委员会第3次会议; City Council, meeting 8."""
    if body.isascii():
        return f"{body}, meeting {number}" if number else f"{body}, {day}"
    if number.isdigit():
        return f"{body.removesuffix('会议')}第{number}次会议"
    return f"{body}（{number or day}）"


@dataclass
class Meeting:
    """One activity, known or still to be added."""

    body: str
    number: str
    days: set = field(default_factory=set)
    pk: int | None = None
    title: str = ""
    open: bool = False
    sittings: dict = field(default_factory=dict)  # (day, half-day, times) → key of the sitting

    def near(self, day):
        return any(abs(day - known) <= NEAR for known in self.days)


class Meetings:
    """The bodies and recorded meetings of a congress, and those a sheet adds."""

    def __init__(self, congress):
        self.congress = congress
        self.terms = list(Term.objects.filter(congress=congress).order_by("starts_on"))
        groups = DeputyGroup.objects.filter(congress=congress, kind=DeputyGroup.Kind.COMMITTEE)
        self.groups = {key(name): (pk, name) for pk, name in groups.values_list("pk", "name")}
        self.known = defaultdict(list)  # (body key or group key, number) → meetings
        self.plenary_bodies = set()
        self._load()

    def _load(self):
        activities = {}
        rows = Activity.objects.filter(congress=self.congress).exclude(
            status=Activity.Status.CANCELLED
        )
        for pk, group, occasion, number, title, source, status, starts_on in rows.values_list(
            "pk", "group", "occasion", "number", "title", "source", "status", "starts_on"
        ):
            body = ""
            if source.startswith("register:plenary:"):
                body = source.removeprefix("register:plenary:").rpartition("#")[0]
                self.plenary_bodies.add(key(body))
            meeting = Meeting(body, meeting_number(number), {starts_on}, pk, title)
            meeting.open = status != Activity.Status.CLOSED
            activities[pk] = meeting
            owner = PLENARY if occasion == Activity.Occasion.PLENARY else group
            self.known[owner, meeting.number].append(meeting)
        sittings = Sitting.objects.filter(activity__congress=self.congress)
        for pk, activity, on, half_day, times in sittings.values_list(
            "pk", "activity", "on", "half_day", "times"
        ):
            if activity in activities:
                activities[activity].days.add(on)
                activities[activity].sittings[on, half_day, times] = pk

    def term_on(self, day):
        """The term that day lies in, or None."""
        for term in self.terms:
            if term.starts_on <= day and (term.ends_on is None or day < term.ends_on):
                return term
        return None

    def owner(self, body, plenary):
        """Whose meeting it is: the whole congress's, a known group's key, or None for a new one."""
        if key(body) == plenary:
            return PLENARY
        known = self.groups.get(key(body))
        return known[0] if known else None

    def find(self, body, number, day, plenary):
        """The meeting of that body, number and day; a new one when none is recorded or begun."""
        owner = self.owner(body, plenary)
        place = (owner if owner is not None else key(body), number)
        for meeting in self.known[place]:
            if meeting.near(day) if number else day in meeting.days:
                meeting.days.add(day)
                return meeting
        meeting = Meeting(body, number, {day})
        self.known[place].append(meeting)
        return meeting

    def plenary_body(self, chosen, listed):
        """Which body's name stands for the whole congress, folded; "" for none.

        The importer's choice; what was so before; the congress's own name; else the one body to
        which nine in ten of those in office were called. `listed`: body key → the mandates listed.
        """
        if chosen == "-":
            return ""
        if chosen:
            return key(chosen)
        own = {key(self.congress.name), key(self.congress.short_name), key(self.congress.name_en)}
        for body in listed:
            if body in self.plenary_bodies or body in own - {""}:
                return body
        candidates = [body for body in listed if body not in self.groups]
        if not candidates:
            return ""
        largest = max(candidates, key=lambda body: (len(listed[body]), body))
        return largest if len(listed[largest]) * 10 >= self._in_office(listed) * 9 else ""

    def _in_office(self, listed):
        everyone = Mandate.objects.filter(congress=self.congress)
        bounds = everyone.aggregate(count=Count("pk"), first=Min("starts_on"), last=Max("ends_on"))
        return max(bounds["count"], 3)


def iso(day):
    """A day as text, for the stored plan."""
    return day.isoformat() if isinstance(day, date) else day
