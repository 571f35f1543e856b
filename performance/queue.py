"""What the confirmation queue shows (待确认): one page of it, oldest first, with its filters.

Flat at any length: a page is read on from the last row of the one before (by day and key), and what
waits is counted up to `COUNTED` rows only.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from .models import DutyKind, DutyRecord, Evidence, PhotoPair
from .permissions import can_confirm_record

PER_PAGE = 50
COUNTED = 1000
THUMBNAILS = 3


@dataclass(frozen=True)
class Chosen:
    """The filters of an address: a kind, a delegation, late ones only."""

    kind: int | None = None
    delegation: int | None = None
    late: bool = False

    @classmethod
    def of(cls, params):
        return cls(
            kind=_number(params.get("kind")),
            delegation=_number(params.get("delegation")),
            late=params.get("late") == "1",
        )

    def narrow(self, records):
        if self.kind:
            records = records.filter(kind=self.kind)
        if self.delegation:
            records = records.filter(mandate__delegation=self.delegation)
        return records.filter(late=True) if self.late else records

    @property
    def any(self):
        return bool(self.kind or self.delegation or self.late)

    @property
    def params(self):
        found = {"kind": self.kind, "delegation": self.delegation, "late": int(self.late)}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True)
class Option:
    """One choice of a filter; `count` None when too much waits to count."""

    key: int
    label: str
    count: int | None


@dataclass(frozen=True)
class Facets:
    """What waits, by kind and township, counted up to `COUNTED` rows."""

    total: int
    more: bool
    kinds: tuple
    delegations: tuple
    late: int | None


@dataclass(frozen=True)
class QueuePage:
    records: list
    facets: Facets
    chosen: Chosen
    after: str
    first: bool


def waiting_in(congresses):
    """Everything that waits in these congresses."""
    return DutyRecord.objects.waiting().filter(congress__in=congresses)


def queue_page(congresses, user, chosen, after=""):
    """One page: the records with what stands beside each, and where the next page begins."""
    waiting = waiting_in(congresses)
    shown = chosen.narrow(waiting)
    place = _place(after)
    if place:
        day, key = place
        shown = shown.filter(Q(on__gt=day) | Q(on=day, pk__gt=key), on__gte=day)
    rows = list(_with_everything(shown).order_by("on", "pk")[: PER_PAGE + 1])
    records = rows[:PER_PAGE]
    for record in records:
        record.why_not = why_not(user, record)
        record.thumbnails = record.pieces[:THUMBNAILS]
        record.more_pieces = len(record.pieces) - len(record.thumbnails)
    last = records[-1] if len(rows) > PER_PAGE else None
    return QueuePage(
        records=records,
        facets=_facets(congresses, waiting),
        chosen=chosen,
        after=f"{last.on.isoformat()}.{last.pk}" if last else "",
        first=place is None,
    )


def why_not(user, record):
    """Why this person cannot confirm it: `own` (their submission), `volume` (about them), or ""."""
    if user.pk == record.mandate.deputy.user_id:
        return "volume"
    if user.pk == record.submitted_by_id:
        return "own"
    return "" if can_confirm_record(user, record) else "other"


def with_like_photos(records):
    """Marks records of which a photo looks like another one and nobody has said what that is."""
    pairs = PhotoPair.objects.filter(verdict__in=["", "raised"])
    return records.annotate(
        like_photos=Exists(pairs.filter(later__record=OuterRef("pk")))
        | Exists(pairs.filter(earlier__record=OuterRef("pk")))
    )


def _with_everything(records):
    shown = Evidence.objects.shown().order_by("position")
    return (
        with_like_photos(records)
        .select_related(
            "congress", "kind", "mandate__deputy", "mandate__delegation", "submitted_by"
        )
        .prefetch_related(Prefetch("evidence", queryset=shown, to_attr="pieces"))
    )


def _facets(congresses, waiting):
    rows = list(
        waiting.order_by("on", "pk").values_list(
            "kind", "mandate__delegation", "mandate__delegation__name", "late"
        )[: COUNTED + 1]
    )
    more = len(rows) > COUNTED
    by_kind = Counter(kind for kind, *_rest in rows)
    by_delegation = Counter((pk, name) for _kind, pk, name, _late in rows if pk)
    catalogues = {congress.kind_catalogue for congress in congresses}
    kinds = DutyKind.objects.filter(catalogue__in=catalogues).order_by("catalogue", "order")
    return Facets(
        total=min(len(rows), COUNTED),
        more=more,
        kinds=tuple(
            Option(kind.pk, kind.label, None if more else by_kind[kind.pk])
            for kind in kinds
            if more or by_kind[kind.pk]
        ),
        delegations=_delegations(congresses, by_delegation, more),
        late=None if more else sum(late for *_rest, late in rows),
    )


def _delegations(congresses, counted, more):
    if not more:
        named = sorted(counted.items(), key=lambda item: item[0][1])
        return tuple(Option(pk, name, count) for (pk, name), count in named)
    from .models import DeputyGroup

    groups = DeputyGroup.objects.filter(
        congress__in=congresses, kind=DeputyGroup.Kind.DELEGATION
    ).order_by("name")
    return tuple(Option(group.pk, group.name, None) for group in groups)


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _place(text):
    """The row an address goes on from: a day and a key."""
    day, _dot, key = text.partition(".")
    try:
        return date.fromisoformat(day), int(key[:18])
    except ValueError:
        return None
