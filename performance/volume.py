"""The volume of one term (一任一册): one frozen picture for the page, the PDF and the workbook.

It holds the dossier's chapters and rates, the deputy's basic data as this reader may see it, the
sections other parts of the house add, the six sides, and the checksum of its facts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation import chain

from .axes import AxisTable, axis_profile
from .dossier import Dossier, build_dossier
from .permissions import can_keep_records
from .rare_characters import rare_in
from .sections import Span, volume_sections
from .volume_facts import checksum_of

# Of the deputy and of the mandate: what stands in the volume, in this order, where it is known.
BASICS = (
    ("deputy", "sex"),
    ("deputy", "ethnicity"),
    ("deputy", "birth_year"),
    ("deputy", "native_place"),
    ("deputy", "party"),
    ("deputy", "education"),
    ("deputy", "degree"),
    ("deputy", "joined_work"),
    ("deputy", "work_unit"),
    ("mandate", "occupation"),
    ("mandate", "grassroots"),
    ("mandate", "by_election"),
    ("mandate", "elected_on"),
    ("mandate", "no_fixed_income"),
)
# Only for the deputy and for those who keep the record.
PERSONAL = (("deputy", "phone"),)


@dataclass(frozen=True)
class Volume:
    """One volume as one reader sees it on one day, for one year or the whole term."""

    dossier: Dossier
    basics: tuple
    sections: tuple
    axes: tuple
    checksum: str
    rare: tuple

    @property
    def mandate(self):
        return self.dossier.mandate

    @property
    def made_on(self):
        return self.dossier.as_of

    @property
    def title(self):
        """What the volume is called among a person's files."""
        words = {"name": self.mandate.deputy.name, "term": self.mandate.term}
        if self.dossier.year:
            return _("Duty record of %(name)s, %(year)s") % {**words, "year": self.dossier.year}
        return _("Duty record of %(name)s, %(term)s") % words

    @property
    def bound(self):
        """How many lines of records it binds."""
        return sum(len(chapter.bound) for chapter in self.dossier.chapters)

    def digest(self):
        """SHA-256 over all it says but the day it was made: unchanged means the same paper."""
        strips = [[(m.count, m.state) for m in strip.months] for strip in self.dossier.strips]
        waiting = [self.dossier.waiting, self.dossier.not_obliged, self.dossier.unknown]
        said = [self.checksum, self.dossier.year, self.basics, strips, waiting]
        said.append([(row.axis, row.count) for row in self.axes])
        said.append([_said(section) for section in self.sections])
        return chain.digest(chain.canonical(said))


def _said(section):
    rows = [[_plain(cell) for cell in row] for row in section.rows]
    return [section.code, section.title, list(section.columns), rows, section.note]


def _plain(cell):
    return cell if isinstance(cell, (str, int, date)) else str(cell)


def build_volume(mandate, viewer, on, year=None):
    """The volume of this mandate as `viewer` reads it on the day `on`; `year` or the whole term.

    Costs the same number of queries whatever the volume holds.
    """
    dossier = build_dossier(mandate, viewer, on, year)
    basics = tuple(_basics(mandate, viewer))
    return Volume(
        dossier=dossier,
        basics=basics,
        sections=volume_sections(mandate, viewer, span_of(mandate, year)),
        axes=axis_profile(AxisTable(mandate.congress), dossier.entries),
        checksum=checksum_of(mandate),
        rare=rare_in(_names(mandate, dossier, basics)),
    )


def span_of(mandate, year=None):
    """The days a volume is read for."""
    if year:
        return Span(date(year, 1, 1), date(year, 12, 31))
    last = mandate.ends_on - timedelta(days=1) if mandate.ends_on else None
    return Span(mandate.starts_on, last)


def _basics(mandate, viewer):
    """(label, value) of what is known of the deputy and this reader may see."""
    fields = list(BASICS)
    if viewer.pk == mandate.deputy.user_id or can_keep_records(viewer, mandate.congress):
        fields += PERSONAL
    for of, name in fields:
        thing = mandate.deputy if of == "deputy" else mandate
        if value := _shown(thing, name):
            yield str(thing._meta.get_field(name).verbose_name), value


def _shown(thing, name):
    value = getattr(thing, name)
    if value is True:
        return _("Yes")
    if value in (None, "", False):
        return ""
    display = getattr(thing, f"get_{name}_display", None)
    return str(display() if display else value)


def _names(mandate, dossier, basics):
    yield mandate.deputy.name
    for thing in (mandate.constituency, mandate.delegation):
        if isinstance(thing, Model):
            yield thing.name
    yield from (value for _label, value in basics)
    for chapter in dossier.chapters:
        for entry in chapter.bound:
            yield from (entry.confirmed_by, entry.title, entry.place)
