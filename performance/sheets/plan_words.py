"""The half-days and clock times of a plan as people write them into one cell; pure.

`2026-03-05 上午；2026-03-06` is a morning and a whole day; `上午 9:00–11:30` is when mornings run.
"""

import re
import unicodedata
from datetime import date, time, timedelta

from import_export.widgets import Widget

from foundation.sheets import CellFault, cells

from .register_columns import HALF_DAYS

WHOLE_DAY = ("morning", "afternoon")
ORDER = ("morning", "afternoon", "evening")
MOST_DAYS = 31
_WAYS = {
    "".join(way.casefold().split()): (half,)
    for half, ways in HALF_DAYS.items()
    for way in [half, *ways]
}
_WAYS |= dict.fromkeys(("全天", "整天", "一天", "allday", "wholeday"), WHOLE_DAY)
_PARTS = re.compile(r"[;；、\n]+")
_RANGE = re.compile(r"\s*(?:至|到|~|～|—|–| - )\s*")
_LAST_WORD = re.compile(r"^(.*?[\d日号])?\s*([^\d日号]*)$")
_SPAN = re.compile(r"^(\D*?)\s*(\d{1,2}):(\d{2})\s*(?:-|–|—|~|～|至|到)\s*(\d{1,2}):(\d{2})$")


def sorted_half_days(pairs):
    """Half-days in the order they run, each once."""
    return sorted(set(pairs), key=lambda pair: (pair[0], ORDER.index(pair[1])))


class HalfDaysWidget(Widget):
    """A list of (day or None, half-day); None is the plan's first day."""

    def clean(self, value, row=None, **kwargs):
        if value is None or value == "":
            return []
        if not isinstance(value, str):
            return [(cells.day(value), half) for half in WHOLE_DAY]
        found = []
        for part in _PARTS.split(value):
            if shown := cells.text(part):
                found += self._part(shown)
        return list(dict.fromkeys(found))

    def _part(self, shown):
        days, halves = _LAST_WORD.match(shown).groups()
        key = "".join(unicodedata.normalize("NFKC", halves).casefold().split()).strip("()")
        if key and key not in _WAYS:
            raise CellFault("not_half_days", value=shown)
        halves = _WAYS[key] if key else WHOLE_DAY
        if not days:
            if not key:
                raise CellFault("not_half_days", value=shown)
            return [(None, half) for half in halves]
        return [(day, half) for day in self._days(days, shown) for half in halves]

    def _days(self, written, shown):
        ends = [cells.day(end) for end in _RANGE.split(written) if end]
        if len(ends) == 1:
            return ends
        if len(ends) != 2 or not 0 < (ends[1] - ends[0]).days < MOST_DAYS:
            raise CellFault("not_half_days", value=shown)
        return [ends[0] + timedelta(days=n) for n in range((ends[1] - ends[0]).days + 1)]

    def render(self, value, obj=None, **kwargs):
        words = {half: ways[0] for half, ways in HALF_DAYS.items()}
        return "；".join(f"{day} {words[half]}" for day, half in sorted_half_days(value))


class TimesWidget(Widget):
    """Clock times by half-day: {half-day: (begins, ends)} as ISO text."""

    def clean(self, value, row=None, **kwargs):
        found = {}
        for part in _PARTS.split(str(value if value is not None else "")):
            shown = unicodedata.normalize("NFKC", cells.text(part))
            if not shown:
                continue
            matched = _SPAN.match(shown)
            if not matched:
                raise CellFault("not_times", value=shown)
            word, *numbers = matched.groups()
            begins, ends = self._clock(numbers[:2], shown), self._clock(numbers[2:], shown)
            key = "".join(word.casefold().split())
            halves = _WAYS.get(key) if key else (_half_day_at(begins),)
            if halves is None or len(halves) > 1 or begins >= ends or halves[0] in found:
                raise CellFault("not_times", value=shown)
            found[halves[0]] = [begins, ends]
        return found

    def _clock(self, numbers, shown):
        try:
            return time(*map(int, numbers)).isoformat("minutes")
        except ValueError:
            raise CellFault("not_times", value=shown) from None

    def render(self, value, obj=None, **kwargs):
        words = {half: ways[0] for half, ways in HALF_DAYS.items()}
        return "；".join(
            f"{words[half]} {value[half][0]}–{value[half][1]}" for half in ORDER if half in value
        )


def _half_day_at(clock):
    return "morning" if clock < "12:00" else "afternoon" if clock < "18:00" else "evening"


def half_days_of(written, first):
    """The half-days a row means: its own, or the whole first day. All days are dates."""
    if not written:
        return [(first, half) for half in WHOLE_DAY]
    return sorted_half_days((day or first, half) for day, half in written)


def plain(pairs):
    """Half-days as text, for a stored plan."""
    return [[day.isoformat(), half] for day, half in pairs]


def unplain(pairs):
    """Half-days of a stored plan."""
    return [(date.fromisoformat(day), half) for day, half in pairs]
