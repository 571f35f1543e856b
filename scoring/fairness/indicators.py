"""What deserves a second look (需要再看一眼): patterns over the records of a period. Pure.

None of it proves anything or changes a point. Only duties a deputy or somebody for them wrote down
are looked at; what an event's own sheet attests is not.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from .likeness import like_texts

FEW = 5  # entries below which a share says nothing
MUCH_LATE = 400  # thousandths of the entries in the last month
STOCK = 5  # a phrase that more deputies than this write is nobody's
MUCH_CHEAP = 500  # thousandths of the points from the cheapest line


@dataclass(frozen=True)
class Noted:
    """One confirmed duty that somebody wrote down."""

    pk: int
    mandate: int
    on: date
    entered: date
    kind: str
    place: str
    title: str
    event: str  # what made it; records of one event share their words honestly
    confirmer: int | None  # the mandate of the deputy who confirmed it, if a deputy did


@dataclass(frozen=True)
class Look:
    """One pattern at one deputy: `have` of `of`, and the records behind it."""

    mandate: int
    code: str
    have: int
    of: int
    records: tuple = ()
    others: tuple = ()  # mandates of other deputies concerned

    @property
    def share(self):
        """Tenths of a percent."""
        return 1000 * self.have // self.of if self.of else 0


def looks_of(noted, last_day, points):
    """Every Look of a period, by deputy and pattern. `points`: mandate → (points from the cheapest
    line, all points earned)."""
    found = [
        *entered_last(noted, last_day),
        *cheap(points),
        *alike(noted),
        *split(noted),
        *each_other(noted),
    ]
    return sorted(found, key=lambda look: (look.mandate, look.code))


def entered_last(noted, last_day):
    """Much of the year entered in its last month (突击补录)."""
    mine = defaultdict(list)
    for one in noted:
        mine[one.mandate].append(one)
    for mandate, records in mine.items():
        late = [
            one.pk
            for one in records
            if (one.entered.year, one.entered.month) >= (last_day.year, last_day.month)
        ]
        if len(records) >= FEW and 1000 * len(late) > MUCH_LATE * len(records):
            yield Look(mandate, "last_month", len(late), len(records), tuple(late))


def cheap(points):
    """Most points from the line of the measure that gives least for one record."""
    for mandate, (cheapest, earned) in points.items():
        if earned > 0 and 1000 * cheapest > MUCH_CHEAP * earned:
            yield Look(mandate, "cheapest", cheapest, earned)


def alike(noted):
    """Texts nearly the same on different days or by different deputies (雷同文字). What many
    deputies write is a phrase of the trade and is passed over."""
    by_pk = {one.pk: one for one in noted}
    pairs = [
        (by_pk[first], by_pk[second])
        for first, second in like_texts({one.pk: one.title for one in noted})
    ]
    writers = defaultdict(set)
    for one, other in pairs:
        writers[one.pk].update((one.mandate, other.mandate))
        writers[other.pk].update((one.mandate, other.mandate))
    mine, others = defaultdict(set), defaultdict(set)
    for one, other in pairs:
        if one.event and one.event == other.event:
            continue
        if max(len(writers[one.pk]), len(writers[other.pk])) > STOCK:
            continue
        for here, there in ((one, other), (other, one)):
            mine[here.mandate].update((here.pk, there.pk))
            if here.mandate != there.mandate:
                others[here.mandate].add(there.mandate)
    totals = Counter(one.mandate for one in noted)
    for mandate, records in mine.items():
        own = sum(1 for pk in records if by_pk[pk].mandate == mandate)
        yield Look(
            mandate,
            "alike",
            own,
            totals[mandate],
            tuple(sorted(records)),
            tuple(sorted(others[mandate])),
        )


def split(noted):
    """Several records of one deputy, kind, day and place (拆分登记)."""
    together = defaultdict(list)
    for one in noted:
        if one.place.strip():
            together[one.mandate, one.kind, one.on, one.place.strip()].append(one.pk)
    mine = defaultdict(list)
    for (mandate, *_rest), records in together.items():
        if len(records) > 1:
            mine[mandate] += records
    totals = Counter(one.mandate for one in noted)
    for mandate, records in mine.items():
        yield Look(mandate, "split", len(records), totals[mandate], tuple(sorted(records)))


def each_other(noted):
    """Two deputies who confirm each other's records (相互确认)."""
    between = defaultdict(list)
    for one in noted:
        if one.confirmer is not None and one.confirmer != one.mandate:
            between[one.mandate, one.confirmer].append(one.pk)
    totals = Counter(one.mandate for one in noted)
    mine = defaultdict(lambda: ([], set()))
    for (mandate, confirmer), records in between.items():
        if (confirmer, mandate) in between:
            mine[mandate][0].extend(records)
            mine[mandate][1].add(confirmer)
    for mandate, (records, others) in mine.items():
        yield Look(
            mandate,
            "each_other",
            len(records),
            totals[mandate],
            tuple(sorted(records)),
            tuple(sorted(others)),
        )
