"""The hash chain (哈希链): rows that cannot be changed, dropped, added or reordered unseen.

A chained row belongs to a named chain, counts from 1 without gaps, and carries the hash of the row
before it. The hash covers every business column of the row. Personal text never enters it in
clear: a leaf holds a digest of `salt + payload`, so the payload can be erased and the chain stays
whole.
"""

import hashlib
import json
import secrets
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

ALGORITHM = "sha256"
GENESIS = "0" * 64
# Made once: `json.dumps` with options makes one per call, half the cost of hashing a row.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value):
    """The one text a value is hashed as: sorted keys, UTF-8, fixed decimals, UTC instants."""
    return _encode(_plain(value))


# What needs no turning; looked at by exact type, because most values are of these.
_AS_THEY_ARE = {str, int, bool, type(None)}


def _plain(value):
    if isinstance(value, dict):
        return {
            str(key): entry if type(entry) in _AS_THEY_ARE else _plain(entry)
            for key, entry in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        raise TypeError("a float has no exact text; chain integers or decimals")
    return value


@lru_cache(maxsize=64)  # the rows of one import share their instant
def _instant(value):
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(text):
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_salt():
    """A salt for one payload, 128 bits."""
    return secrets.token_hex(16)


def new_salts(count):
    """As many salts, drawn at once."""
    drawn = secrets.token_hex(16 * count)
    return [drawn[start : start + 32] for start in range(0, 32 * count, 32)]


def payload_digest(salt, payload):
    """What a leaf holds of its payload; erasing salt and payload leaves it standing."""
    return digest(salt + canonical(payload))


def link(previous_hash, columns):
    """The hash of a row: of the row before it and of all its own columns (a dict)."""
    return digest(previous_hash + canonical(columns))
