"""What a camera noted in a picture (EXIF): when, with what, and roughly where.

Read once, kept apart from the picture and shown to few. A place is rounded to about 100 metres
before anyone sees it. Nothing noted means nothing: chat programs strip it.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

DATE_TIME, DATE_TIME_ORIGINAL, OFFSET_ORIGINAL, MAKE, MODEL = 0x0132, 0x9003, 0x9011, 0x010F, 0x0110
EXIF_PART, GPS_PART = 0x8769, 0x8825
THREE_PLACES = Decimal("0.001")  # of a degree: about 100 m


@dataclass(frozen=True)
class CameraNotes:
    """`taken_at` is the camera's own clock, without a zone unless `offset` names one."""

    taken_at: datetime | None = None
    offset: str = ""
    make: str = ""
    model: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    def __bool__(self):
        return self != CameraNotes()


def camera_notes(image):
    """The notes of an opened picture; whatever is unreadable in them is left out."""
    try:
        exif = image.getexif()
        part, gps = exif.get_ifd(EXIF_PART), exif.get_ifd(GPS_PART)
    except Exception:  # a hostile or broken block of notes is no reason to refuse the picture
        return CameraNotes()
    return CameraNotes(
        taken_at=_moment(part.get(DATE_TIME_ORIGINAL) or exif.get(DATE_TIME)),
        offset=_text(part.get(OFFSET_ORIGINAL), 6),
        make=_text(exif.get(MAKE), 40),
        model=_text(exif.get(MODEL), 40),
        latitude=_degrees(gps.get(2), gps.get(1), "S", 90),
        longitude=_degrees(gps.get(4), gps.get(3), "W", 180),
    )


def _text(value, longest):
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value if c.isprintable()).strip()[:longest]


def _moment(value):
    try:
        return datetime.strptime(_text(value, 19), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _degrees(parts, side, negative, most):
    try:
        degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
        if not value.is_finite() or value > most:
            return None
        value = value.quantize(THREE_PLACES)
    except Exception:
        return None
    return -value if _text(side, 1) == negative else value
