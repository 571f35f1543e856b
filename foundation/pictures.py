"""Pictures people send (照片): refused in one plain sentence, or made anew and known by their look.

Whatever arrives is a stranger's file. It is measured, told apart by its first bytes, its size in
pixels read from its header, and only then decoded and drawn again as a fresh JPEG: nothing of the
sender's bytes (EXIF, GPS, comments, a script behind the picture) reaches anyone who looks at it.
What the camera noted is handed back apart, for those few who may read it.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

import pillow_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from .camera_notes import CameraNotes, camera_notes
from .picture_look import Look, look_of
from .uploads import read_upload

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 320
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif"

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Picture:
    """A picture made anew: what is shown of it, and what is known of what was sent."""

    name: str
    sha256: str
    original: bytes
    suffix: str
    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int
    look: Look
    notes: CameraNotes

    @property
    def shown_sha256(self):
        return hashlib.sha256(self.jpeg).hexdigest()


def read_picture(upload):
    """The picture in an uploaded file. Raises ValidationError naming the file and what to do."""
    name = plain_name(upload.name)
    content = read_upload(upload)
    kind = kind_of(content)
    if kind is None:
        raise _refused("not_a_picture", name)
    # The library that makes PDFs tells Pillow to make do with half a picture, once and for all.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image, notes = _decode(content, kind, name)
            jpeg = _jpeg(image, LONGEST_SIDE)
            thumbnail = _jpeg(image, THUMBNAIL_SIDE)
            look = look_of(image)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _refused("too_many_pixels", name) from error
    except Exception as error:  # decoders raise whatever they like on a broken file
        raise _refused("broken", name) from error
    return Picture(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        original=content,
        suffix=f".{kind.lower()}",
        jpeg=jpeg,
        thumbnail=thumbnail,
        width=image.width,
        height=image.height,
        look=look,
        notes=notes,
    )


# What a file is, by its first bytes; its name and what the browser calls it say nothing.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}


def kind_of(content):
    """JPEG, PNG, WEBP or HEIF; None for anything else."""
    if content[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return "HEIF"
    return None


def plain_name(name):
    """A file's name as it may be shown: without folders and control characters, at most 80 long."""
    last = str(name or "").replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable()).strip()
    return shown[-80:] or "file"


def _decode(content, kind, name):
    image = Image.open(io.BytesIO(content), formats=[kind])
    if image.width * image.height > MOST_PIXELS:
        raise _refused("too_many_pixels", name)
    # A telephone's JPEG or HEIC may hold several pictures (depth, a burst): the first is the photo.
    if kind in {"PNG", "WEBP"} and getattr(image, "n_frames", 1) > 1:
        raise _refused("moves", name)
    notes = camera_notes(image)
    if kind == "JPEG":
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    image = ImageOps.exif_transpose(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _on_white(image), notes


def _on_white(image):
    """The same in plain colours: what is transparent lies on white paper."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _jpeg(image, side):
    """A fresh JPEG of the pixels alone."""
    small = image.copy()
    small.thumbnail((side, side))
    small.info = {}
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


SENTENCES = {
    "not_a_picture": _(
        "“%(name)s” is not a photo we can read. Send a JPEG, PNG, WebP or HEIC picture,"
        " taken with the camera or chosen from the album."
    ),
    "broken": _(
        "“%(name)s” is damaged or was not sent completely. Open it on the phone to see whether it"
        " is whole, then send it again or take it anew."
    ),
    "too_many_pixels": _(
        "“%(name)s” has more than 40 million pixels. Send it in a smaller size, or take it anew."
    ),
    "moves": _("“%(name)s” is a moving picture. Send a still photo."),
}


def _refused(code, name):
    return ValidationError(SENTENCES[code], code=code, params={"name": name})
