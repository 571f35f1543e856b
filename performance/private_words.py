"""Numbers that say who somebody is: identity cards and mobile phones, found in what people type.

Households and residents enter the record as labels, never as identities. Pure: text in, names of
what was found out. Full-width digits, invisible characters and digits parted by spaces or dashes
are seen through; Chinese numerals are not.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ID_NUMBER, PHONE, LONG_NUMBER = "id_number", "phone", "long_number"

_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID18 = re.compile(rf"(?=[1-9]\d{{5}}(?:18|19|20)\d\d{_MONTH_DAY}\d{{3}}[\dXx])")
_ID15 = re.compile(rf"[1-9]\d{{5}}\d\d{_MONTH_DAY}\d{{3}}")
_MOBILE = re.compile(r"(?:0086|86)?1[3-9]\d{9}")
_GROUPS = re.compile(r"\d+[Xx]?|[Xx](?![A-Za-z])")
_BETWEEN = re.compile(r"[\s\W_]{1,3}")
_LONGEST_GROUP = 18
_LONG = re.compile(r"\d{15,}")


def private_numbers(text):
    """What kinds of private numbers stand in this text (a set, usually empty)."""
    plain = _plain_digits(text)
    found = set()
    for joined in _joined_runs(plain):
        if _ID18.search(joined) or _ID15.fullmatch(joined):
            found.add(ID_NUMBER)
        elif _MOBILE.fullmatch(joined):
            found.add(PHONE)
    if not found and _LONG.search(plain):
        found.add(LONG_NUMBER)
    return found


def refuse_private_numbers(text):
    """Raise ValidationError, saying why and what to write instead, where a number names someone."""
    found = private_numbers(text)
    if not found:
        return
    what = {
        ID_NUMBER: _("This looks like an identity card number."),
        PHONE: _("This looks like a mobile phone number."),
        LONG_NUMBER: _("This long number looks like an identity card or bank card number."),
    }[min(found)]
    raise ValidationError(
        _("%(what)s Write a label instead of who somebody is, for example “桥头第3户”."),
        code="private_number",
        params={"what": what},
    )


def _plain_digits(text):
    """The text with every kind of digit as 0–9 and characters nobody sees taken out."""
    folded = unicodedata.normalize("NFKC", text)
    kept = (c for c in folded if unicodedata.category(c) not in {"Cf", "Mn", "Me"})
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in kept)


def _joined_runs(text):
    """Every run of digits, and every run that neighbours make when what parts them is left out."""
    chains, end = [], None
    for group in _GROUPS.finditer(text):
        between = text[end : group.start()] if end is not None else "…far…"
        if between == "" or _BETWEEN.fullmatch(between):
            chains[-1].append(group[0])
        else:
            chains.append([group[0]])
        end = group.end()
    for chain in chains:
        for first in range(len(chain)):
            joined = ""
            for group in chain[first:]:
                joined += group
                yield joined
                if len(joined) > _LONGEST_GROUP:
                    break
