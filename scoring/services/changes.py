"""What an edition changed against the one it replaces, row by row."""

from dataclasses import dataclass

from ..findings import is_withheld
from .measures import scheme_of

SHOWN = ["total", "tier", "rank", "standing"]
COMPARED = [*SHOWN, "rank_group", "reason", "parts"]


@dataclass(frozen=True)
class Change:
    """One deputy's row before and after; either may be missing."""

    name: str
    label: str
    before: object
    after: object
    columns: tuple

    @property
    def difference(self):
        """Thousandths gained or lost; None when one side has no total."""
        totals = [row.total if row else None for row in (self.before, self.after)]
        return None if None in totals else totals[1] - totals[0]


def changes_of(edition, *, withhold=False):
    """The Changes of an edition against its previous one, in the order of its rows; without those
    whose result a veto withholds on either side, when asked to."""
    if edition.previous_id is None:
        return []
    columns = ["pk", "mandate_id", "name", "label", *COMPARED, "findings"]
    before = {row.mandate_id: row for row in edition.previous.rows.only(*columns)}
    changes = []
    for after in edition.rows.only(*columns):
        was = before.pop(after.mandate_id, None)
        differing = tuple(
            n for n in COMPARED if was is None or getattr(was, n) != getattr(after, n)
        )
        if differing:
            changes.append(Change(after.name, after.label, was, after, differing))
    changes += [Change(was.name, was.label, was, None, ()) for was in before.values()]
    if withhold:
        changes = [one for one in changes if not _kept_back(edition, one)]
    return changes


def _kept_back(edition, change):
    sides = [(edition, change.after), (edition.previous, change.before)]
    return any(
        row and is_withheld(scheme_of(side.scheme_version), row.findings) for side, row in sides
    )
