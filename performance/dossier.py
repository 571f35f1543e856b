"""The dossier (履职档案，一任一册): one frozen picture of one mandate's volume.

`build_dossier` is the one read behind the page, the lists its figures open, the desk page and the
paper; so they agree.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch

from foundation import chain

from .marks import leave_label
from .models import Activity, Attendance, DutyKind, DutyRecord, Evidence, Sitting, half_day_order
from .months import Month, empty_months, month_strip
from .panels import dossier_panels
from .rates import CAME, OBLIGED, Counts, Tally, counts_as, tally
from .self_reports import DUTIES
from .services.self_reports import LOGGED

PRESENCE = dict(Attendance.Status.choices)
OCCASION = {duty.code: duty.label for duty in DUTIES.values()} | dict(Activity.Occasion.choices)
OBLIGATION = dict(Attendance.Obliged.choices)
BOUND = {DutyRecord.Status.CONFIRMED, DutyRecord.Status.WITHDRAWN}
HALF_DAY = dict(Sitting.HalfDay.choices)


@dataclass(frozen=True)
class Entry:
    """One line of the volume: a record, or a called half-day that left none.

    `standing`: confirmed, submitted, returned, withdrawn, or "" for a half-day without a record.
    """

    on: date
    title: str
    kind_code: str
    kind: str
    standing: str
    counts: Counts
    half_day: str = ""
    place: str = ""
    occasion_code: str = ""
    occasion: str = ""
    body: str = ""
    presence_code: str = ""
    presence: str = ""
    obliged: str = ""
    proof: str = ""
    reason: str = ""
    late: bool = False
    submitted_by: str = ""
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    outcomes: tuple = ()
    evidence: tuple = ()
    record_pk: int | None = None
    can_log_again: bool = False

    @property
    def half_day_label(self):
        return HALF_DAY.get(self.half_day, self.half_day)

    @property
    def obliged_label(self):
        return str(OBLIGATION.get(self.obliged, ""))

    @property
    def done(self):
        """Something the deputy did, confirmed, in office and not suspended."""
        return (
            self.standing == DutyRecord.Status.CONFIRMED
            and self.counts not in {Counts.OUTSIDE, Counts.SUSPENDED}
            and (not self.presence_code or self.presence_code in CAME)
        )


@dataclass(frozen=True)
class Chapter:
    """All entries of one kind of duty, newest first."""

    code: str
    name: str
    entries: tuple

    @property
    def done(self):
        return sum(entry.done for entry in self.entries)

    @property
    def tally(self):
        """Attended over obliged within the chapter; nothing where nobody was called."""
        return tally(entry.counts for entry in self.entries if entry.standing == "confirmed")

    @property
    def bound(self):
        """What goes on paper, oldest first: confirmed, and withdrawn struck through."""
        return tuple(entry for entry in reversed(self.entries) if entry.standing in BOUND)


@dataclass(frozen=True)
class BodyRow:
    """The rate at one body and occasion."""

    body: str
    occasion_code: str
    occasion: str
    tally: Tally


@dataclass(frozen=True)
class YearStrip:
    """Twelve months of one year and the empty ones among them."""

    year: int
    months: tuple[Month, ...]

    @property
    def empty(self):
        return empty_months(self.months)


@dataclass(frozen=True)
class NextDuty:
    """The next half-day the deputy is called to."""

    title: str
    on: date
    half_day: str
    place: str
    obliged: bool
    activity_pk: int


@dataclass(frozen=True)
class Dossier:
    """One volume as one reader sees it on one day, for one year or the whole term."""

    mandate: object
    as_of: date
    year: int | None
    years: tuple[int, ...]
    offices: tuple
    groups: tuple
    suspensions: tuple
    entries: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]
    tally: Tally
    breakdown: tuple[BodyRow, ...]
    strips: tuple[YearStrip, ...]
    next_duty: NextDuty | None
    events: int
    tail_hash: str
    panels: tuple = field(default=(), compare=False)

    def count(self, counts):
        """How many standing entries count as this."""
        return len(self.entries_of(counts))

    @property
    def not_obliged(self):
        return self.count(Counts.NOT_OBLIGED)

    @property
    def unknown(self):
        return self.count(Counts.UNKNOWN)

    @property
    def suspended(self):
        return self.count(Counts.SUSPENDED)

    @property
    def waiting(self):
        return len(self.entries_of("submitted"))

    @property
    def returned(self):
        return len(self.entries_of("returned"))

    @property
    def withdrawn(self):
        return len(self.entries_of("withdrawn"))

    @property
    def done(self):
        return len(self.entries_of("done"))

    def entries_of(self, which):
        """The list behind a figure: `obliged`, `done`, a Counts value or a record's standing."""
        if which == "all":
            return self.entries
        if which == "done":
            return tuple(entry for entry in self.entries if entry.done)
        if which in {"submitted", "returned", "withdrawn"}:
            return tuple(entry for entry in self.entries if entry.standing == which)
        wanted = OBLIGED if which == "obliged" else {which}
        return tuple(
            entry
            for entry in self.entries
            if entry.counts in wanted and entry.standing in {"confirmed", ""}
        )


