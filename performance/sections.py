"""Sections of the volume (档案分册章节): tables that parts of the house add to the dossier.

A section is plain values, so the page, the paper and the workbook all show the same one. Parts of
this room and rooms above register a builder in `ready()`:

    register_section(build_duty_reports, order=60)

`build(mandate, viewer, span) -> Section | None` reads what this viewer may see of the days in
`span`, with a constant number of queries.
"""

from dataclasses import dataclass
from datetime import date

_BUILDERS = []


@dataclass(frozen=True)
class Span:
    """The days a volume is read for, both counted; `last` None while the term runs."""

    first: date
    last: date | None = None

    def holds(self, day):
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Section:
    """One table of the volume, in the reader's language.

    `rows`: tuples as long as `columns`, of text, whole numbers or dates. `numerator` and
    `denominator` where the section is a share of something. `url` leads to the page it comes from.
    """

    code: str
    title: str
    columns: tuple
    rows: tuple
    note: str = ""
    numerator: int | None = None
    denominator: int | None = None
    url: str = ""

    @property
    def shown(self):
        """The rows as a page shows them: days as 2026-03-01."""
        return tuple(
            tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row)
            for row in self.rows
        )

    @property
    def count(self):
        return len(self.rows)


def register_section(build, *, order=100):
    """Add a section to every volume, in that order; registering it again changes nothing."""
    entry = (order, build)
    if entry not in _BUILDERS:
        _BUILDERS.append(entry)


def volume_sections(mandate, viewer, span):
    """Every section this viewer may see of this volume, in order; empty ones left out."""
    ordered = sorted(_BUILDERS, key=lambda entry: entry[0])
    built = (build(mandate, viewer, span) for _order, build in ordered)
    return tuple(section for section in built if section is not None)
