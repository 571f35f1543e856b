"""Money as people write it (元) and as it is kept: whole cents (分). Pure."""

import re
import unicodedata
from decimal import Decimal

_AMOUNT = re.compile(
    r"(?:¥|RMB)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?(万)?(?:元|yuan)?", re.IGNORECASE
)
MOST_CENTS = 100_000_000_00  # 一亿元: more is a slip of the finger


def cents_from(text):
    """1,200.50, １２００元, ¥500, 1.2万 → cents; None where it is no amount of money."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = _AMOUNT.fullmatch(folded)
    if not found:
        return None
    whole, part, ten_thousands = found.groups()
    amount = Decimal(f"{whole.replace(',', '')}.{part or 0}")
    cents = int(amount * (1_000_000 if ten_thousands else 100))
    return cents if cents <= MOST_CENTS else None


def yuan_text(cents):
    """Cents as yuan without needless zeros: 120050 → 1,200.50; 50000 → 500."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
