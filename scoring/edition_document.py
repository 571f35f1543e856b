"""An edition as a document (榜单文件): one frozen picture for the paper and the workbook.

Everything in it comes from the frozen rows, the text of the version that measured them and the
imprint; nothing from the register of today. So it is the same document whenever it is printed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from foundation import chain
from performance.volume_paper import grouped

from .covered import Covered
from .ranking import Ranking, edition_rankings
from .services.imprints import head_words, note_imprint, verify_url


@dataclass(frozen=True)
class EditionDocument:
    """One edition in every cohort. `code` and `url` are empty while it is not published.

    Whatever a veto of the measure withholds is not in it, whoever has it made.
    """

    name: str
    congress: str
    period: str
    measure: str
    drawn_by: str
    published_by: str
    number: int | None
    first_day: date
    last_day: date
    cut_off: datetime
    drawn_at: datetime
    published_at: datetime | None
    note: str
    rankings: tuple[Ranking, ...]
    row_count: int
    digest: str
    code: str
    url: str
    covers: Covered

    @property
    def cohort_key(self):
        """Whom it covers, in no language; empty for everybody."""
        return self.covers.key

    @property
    def title(self):
        return f"{self.name} ({self.covers})" if self.covers else self.name

    @property
    def published(self):
        return bool(self.code)

    @property
    def grouped_digest(self):
        return grouped(self.digest, 8)

    @property
    def grouped_code(self):
        return grouped(self.code)

    def content_digest(self):
        """SHA-256 over all it says, in no language: the same whenever it is made again."""
        said = [
            self.name, self.congress, self.period, self.measure, self.drawn_by, self.published_by,
            self.number, self.first_day, self.last_day, self.cut_off, self.note, self.digest,
            [_said(ranking) for ranking in self.rankings],
        ]  # fmt: skip
        if self.covers:  # an edition of everybody keeps the digest it had before there were others
            said.append(self.cohort_key)
        return chain.digest(chain.canonical(said))


def _said(ranking):
    rows = [*ranking.rows, *(row for _label, apart in ranking.apart for row in apart)]
    return [
        ranking.group,
        [name for _code, name in ranking.categories],
        [
            [row.rank, row.name, row.label, row.total, row.tier, row.standing, list(row.parts)]
            for row in rows
        ],
    ]


def edition_document(edition):
    """The document of an edition; the same few queries whatever its size."""
    imprint = note_imprint(edition)
    words = imprint.words if imprint else head_words(edition)
    return EditionDocument(
        name=edition.name,
        **words,
        number=edition.number,
        first_day=edition.first_day,
        last_day=edition.last_day,
        cut_off=edition.cut_off,
        drawn_at=edition.drawn_at,
        published_at=edition.published_at,
        note=edition.note,
        rankings=edition_rankings(edition),
        row_count=edition.row_count,
        digest=edition.digest,
        code=imprint.code if imprint else "",
        url=verify_url(imprint) if imprint else "",
        covers=edition.covers,
    )
