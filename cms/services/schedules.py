"""From the roster to a published schedule, and from a published schedule to what is true now."""

from dataclasses import dataclass, field
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.language import in_reader_language
from liaison.models import ReceptionDay
from liaison.public import deputies_on_duty


@dataclass(frozen=True)
class Entry:
    """One reception day as the schedule was published with it."""

    day: int
    on: date
    starts_at: time
    ends_at: time
    station: str
    slug: str
    place: str
    theme: str
    deputies: tuple


@dataclass(frozen=True)
class Row:
    """An entry beside what has become of it. `state`: kept, moved, cancelled, deputies, added."""

    entry: Entry
    state: str = "kept"
    now: ReceptionDay | None = None
    deputies_now: tuple = ()


@dataclass(frozen=True)
class Schedule:
    """The schedule as the page, the print and the panel read it."""

    rows: list = field(default_factory=list)
    changed: int = 0
    prepared_at: object = None


def prepare_from_roster(page):
    """Freeze the announced reception days of the page's dates into it (从排班生成).

    Fills `entries` and `prepared_at`; saving is the caller's. Raises ValidationError when nothing
    has been announced for those dates. Returns how many days it holds.
    """
    days = _announced(page).exclude(status="cancelled").select_related("station")
    days = list(days.with_deputies())
    if not days:
        raise ValidationError(
            _("No reception day has been announced between %(first)s and %(last)s.")
            % {"first": page.first, "last": page.last}
        )
    page.entries = [_frozen(day) for day in days]
    page.prepared_at = timezone.now()
    return len(days)


def _announced(page):
    days = (
        ReceptionDay.objects.public()
        .filter(station__congress=page.congress_id)
        .between(page.first, page.last)
    )
    return days.filter(station=page.station_id) if page.station_id else days


def _frozen(day):
    station = day.station
    return {
        "day": day.pk,
        "on": day.on.isoformat(),
        "starts_at": f"{day.starts_at:%H:%M}",
        "ends_at": f"{day.ends_at:%H:%M}",
        "station": station.name,
        "station_en": station.name_en,
        "slug": station.slug,
        "place": station.address,
        "place_en": station.address_en,
        "theme": day.theme,
        "theme_en": day.theme_en,
        "deputies": [
            {"name": d.name, "name_en": d.name_en, "seat": d.seat, "seat_en": d.seat_en}
            for d in deputies_on_duty(day)
        ],
    }


def entries_of(page):
    """The frozen days in the reader's language, in order."""
    return [_entry(frozen) for frozen in page.entries]


def _entry(frozen):
    def words(name):
        return in_reader_language(frozen[name], frozen[f"{name}_en"])

    return Entry(
        day=frozen["day"],
        on=date.fromisoformat(frozen["on"]),
        starts_at=time.fromisoformat(frozen["starts_at"]),
        ends_at=time.fromisoformat(frozen["ends_at"]),
        station=words("station"),
        slug=frozen["slug"],
        place=words("place"),
        theme=words("theme"),
        deputies=tuple(in_reader_language(d["name"], d["name_en"]) for d in frozen["deputies"]),
    )


def compare_with_now(page):
    """The published rows in order, each marked with what has changed since, and days announced
    for the same dates since then."""
    published = {entry.day: entry for entry in entries_of(page)}
    known = ReceptionDay.objects.filter(pk__in=published)
    since = ReceptionDay.objects.filter(pk__in=_announced(page).values("pk"))
    now = {day.pk: day for day in (known | since).select_related("station").with_deputies()}
    rows = [_row(entry, now.get(entry.day)) for entry in published.values()]
    if page.prepared_at:
        rows += [
            Row(_entry(_frozen(day)), "added", day)
            for pk, day in now.items()
            if pk not in published and day.status != ReceptionDay.Status.CANCELLED
        ]
    rows.sort(key=lambda row: (row.entry.on, row.entry.starts_at, row.entry.station))
    return Schedule(rows, sum(row.state != "kept" for row in rows), page.prepared_at)


def _row(entry, day):
    if day is None:
        return Row(entry)
    if day.status == ReceptionDay.Status.CANCELLED:
        return Row(entry, "cancelled", day)
    if (day.on, day.starts_at, day.ends_at) != (entry.on, entry.starts_at, entry.ends_at):
        return Row(entry, "moved", day)
    deputies = tuple(deputy.label for deputy in deputies_on_duty(day))
    if set(deputies) != set(entry.deputies):
        return Row(entry, "deputies", day, deputies)
    return Row(entry, now=day)
