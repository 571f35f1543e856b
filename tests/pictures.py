"""Pictures drawn for tests: scenes that differ, and the many ways a file can be a bad one."""

import io
import random
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SCRIPT = b"<script>alert(1)</script>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


def scene(number=1, size=(960, 720)):
    """A made-up scene: fields, houses and people as plain shapes; each number another one."""
    dice = random.Random(number)
    image = Image.new("RGB", size, (dice.randrange(120, 255), dice.randrange(120, 255), 235))
    pen = ImageDraw.Draw(image)
    width, height = size
    for _shape in range(24):
        x, y = dice.randrange(width), dice.randrange(height)
        wide, high = (
            dice.randrange(width // 16, width // 3),
            dice.randrange(height // 16, height // 3),
        )
        colour = tuple(dice.randrange(256) for _part in range(3))
        draw = pen.ellipse if dice.random() < 0.5 else pen.rectangle
        draw((x, y, x + wide, y + high), fill=colour)
    return image


def saved(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def upload(content, name="走访.jpg"):
    return SimpleUploadedFile(name, content)


def photo(number=1, name="走访.jpg", **options):
    """An uploaded photo of that scene."""
    return upload(saved(scene(number), **options), name)


def exif(**tags):
    """A camera's notes: made, modelled, dated and placed."""
    found = Image.Exif()
    found[0x010F], found[0x0110], found[0x010E] = "Huawei", "P60", "CANARY-DESCRIPTION"
    found[0x0132] = "2026:03:03 09:12:00"
    if "orientation" in tags:
        found[0x0112] = tags["orientation"]
    found.get_ifd(0x8769)[0x9003] = "2026:03:03 09:12:00"
    found.get_ifd(0x8769)[0x9011] = "+08:00"
    gps = found.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (30.0, 13.0, 52.32), "E", (109.0, 46.0, 37.77)
    return found


def png_header(width, height):
    """A PNG that claims to be that large and holds next to nothing."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb_png(width, height):
    """A small file that unpacks to width × height grey pixels."""
    rows = zlib.compress(b"\0" * ((width + 1) * height), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + _chunk(b"IDAT", rows)
        + _chunk(b"IEND", b"")
    )


def text_bomb_png():
    """A PNG whose comment unpacks to 64 MB."""
    whole = saved(scene(), "PNG")
    comment = b"Comment\0\0" + zlib.compress(b"x" * 64_000_000, 9)
    return whole[:33] + _chunk(b"zTXt", comment) + whole[33:]


def moving(kind):
    return saved(scene(1), kind, save_all=True, append_images=[scene(2), scene(3)], duration=80)


def hostile_files():
    """Name → bytes of files that are no photo; every one has to be refused in a sentence."""
    jpeg, png, webp = (saved(scene(), kind) for kind in ("JPEG", "PNG", "WEBP"))
    heic = saved(scene(), "HEIF")
    flipped = bytearray(png)
    flipped[40] ^= 0xFF
    return {
        "script.jpg": SCRIPT,
        "page.jpg": HTML,
        "page.png": b"\n" + HTML,
        "drawing.svg": SVG,
        "drawing.jpg": b'<?xml version="1.0"?>' + SVG,
        "shell.jpg": b"#!/bin/sh\nrm -rf /\n",
        "program.jpg": b"MZ" + b"\0" * 600,
        "elf.png": b"\x7fELF" + b"\0" * 600,
        "php.jpg": b"<?php system($_GET['c']); ?>",
        "archive.jpg": b"PK\x03\x04" + b"\0" * 600,
        "gif.jpg": saved(scene(), "GIF"),
        "gif script.jpg": b"GIF89a/*" + SCRIPT + b"*/",
        "moving.gif": moving("GIF"),
        "moving.webp": moving("WEBP"),
        "moving.png": moving("PNG"),
        "bitmap.jpg": saved(scene(), "BMP"),
        "tiff.jpg": saved(scene(), "TIFF"),
        "icon.jpg": saved(scene(1, (64, 64)), "ICO"),
        "postscript.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "film.heic": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 600,
        "avif.heic": b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + b"\0" * 600,
        "head only.jpg": b"\xff\xd8\xff\xe0",
        "half.jpg": jpeg[: len(jpeg) // 2],
        "half.png": png[: len(png) // 2],
        "half.webp": webp[: len(webp) // 2],
        "half.heic": heic[: len(heic) // 2],
        "flipped.png": bytes(flipped),
        "head and page.jpg": b"\xff\xd8\xff\xe0" + HTML,
        "head and page.png": b"\x89PNG\r\n\x1a\n" + HTML,
        "head and page.webp": b"RIFF\x24\0\0\0WEBP" + HTML,
        "head and page.heic": b"\0\0\0\x18ftypheic" + HTML,
        "huge header.png": png_header(100_000, 100_000),
        "wide header.png": png_header(40_000_001, 1),
        "bomb.png": bomb_png(9_000, 9_000),
        "great bomb.png": bomb_png(20_000, 20_000),
        "no pixels.png": png_header(0, 0),
        "text bomb.png": text_bomb_png(),
        "empty.jpg": b"",
        "noughts.jpg": b"\0" * 4096,
        "spaces.jpg": b" " * 4096,
        "pdf page.pdf": b"%PDF-1.7\n" + HTML,
        "pdf cut.pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    }


def sly_files():
    """Name → bytes of pictures that carry something behind or within; the picture is kept alone."""
    jpeg, png, webp = (saved(scene(), kind) for kind in ("JPEG", "PNG", "WEBP"))
    comment = struct.pack(">BBH", 0xFF, 0xFE, len(HTML) + 2) + HTML
    return {
        "page behind.jpg": jpeg + HTML,
        "page behind.png": png + HTML,
        "page behind.webp": webp + HTML,
        "archive behind.jpg": jpeg + b"PK\x03\x04" + SCRIPT,
        "comment.jpg": jpeg[:2] + comment + jpeg[2:],
        "text.png": png[:33] + _chunk(b"tEXt", b"Comment\0" + HTML) + png[33:],
        "exif.jpg": saved(scene(), exif=exif()),
        "xmp.jpg": saved(scene(), xmp=b"<x:xmpmeta>" + SCRIPT + b"</x:xmpmeta>"),
        "profile.jpg": saved(scene(), icc_profile=b"CANARY-PROFILE" * 20),
        "../../page.jpg": jpeg,
        "..\\..\\page.html": jpeg,
        "page.html": jpeg,
        "<b>bold</b>.jpg": jpeg,
        "a\r\nSet-Cookie: x=1.jpg": jpeg,
    }
