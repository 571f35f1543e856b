"""A stranger's file becomes a fresh picture or one plain sentence."""

import io
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from foundation.documents import read_document
from foundation.picture_look import NEAR, distance, near_quarters, quarters
from foundation.pictures import LONGEST_SIDE, THUMBNAIL_SIDE, read_picture

from ..pictures import bomb_png, exif, hostile_files, photo, saved, scene, sly_files, upload

HOSTILE = hostile_files()
SLY = sly_files()
# What a JPEG of nothing but pixels consists of: frame, tables, scan.
PLAIN_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


def segments(jpeg):
    """The marker of every segment up to the pixels."""
    at, found = 2, []
    while at < len(jpeg):
        assert jpeg[at] == 0xFF
        found.append(jpeg[at + 1])
        if jpeg[at + 1] == 0xDA:
            return found
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) + len(SLY) >= 50


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_photo_is_refused_by_name_and_with_advice(name):
    file = upload(HOSTILE[name], name)
    with pytest.raises(ValidationError) as refused:
        if read_document(file) is None:
            read_picture(file)
    [sentence] = refused.value.messages
    assert name in sentence
    assert sentence.count(".") >= 2, "it says what to do, too"


@pytest.mark.parametrize("name", SLY)
def test_of_a_picture_that_carries_more_only_the_pixels_are_kept(name):
    picture = read_picture(upload(SLY[name], name))
    for jpeg in (picture.jpeg, picture.thumbnail):
        assert set(segments(jpeg)) <= PLAIN_SEGMENTS
        for foreign in (b"script", b"CANARY", b"Exif", b"http", b"PK\x03\x04", b"Huawei", b"GPS"):
            assert foreign not in jpeg
        assert jpeg.endswith(b"\xff\xd9")
    assert not set("\r\n/\\") & set(picture.name)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_kind_a_telephone_sends_becomes_a_jpeg(kind):
    big = scene(7, (3200, 2400))
    picture = read_picture(upload(saved(big, kind), "IMG_0001"))
    shown = Image.open(io.BytesIO(picture.jpeg))
    assert shown.format == "JPEG"
    assert shown.size == (picture.width, picture.height) == (LONGEST_SIDE, 1536)
    assert max(Image.open(io.BytesIO(picture.thumbnail)).size) == THUMBNAIL_SIDE


def test_a_telephones_jpeg_with_a_second_picture_inside_is_its_first():
    two = saved(scene(1), "MPO", save_all=True, append_images=[scene(2)])
    assert read_picture(upload(two)).width == scene(1).width


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_any_manner_of_pixels_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = scene().convert("L").convert("I;16") if mode == "I;16" else scene().convert(mode)
    assert read_picture(upload(saved(source, kind))).jpeg.startswith(b"\xff\xd8")


def test_a_picture_taken_sideways_stands_upright():
    sideways = saved(scene(1, (600, 400)), exif=exif(orientation=6))
    assert (read_picture(upload(sideways)).width, read_picture(upload(sideways)).height) == (
        400,
        600,
    )


def test_what_the_camera_noted_is_kept_apart_and_its_place_is_rounded():
    for kind in ("JPEG", "HEIF", "WEBP"):
        notes = read_picture(upload(saved(scene(), kind, exif=exif().tobytes()))).notes
        assert (notes.make, notes.model, notes.offset) == ("Huawei", "P60", "+08:00")
        assert str(notes.taken_at) == "2026-03-03 09:12:00"
        assert (str(notes.latitude), str(notes.longitude)) == ("30.231", "109.777")
    assert not read_picture(photo()).notes


def test_nonsense_in_the_cameras_notes_is_left_out():
    wrong = exif()
    wrong.get_ifd(0x8825)[2] = (900.0, 0.0, 0.0)
    wrong.get_ifd(0x8769)[0x9003] = "yesterday"
    wrong[0x0132] = "9999:99:99 99:99:99"
    notes = read_picture(upload(saved(scene(), exif=wrong))).notes
    assert notes.latitude is None and notes.taken_at is None and notes.make == "Huawei"


def test_a_bomb_is_refused_before_it_goes_off():
    content = bomb_png(20_000, 20_000)
    tracemalloc.start()
    with pytest.raises(ValidationError):
        read_picture(upload(content, "bomb.png"))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_copies_look_alike_and_other_scenes_do_not():
    first = scene(1)
    copies = {
        "saved again": read_picture(upload(saved(first, quality=60))),
        "half the size": read_picture(upload(saved(first.resize((480, 360))))),
        "brighter": read_picture(upload(saved(first.point(lambda v: min(255, int(v * 1.2)))))),
        "as PNG": read_picture(upload(saved(first, "PNG"))),
    }
    look = read_picture(photo(1)).look
    for how, copy in copies.items():
        assert distance(look.bits, copy.look.bits) <= NEAR, how
    mirrored = read_picture(upload(saved(first.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))).look
    assert distance(look.bits, mirrored.bits) > NEAR
    assert distance(look.mirrored, mirrored.bits) <= NEAR
    others = [read_picture(photo(number)).look for number in range(2, 12)]
    assert min(distance(look.bits, other.bits) for other in others) > NEAR


def test_a_blank_wall_has_no_look():
    look = read_picture(upload(saved(Image.new("RGB", (400, 300), "white")))).look
    assert look.bits is None and look.mirrored is None


@given(st.integers(-(2**63), 2**63 - 1), st.sets(st.integers(0, 63), max_size=NEAR))
def test_whatever_is_within_ten_bits_shares_a_near_quarter(bits, flipped):
    other = bits & 0xFFFFFFFFFFFFFFFF
    for bit in flipped:
        other ^= 1 << bit
    assert distance(bits, other) == len(flipped)
    pairs = zip(quarters(bits), quarters(other), strict=True)
    assert any(theirs in near_quarters(mine) for mine, theirs in pairs)
