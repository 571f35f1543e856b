"""Plain values as the YAML of a scheme file: block style, short leaves in braces on one line."""

import json
import re
from decimal import Decimal

from ..structure import ODD_NUMBER
from ..yamltree import FIXED_WORDS, NUMBER

STEP = 2
WIDTH = 96
PLAIN = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff:,\[\]{}#]*\Z"
)
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
ODD_SIGNS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def scalar_text(value):
    """One value on one line, quoted where YAML would read something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    if is_plain(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return ODD_SIGNS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def is_plain(text):
    """Whether a text can stand without quotes and is read as itself."""
    return bool(
        PLAIN.match(text)
        and text == text.strip()
        and text not in FIXED_WORDS
        and not NUMBER.match(text)
        and not ODD_NUMBER.match(text)
    )


def key_text(key):
    """A key of a block."""
    return key if KEY.match(key) and key not in FIXED_WORDS else scalar_text(str(key))


def flow(value):
    """A value in braces and brackets on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return scalar_text(value)


def depth(value):
    """How many collections lie inside one another."""
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)):
        return 0
    return 1 + max((depth(one) for one in inner), default=0)


def is_short(value, indent):
    """Whether a collection is read best on one line."""
    if not value:
        return True
    if isinstance(value, list) and not all(
        isinstance(one, (int, Decimal)) or (isinstance(one, str) and KEY.match(one))
        for one in value
    ):
        return False
    if isinstance(value, dict) and len(value) > 6:
        return False
    return depth(value) <= 2 and indent + len(flow(value)) <= WIDTH


def emit_value(value, indent, *, in_flow=False):
    """What follows a colon: `` word`` on the line, or a block on lines of its own."""
    if not isinstance(value, (dict, list)) or in_flow or is_short(value, indent + 12):
        return " " + flow(value)
    if isinstance(value, dict):
        return "\n" + block_lines(value, indent + STEP)
    return "\n" + list_lines(value, indent + STEP)


def block_lines(value, indent):
    """A mapping as lines, the first one indented too."""
    pad = " " * indent
    return "\n".join(
        f"{pad}{key_text(key)}:{emit_value(one, indent)}" for key, one in value.items()
    )


def list_lines(value, indent):
    """A list as lines."""
    return "\n".join(entry_lines(one, indent) for one in value)


def entry_lines(value, indent):
    """One entry of a list with its dash."""
    pad = " " * indent
    short = is_short(value, indent + 2) if isinstance(value, (dict, list)) else True
    if short and not (isinstance(value, dict) and {"when", "given"} & set(value)):
        return f"{pad}- {flow(value)}"
    if isinstance(value, dict):
        return f"{pad}- {block_lines(value, indent + STEP)[indent + STEP :]}"
    return f"{pad}-\n{list_lines(value, indent + STEP)}"
