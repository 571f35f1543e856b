"""An edition beside another state of the same people: an earlier edition, or the figures of today.

The page is one frozen dataclass. The edition is read, never computed again; today is read from the
live cards, and only the lines of the people on the page are computed.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from .cohort import load_cohort
from .comparing import Moved, Side, Verb, changed_lines, moved
from .covered import narrowed
from .engine import score
from .facts import load_facts
from .models import Edition
from .past import load_past
from .ranking import WITHHELD, edition_rankings, live_rankings
from .reach import compares_people
from .services.edition_rows import row_contents
from .services.measures import engine_period, scheme_of
from .why import line_in_words

TODAY = "today"


@dataclass(frozen=True)
class LineWords:
    """One changed line in words."""

    verb: Verb
    title: str
    item: str
    on: date | None
    before: int | None
    after: int | None
    said: str


@dataclass(frozen=True)
class MovedRow:
    """One deputy who moved, and what changed behind it; `reasons` where there are no lines."""

    moved: Moved
    lines: tuple[LineWords, ...]


@dataclass(frozen=True)
class Comparison:
    """Two states of a ranking: `older` and `newer` name them; `with_lines`, one period's facts."""

    older: str
    newer: str
    moved: tuple[Moved, ...]
    same: int
    with_lines: bool

    @property
    def up(self):
        return sum(1 for one in self.moved if (one.ranks or 0) > 0)

    @property
    def down(self):
        return sum(1 for one in self.moved if (one.ranks or 0) < 0)

    @property
    def came(self):
        return sum(1 for one in self.moved if one.verb == Verb.NEW)

    @property
    def left(self):
        return sum(1 for one in self.moved if one.verb == Verb.GONE)

    @property
    def tiers(self):
        """How many stand in another tier."""
        pairs = ((one.before, one.after) for one in self.moved)
        return sum(1 for was, now in pairs if was and now and was.tier != now.tier)


def comparable_editions(edition, user):
    """Published editions of the same people that came before this one, the nearest first."""
    found = Edition.objects.visible_to(user).published()
    found = found.filter(congress=edition.congress_id, cohort_key=edition.cohort_key)
    return found.filter(drawn_at__lt=edition.drawn_at).order_by("-drawn_at", "-pk")


def compare_editions(older, newer, *, withhold=True):
    """What a later edition says differently from an earlier one."""
    before, after = _sides(older, withhold), _sides(newer, withhold)
    same_period = older.period_id == newer.period_id
    return _comparison(older.title, newer.title, before, after, same_period)


def compare_with_today(edition):
    """What the live figures say differently from the edition, of the people it ranks."""
    frozen = _sides(edition, withhold=False)
    groups = {side.group for side in frozen}
    live = live_rankings(edition.period, only=_covered_today(edition))
    now = [side for side in _of(live) if side.group in groups]
    today = _("Today, %(day)s") % {"day": timezone.localdate()}
    return _comparison(edition.title, today, frozen, now, True)


def _covered_today(edition):
    """Keys of the mandates the edition would cover today; None for everybody."""
    if not edition.cohort:
        return None
    span = engine_period(edition.period)
    today = narrowed(load_cohort(edition.congress_id, span), edition.covers, span)
    return {int(subject) for subject in today.subjects["subject"]}


def _comparison(older, newer, before, after, with_lines):
    found = moved(before, after)
    return Comparison(
        older, newer, found, len(after) - sum(1 for m in found if m.after), with_lines
    )


def _sides(edition, withhold):
    return _of(edition_rankings(edition, withhold=withhold))


def _of(rankings):
    return [
        Side(
            mandate=row.mandate,
            name=row.name,
            label=row.label,
            group=ranking.group,
            rank=row.rank,
            total=row.total,
            tier=row.tier,
            standing=row.standing,
        )
        for ranking in rankings
        for row in (*ranking.rows, *(one for _label, apart in ranking.apart for one in apart))
    ]


def rows_with_lines(page, older, newer):
    """The MovedRows of one page: `older` and `newer` are editions, `newer` None for today."""
    mandates = [one.side.mandate for one in page]
    before = _frozen_lines(older, mandates)
    period = (newer or older).period
    after = _frozen_lines(newer, mandates) if newer else _lines_today(period, mandates)
    schemes = scheme_of(older.scheme_version), scheme_of((newer or period).scheme_version)
    rows = []
    for one in page:
        key = one.side.mandate
        sides = (one.before, one.after)
        hidden = any(side and side.standing == WITHHELD for side in sides)
        changes = () if hidden else changed_lines(before.get(key, []), after.get(key, []))
        rows.append(MovedRow(one, tuple(_in_words(change, *schemes) for change in changes)))
    return rows


def rows_without_lines(page):
    return [MovedRow(one, ()) for one in page]


def _frozen_lines(edition, mandates):
    rows = edition.rows.filter(mandate__in=mandates)
    return dict(rows.values_list("mandate", "lines"))


def _lines_today(period, mandates):
    scheme, span = scheme_of(period.scheme_version), engine_period(period)
    if compares_people(scheme):
        mandates = None
    cohort = load_cohort(period.congress_id, span, mandate_ids=mandates)
    facts = load_facts(period.congress_id, scheme, span, mandate_ids=mandates, words=True)
    past = load_past(period, scheme, mandate_ids=mandates)
    contents = row_contents(score(scheme, facts, cohort, span, past=past), facts, cohort, past)
    return {content["mandate_id"]: content["lines"] for content in contents}


def _in_words(change, before_scheme, after_scheme):
    was = line_in_words(before_scheme, change.before) if change.before else None
    now = line_in_words(after_scheme, change.after) if change.after else None
    line = now or was
    return LineWords(
        verb=change.verb,
        title=line.title or line.item,
        item=line.item,
        on=line.on,
        before=was.points if was else None,
        after=now.points if now else None,
        said=now.said if now else "",
    )
