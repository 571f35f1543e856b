"""Rare characters (生僻字) in names: listed on the paper by number, lest a missing glyph mislead.

Pure.
"""


def is_rare(character):
    """A Chinese character outside the block every font has (extensions, compatibility, private)."""
    point = ord(character)
    return (
        0x3400 <= point <= 0x4DBF
        or 0xE000 <= point <= 0xF8FF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
        or point >= 0xF0000
    )


def rare_in(texts):
    """(character, "U+2A6A5", the text it stands in) of each rare character, once, in order."""
    found = {}
    for text in texts:
        for character in text:
            if is_rare(character) and character not in found:
                found[character] = text
    return tuple((sign, f"U+{ord(sign):04X}", text) for sign, text in found.items())
