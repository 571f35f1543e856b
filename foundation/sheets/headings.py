"""Finding the register on a sheet: its row of headings, which column is which, where rows end."""

import hashlib
import re
from dataclasses import dataclass

from . import cells

LOOK_AT_ROWS = 30
_TOTAL = re.compile(r"(合计|总计|小计|共计|总人数|((grand |sub-?)?totals?\b))", re.IGNORECASE)
_FOOTER = re.compile(
    r"(备注|说明|注|填表|制表|审核|填报|统计|负责人|签字|notes?|source)\s*[:：人]", re.IGNORECASE
)


@dataclass(frozen=True)
class Heading:
    """Where the headings are (row from 0), what they say, and which column keys they match."""

    row: int
    labels: tuple
    mapping: dict  # column key → column number from 0
    score: float

    @property
    def signature(self):
        """The same for every sheet with these headings; what a remembered mapping hangs on."""
        joined = "\x1f".join(cells.key(label) for label in self.labels).rstrip("\x1f")
        return hashlib.sha256(joined.encode()).hexdigest()[:40]


def find_heading(rows, columns):
    """The most likely row of headings among the first rows, or None when nothing matches two.

    A heading merged over two rows stands in the upper one, so a blank takes what is above it.
    """
    names = known_names(columns)
    best = None
    for number, row in enumerate(rows[:LOOK_AT_ROWS]):
        above = rows[number - 1] if number else []
        labels = _labels(row, above)
        mapping, score = match(labels, names)
        own = sum(1 for value in row if shown(value))
        if score and own >= 1 and (best is None or score > best.score):
            best = Heading(number, tuple(labels), mapping, score)
    if best is None or len(best.mapping) < min(2, len(columns)):
        return None
    return best


def heading_at(rows, row, columns):
    """The headings of a row somebody pointed at."""
    labels = _labels(rows[row], rows[row - 1] if row else [])
    mapping, score = match(labels, known_names(columns))
    return Heading(row, tuple(labels), mapping, score)


def shown(value):
    """A cell of the heading as text; never raises."""
    try:
        return cells.text(value)
    except ValueError:
        return ""


def _labels(row, above):
    own = [shown(value) for value in row]
    filled = sum(1 for label in own if label)
    if above and filled >= 2:
        over = [shown(value) for value in above]
        # A title spans one cell; two or more filled cells above are headings merged downwards.
        if sum(1 for label in over if label) >= 2:
            own += [""] * (len(over) - len(own))
            over += [""] * (len(own) - len(over))
            own = [label or upper for label, upper in zip(own, over, strict=True)]
    while own and not own[-1]:
        own.pop()
    return own


def known_names(columns):
    """Every name a column goes by, folded: name → column key. In both languages."""
    from django.utils.translation import override

    names = {}
    for key, column in columns.items():
        for language in ("zh-hans", "en"):
            with override(language):
                names.setdefault(cells.key(column.label), key)
        names.setdefault(cells.key(key), key)
        for alias in column.aliases:
            names.setdefault(cells.key(alias), key)
    return names


def match(labels, names):
    """Guess which label is which column: exact names first, then names inside a longer label."""
    mapping, score = {}, 0.0
    folded = [cells.key(label) for label in labels]
    for position, label in enumerate(folded):
        key = names.get(label)
        if label and key and key not in mapping:
            mapping[key] = position
            score += 1.0
    taken = set(mapping.values())
    for position, label in enumerate(folded):
        if not label or position in taken or len(label) > 30:
            continue
        inside = [
            (len(name), key) for name, key in names.items() if len(name) > 1 and name in label
        ]
        for _length, key in sorted(inside, reverse=True):
            if key not in mapping:
                mapping[key] = position
                score += 0.4
                break
    return mapping, score


def is_blank(row):
    """Nothing in any cell."""
    return all(
        value is None or value == "" or (isinstance(value, str) and not value.strip())
        for value in row
    )


def is_total(row):
    """A row of sums (合计、总计、小计), not of a person."""
    for value in row:
        if isinstance(value, str) and value.strip():
            shown = value.strip() if value.isascii() else re.sub(r"\s+", "", value)
            return _TOTAL.match(shown) is not None
    return False


def is_footer(row):
    """A line below the register: notes, who filled it in."""
    filled = [value for value in row if value not in (None, "") and str(value).strip()]
    if not filled or len(filled) > 3 or not isinstance(filled[0], str):
        return False
    return _FOOTER.match(filled[0].strip()) is not None