LISTS = (
    "all",
    "done",
    "obliged",
    "submitted",
    "returned",
    "withdrawn",
    *(str(counts) for counts in Counts if counts not in {Counts.NOTHING, Counts.OUTSIDE}),
)


def build_dossier(mandate, viewer, on, year=None):
    """The volume of this mandate as `viewer` reads it on the day `on`; `year` or the whole term.

    Costs the same number of queries whatever the volume holds.
    """
    suspensions = tuple(mandate.suspensions.order_by("starts_on"))
    closed_spans = [(span.starts_on, span.ends_on) for span in suspensions]
    everything = _entries(mandate, closed_spans)
    first_year = mandate.starts_on.year
    last_year = max(first_year, min(on, mandate.ends_on or on).year)
    years = tuple(range(last_year, first_year - 1, -1))
    entries = tuple(entry for entry in everything if year is None or entry.on.year == year)
    kinds = DutyKind.objects.of(mandate.congress).order_by("order")
    tail = mandate.record_events.order_by("-seq").values_list("seq", "hash").first()
    days = [entry.on for entry in everything if entry.done]
    in_office = [(mandate.starts_on, mandate.ends_on)]
    return Dossier(
        mandate=mandate,
        as_of=on,
        year=year,
        years=years,
        offices=tuple(mandate.role_spans.order_by("starts_on")),
        groups=tuple(
            m.group for m in mandate.memberships.select_related("group").order_by("group__name")
        ),
        suspensions=suspensions,
        entries=entries,
        chapters=_chapters(kinds, entries),
        tally=_tally(entries),
        breakdown=_breakdown(entries),
        strips=tuple(
            YearStrip(y, month_strip(y, days, in_office, closed_spans, on))
            for y in ([year] if year else years)
        ),
        next_duty=next_duty(mandate, on),
        events=tail[0] if tail else 0,
        tail_hash=tail[1] if tail else chain.GENESIS,
        panels=dossier_panels(mandate, viewer),
    )


def _tally(entries):
    return tally(entry.counts for entry in entries if entry.standing == "confirmed")


def _entries(mandate, suspended_spans):
    """Every entry of the volume, newest first."""
    bodies = dict(
        Activity.objects.filter(
            congress=mandate.congress_id, term=mandate.term_id, group__isnull=False
        ).values_list("pk", "group__name")
    )

    def counting(obliged, presence, day):
        return counts_as(
            obliged,
            presence,
            in_office=mandate.covers(day),
            suspended=any(a <= day and (b is None or day < b) for a, b in suspended_spans),
        )

    found = [
        _record_entry(record, bodies, counting)
        for record in mandate.duty_records.select_related(
            "kind", "submitted_by", "confirmed_by"
        ).prefetch_related("outcomes", Prefetch("evidence", Evidence.objects.shown()))
    ]
    found += [_line_entry(line, counting) for line in _silent_lines(mandate)]
    return tuple(sorted(found, key=_newest, reverse=True))


