"""How a picture looks, in 64 bits (dHash): near-duplicates are few bits apart.

Each bit says whether a pixel of a 9 × 8 grey miniature is darker than its right neighbour. Measured
on made-up scenes: re-saved, halved, brightened or watermarked copies stay within 10 bits, different
scenes are 17 and more apart; a strong crop is not found. So it flags for a person and decides
nothing.
"""

from dataclasses import dataclass

from PIL import Image, ImageOps

NEAR = 10  # bits
LEAST_CONTRAST = 16  # of 255: a blank wall looks like any other blank wall


@dataclass(frozen=True)
class Look:
    """The bits of a picture and of its mirror image, as signed 64-bit numbers; None when blank."""

    bits: int | None
    mirrored: int | None


def look_of(image):
    """The look of a decoded picture."""
    grey = image.convert("L")
    darkest, brightest = grey.resize((9, 8), Image.Resampling.LANCZOS).getextrema()
    if brightest - darkest < LEAST_CONTRAST:
        return Look(None, None)
    return Look(_dhash(grey), _dhash(ImageOps.mirror(grey)))


def _dhash(grey):
    pixels = grey.resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (pixels[at] < pixels[at + 1])
    return bits - (1 << 64) if bits >> 63 else bits


def distance(one, other):
    """How many of the 64 bits differ."""
    return ((one ^ other) & 0xFFFFFFFFFFFFFFFF).bit_count()


def quarters(bits):
    """The four 16-bit quarters, the highest first."""
    whole = bits & 0xFFFFFFFFFFFFFFFF
    return tuple(whole >> shift & 0xFFFF for shift in (48, 32, 16, 0))


# Two pictures within 10 bits of each other have a quarter in which they differ by 2 bits at most.
_FLIPS = tuple(
    [0] + [1 << a for a in range(16)] + [1 << a | 1 << b for a in range(16) for b in range(a)]
)


def near_quarters(quarter):
    """Every quarter within 2 bits of this one: 137 of the 65,536."""
    return [quarter ^ flip for flip in _FLIPS]
