"""How people's names are put in order: by strokes of the surname, and by sound (姓氏笔画、拼音).

Official lists go by strokes: the surname's number of strokes, then their order of writing
(横竖撇点折), then, within one surname, given names of one character before longer ones, each by its
strokes. No database collation knows this, so the keys made here are stored beside the name. They
hold digits, small letters and blanks only, which every collation orders alike.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin

DATA = Path(__file__).parent / "data"
UNKNOWN = "99"  # strokes of a character nobody counted: after all others
DOTS = "·•・‧.．"
KEY_LENGTH = 250


@dataclass(frozen=True)
class NameKeys:
    """What is stored beside a name so that lists can be put in order and searched."""

    pinyin: str  # "zhang san"
    initials: str  # "zs"
    stroke_key: str
    unknown: str  # the characters whose strokes nobody counted


@cache
def strokes():
    """Every character's strokes: the digits of their order, or a number where only that is known.

    Read once from the file, which names its sources and their licences.
    """
    table = {}
    for line in (DATA / "strokes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        written, _, characters = line.partition(" ")
        known = int(written[1:]) if written.startswith("=") else written
        table.update(dict.fromkeys(characters, known))
    return table


@cache
def surnames():
    """Surnames of two characters and those that sound their own way: surname → sound, or ""."""
    lines = (DATA / "surnames.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines if not line.startswith("#"))
    return {surname: sound for surname, _, sound in pairs}


def split_name(name):
    """(surname, given name). A name with a dot in it, or in Latin letters, has no surname here."""
    bare = "".join(name.split())
    if not bare or bare.isascii() or any(dot in bare for dot in DOTS):
        return "", bare
    if len(bare) > 2 and bare[:2] in surnames():
        return bare[:2], bare[2:]
    return bare[:1], bare[1:]


def name_keys(name, *, sound="", counts=""):
    """The keys of a name. `sound` and `counts` overrule what the tables say.

    `sound` is the pinyin, parts divided by blanks; `counts` the strokes of each character in turn,
    such as "11 3".
    """
    pinyin = " ".join(sound.lower().split()) or pinyin_of(name)
    key, unknown = stroke_key_of(name, [int(part) for part in counts.split()])
    initials = "".join(part[0] for part in pinyin.split())
    return NameKeys(pinyin[:200], initials[:60], key, unknown)


def pinyin_of(name):
    """The sound of a name, the surname as surnames sound: 单雄信 → shan xiong xin."""
    surname, given = split_name(name)
    if not surname:
        parts = name.replace("·", " ").split() if name.isascii() else lazy_pinyin(_bare(given))
        return " ".join(part.lower() for part in parts)
    first = surnames().get(surname)
    said = first.split() if first else lazy_pinyin(surname, style=Style.NORMAL)
    return " ".join([*said, *lazy_pinyin(given, style=Style.NORMAL)]).lower()


def stroke_key_of(name, counts=()):
    """The key by which a name stands in an official list, and the characters not counted."""
    surname, given = split_name(name)
    bare = _bare(surname + given)
    told = dict(zip(range(len(bare)), counts, strict=False))
    parts = [_character_key(character, told.get(at)) for at, character in enumerate(bare)]
    table = strokes()
    unknown = "".join(
        character
        for at, character in enumerate(bare)
        if at not in told and character not in table and not character.isascii()
    )
    if surname:
        own = len(surname)
        parts[own:own] = [f"00{min(len(given), 9)}"]
    return "".join(parts)[:KEY_LENGTH], unknown


def _bare(name):
    return "".join(character for character in name if character not in DOTS and character.strip())


def _character_key(character, told=None):
    """Number, order and, so that one surname stays together, the character itself.

    Keys of one number are of one length or end in 9, so that none is the beginning of another.
    """
    own = f"{ord(character):06d}"
    written = strokes().get(character)
    if told is not None and not (isinstance(written, str) and len(written) == told):
        written = told
    if isinstance(written, str):
        return f"{len(written):02d}{written}{own}"
    return f"{written:02d}9{own}" if written else f"{UNKNOWN}{own}"
