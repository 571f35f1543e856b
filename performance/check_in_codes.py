"""The codes on the organiser's screen (签到码): made anew every 15 seconds, checked by the server.

A code says which sitting and which step of time it is for, under a seal (HMAC-SHA256) made with a
key of that sitting which is derived from the site's own secret. Nobody without the secret can make
one, and one of another sitting or another time has another seal. Pure: no database, no clock.

    v1.12.118901234.K5QXE3LBNZSWG2DP      what the QR code carries
    7M3K QD0Z                             what people type who have no camera
"""

import hashlib
import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

STEP = 15  # seconds
STEPS_ACCEPTED = 2  # the one shown now and the one before
LIFE = STEP * STEPS_ACCEPTED
SEAL_BYTES = 10
TYPED_LENGTH = 8  # of 32 signs each: 40 bits
_CODE = re.compile(r"v1\.([1-9][0-9]{0,17})\.([1-9][0-9]{0,11})\.([A-Z2-7]{16})")
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
_TO_READABLE = str.maketrans(_STANDARD, _READABLE)
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class Signed:
    """What a genuine code says: which sitting's screen showed it, in which step."""

    sitting: int
    step: int

    @property
    def shown_at(self):
        """When the screen began to show it."""
        return shown_at(self.step)

    def is_current(self, now):
        """Is it the code on the screen now, or the one just before?"""
        return 0 <= step_at(now) - self.step < STEPS_ACCEPTED


def step_at(instant):
    """The number of the step of time an instant lies in."""
    return int(instant.timestamp()) // STEP


def shown_at(step):
    """The instant a step began."""
    return datetime.fromtimestamp(step * STEP, UTC)


def screen_code(secret, sitting, step):
    """The code a sitting's screen shows in that step."""
    return f"v1.{sitting}.{step}.{_seal(secret, sitting, step)}"


def typed_code(secret, sitting, step):
    """The short code under it, for those without a camera."""
    return _short(_key(secret, sitting), step)


def read_code(secret, text):
    """What a scanned code says; None unless this site's screen made it, word for word."""
    found = _CODE.fullmatch(code_in(text))
    if not found:
        return None
    sitting, step = int(found[1]), int(found[2])
    if not hmac.compare_digest(found[3], _seal(secret, sitting, step)):
        return None
    return Signed(sitting, step)


def find_typed(secret, text, sittings, steps):
    """What a typed code says, looked for among these sittings and steps; None if none made it."""
    wanted = as_typed(text)
    if len(wanted) != TYPED_LENGTH or not wanted.isascii():
        return None
    keys = [(sitting, _key(secret, sitting)) for sitting in sittings]
    for step in steps:
        for sitting, key in keys:
            if hmac.compare_digest(wanted, _short(key, step)):
                return Signed(sitting, step)
    return None


def as_typed(text):
    """A short code as it was meant: without spaces and dashes, O as 0, I and L as 1."""
    return re.sub(r"[\s\-·]", "", text).upper().translate(_MISREAD)


def code_in(text):
    """The code in whatever was scanned: the address a QR code carries, or the code itself."""
    text = text.strip()
    if "?" in text:
        try:
            return parse_qs(urlsplit(text).query).get("c", [""])[0]
        except ValueError:
            return ""
    return text


def _seal(secret, sitting, step):
    return b32encode(_mac(_key(secret, sitting), f"screen.{step}")[:SEAL_BYTES]).decode()


def _short(key, step):
    return b32encode(_mac(key, f"typed.{step}")[:5]).decode().translate(_TO_READABLE)


def _key(secret, sitting):
    return _mac(secret.encode(), f"luzhi.check-in.v1.{sitting}")


def _mac(key, words):
    return hmac.digest(key, words.encode(), hashlib.sha256)
