"""Writing beside a deputy's name what lists are put in order and searched by (姓名排序)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.names import name_keys

KEYS = ["pinyin", "initials", "stroke_key"]


def write_name_keys(deputy):
    """Set the keys of a deputy's name on the row, unsaved; returns the names of the columns.

    Whoever writes a name calls this: the forms and the import. What was put down by hand overrules
    the tables.
    """
    keys = name_keys(deputy.name, sound=deputy.pinyin_by_hand, counts=deputy.strokes_by_hand)
    deputy.pinyin, deputy.initials, deputy.stroke_key = keys.pinyin, keys.initials, keys.stroke_key
    return list(KEYS)


def check_by_hand(name, pinyin, counts):
    """Raise ValidationError unless what was put down by hand can be read."""
    parts = counts.split()
    if not all(part.isdigit() and 0 < int(part) < 90 for part in parts):
        raise ValidationError(
            {"strokes_by_hand": _("Write the strokes as numbers with blanks, such as 11 5 8.")}
        )
    if parts and len(parts) != len(name.replace("·", "").replace(" ", "")):
        raise ValidationError(
            {"strokes_by_hand": _("Write one number for each character of the name.")}
        )
    if not all(part.isascii() and part.isalpha() for part in pinyin.split()):
        raise ValidationError(
            {"pinyin_by_hand": _("Write the pinyin in small letters with blanks: shan xiong xin.")}
        )


def unknown_characters(deputy):
    """The characters of a name whose strokes are not known and were not put down by hand."""
    return name_keys(deputy.name, counts=deputy.strokes_by_hand).unknown
