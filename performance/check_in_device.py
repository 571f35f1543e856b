"""Which phone a check-in came from: a random number in a signed cookie, and nothing of its owner.

It only says "the same browser as before". Whoever deletes their cookies is a new device; no trait
of the phone is read. A scan's ticket is bound to it, so that an address passed on is worth nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from .check_in_codes import Signed

COOKIE = "luzhi_device"
SALT = "performance.check_in.device"
TICKET_SALT = "performance.check_in.ticket"
YEARS = 63_072_000  # two years, in seconds
TICKET_MINUTES = 10  # time to sign in and press the button after scanning


def device_of(request):
    """The number of this browser; "" for one not seen before."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT)[:32]


def remember_device(request, response):
    """Give this browser a number, or keep the one it has; returns it."""
    device = device_of(request) or token_hex(16)
    response.set_signed_cookie(
        COOKIE,
        device,
        salt=SALT,
        max_age=YEARS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return device


def owner_mark(user):
    """What a phone keeps a waiting scan under: tells users apart, names none."""
    return salted_hmac("performance.check_in.owner", str(user.pk)).hexdigest()[:16]


@dataclass(frozen=True)
class Ticket:
    """A genuine code seen in time by this browser, waiting for its owner to press the button."""

    signed: Signed
    seen_at: datetime
    nonce: str


def ticket_for(signed, *, seen_at, device):
    """A sealed note that this browser showed us that code at that moment."""
    content = [signed.sitting, signed.step, int(seen_at.timestamp()), device, token_hex(16)]
    return signing.dumps(content, salt=TICKET_SALT, compress=True)


def read_ticket(text, *, device):
    """The ticket, if we sealed it for this browser not long ago; else None."""
    try:
        content = signing.loads(text, salt=TICKET_SALT, max_age=TICKET_MINUTES * 60)
    except signing.BadSignature:
        return None
    sitting, step, seen, bound_to, nonce = content
    if not device or bound_to != device:
        return None
    return Ticket(Signed(sitting, step), datetime.fromtimestamp(seen, UTC), nonce)