def _newest(entry):
    return entry.on, half_day_order(entry.half_day), entry.record_pk or 0


def _silent_lines(mandate):
    """Called half-days of closed sheets that left no record: not obliged, or not known to be."""
    return (
        mandate.attendances.filter(
            sitting__activity__status=Activity.Status.CLOSED,
            obliged__in=[Attendance.Obliged.NO, Attendance.Obliged.UNKNOWN],
        )
        .exclude(status__in=CAME)
        .select_related("sitting__activity__kind", "sitting__activity__group")
    )


def _record_entry(record, bodies, counting):
    activity = record.object_key.removeprefix("activity:")
    return Entry(
        on=record.on,
        title=record.title,
        kind_code=record.kind.code,
        kind=record.kind.label,
        standing=record.status,
        counts=counting(record.obliged, record.presence, record.on),
        half_day=record.half_day,
        place=record.place,
        occasion_code=record.occasion,
        occasion=str(OCCASION.get(record.occasion, record.occasion)),
        body=bodies.get(int(activity), "") if activity.isdigit() else "",
        presence_code=record.presence,
        presence=str(PRESENCE.get(record.presence, record.presence)),
        obliged=record.obliged,
        proof=record.proof,
        reason=record.reason,
        late=record.late,
        submitted_by=str(record.submitted_by or ""),
        confirmed_by=str(record.confirmed_by or ""),
        confirmed_at=record.confirmed_at,
        outcomes=tuple(record.outcomes.all()),
        evidence=tuple(record.evidence.all()),
        record_pk=record.pk,
        can_log_again=record.status == DutyRecord.Status.RETURNED
        and record.source.startswith(LOGGED),
    )


def _line_entry(line, counting):
    activity = line.sitting.activity
    return Entry(
        on=line.sitting.on,
        title=activity.title,
        kind_code=activity.kind.code,
        kind=activity.kind.label,
        standing="",
        counts=counting(line.obliged, line.status, line.sitting.on),
        half_day=line.sitting.half_day,
        place=activity.place,
        occasion_code=activity.occasion,
        occasion=activity.get_occasion_display(),
        body=activity.group.name if activity.group else "",
        presence_code=line.status,
        presence=leave_label(line.leave_reason) if line.leave_reason else "",
        obliged=line.obliged,
    )


def _chapters(kinds, entries):
    """A chapter for every kind of the congress's catalogue, then any other kind that occurs."""
    by_kind = defaultdict(list)
    names = {kind.code: kind.label for kind in kinds}
    for entry in entries:
        if entry.standing:
            by_kind[entry.kind_code].append(entry)
            names.setdefault(entry.kind_code, entry.kind)
    return tuple(Chapter(code, name, tuple(by_kind[code])) for code, name in names.items())


def _breakdown(entries):
    rows = defaultdict(list)
    for entry in entries:
        if entry.standing == "confirmed" and entry.counts in OBLIGED:
            rows[entry.body, entry.occasion_code, entry.occasion].append(entry.counts)
    return tuple(
        BodyRow(body, code, occasion, tally(counts))
        for (body, code, occasion), counts in sorted(rows.items())
    )


def next_duty(mandate, on):
    """The next announced half-day this deputy is called to and not on leave from, or None."""
    line = (
        mandate.attendances.filter(
            sitting__on__gte=on, sitting__activity__status=Activity.Status.PUBLISHED
        )
        .exclude(status__in=[Attendance.Status.LEAVE_APPROVED])
        .select_related("sitting__activity")
        .order_by("sitting__on", "sitting_id")
        .first()
    )
    if line is None:
        return None
    activity = line.sitting.activity
    return NextDuty(
        title=activity.title,
        on=line.sitting.on,
        half_day=line.sitting.get_half_day_display(),
        place=activity.place,
        obliged=line.obliged == Attendance.Obliged.YES,
        activity_pk=activity.pk,
    )
