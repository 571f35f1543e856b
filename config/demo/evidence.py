"""Photos drawn for the story, one pair that looks alike, a record sent back, a random check.

The photos are drawings, not pictures of anyone.
"""

import io
import random
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from performance.audit import commitment_of
from performance.models import AuditItem, DutyRecord, Level
from performance.services.audits import announce_round, check_item, draw_round
from performance.services.evidence import keep_evidence
from performance.services.records import return_record, submit_record

from .clock import instant

SEED = "yunling-2026-0917-rain-at-noon"
SIZE = (800, 600)


def plan_evidence(diary, place, people, today):
    """Enter in the diary: who visited with which photo, and last month's random check."""
    lin, zhao = place.mandates[:2]
    visits = [
        # of whom, entered by whom, days ago, what, which scene, changed how
        (lin, "lin", 8, "走访东岭村种植户，了解春耕用水", 11, None),
        (zhao, "zhao", 6, "走访西河村养殖户", 12, None),
        (zhao, "zhao", 4, "走访西河村种植户，了解灌溉用水", 11, "smaller"),
        (lin, "gao", 3, "参加村民议事会，听取道路硬化意见", 13, None),
        (lin, "lin", 30, "走访茶园村老年助餐点", 14, None),
    ]
    for number, (mandate, who, ago, title, scene, how) in enumerate(visits, start=1):
        on = today - timedelta(days=ago)
        moment = instant(on + timedelta(days=20 if ago == 30 else 1), 19, 20)
        diary.add(moment, _visit, place, mandate, people[who], on, title, number, scene, how)
    diary.add(instant(today - timedelta(days=2), 10, 5), _send_back, people)
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    diary.add(instant(first + timedelta(days=4), 9), _announce, place, people, first, last)
    drawn = min(last + timedelta(days=1), today)
    diary.add(instant(drawn, 9, 30), _draw, place, people, first)


def _visit(place, mandate, by, on, title, number, scene, how):
    record = submit_record(
        mandate,
        kind=place.kinds["voter_contact"],
        on=on,
        title=title,
        source=f"demo.photo:{number}",
        by=by,
        place=place.town_of[mandate.pk],
        occasion="contact",
        mode="visit",
        level=Level.COUNTY,
    )
    keep_evidence(record, _photo(scene, how, on), by=by)


def _photo(number, how, on):
    """A drawn scene: sky, hills, houses and trees; `smaller` is the same in another size."""
    dice = random.Random(number)  # noqa: S311 - a drawing
    image = Image.new("RGB", SIZE, (dice.randrange(150, 200), dice.randrange(190, 220), 240))
    pen = ImageDraw.Draw(image)
    for hill in range(4):
        x, high = dice.randrange(-200, 600), dice.randrange(180, 380)
        green = (60 + 25 * hill, 110 + dice.randrange(50), 60)
        pen.ellipse((x, 600 - high, x + 520, 600 + high), fill=green)
    for _house in range(dice.randrange(2, 5)):
        x, y = dice.randrange(40, 640), dice.randrange(330, 470)
        wide, high = dice.randrange(80, 170), dice.randrange(60, 110)
        pen.rectangle((x, y, x + wide, y + high), fill=(235, 228, 210))
        pen.polygon([(x - 12, y), (x + wide + 12, y), (x + wide // 2, y - 50)], fill=(150, 60, 45))
        pen.rectangle(
            (x + wide // 2 - 10, y + high - 40, x + wide // 2 + 10, y + high), fill="#644"
        )
    for _tree in range(6):
        x, y = dice.randrange(800), dice.randrange(380, 560)
        pen.rectangle((x - 4, y, x + 4, y + 40), fill=(90, 60, 30))
        pen.ellipse((x - 28, y - 50, x + 28, y + 8), fill=(40, 100 + dice.randrange(60), 50))
    if how == "smaller":
        image = image.resize((640, 480))
    notes = Image.Exif()
    notes[0x010F], notes[0x0110] = "Luzhi", "Demo"
    notes.get_ifd(0x8769)[0x9003] = f"{on:%Y:%m:%d} 10:12:00"
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, exif=notes)
    return SimpleUploadedFile(f"走访照片{number}.jpg", out.getvalue())


def _send_back(people):
    record = DutyRecord.objects.get(source="demo.photo:2")
    return_record(record, by=people["gao"], reason="缺少照片或其他佐证：请补一张能看出地点的照片。")


def _announce(place, people, first, last):
    announce_round(
        place.county,
        name=f"{first.year}年{first.month}月履职记录抽查",
        first=first,
        last=last,
        commitment=commitment_of(SEED),
        by=people["jin"],
    )


def _draw(place, people, first):
    audit = place.county.audit_rounds.get(first=first)
    records = DutyRecord.objects.confirmed().filter(congress=place.county)
    if not records.within(audit.first, audit.last).exists():
        return
    draw_round(audit, seed=SEED, by=people["jin"])
    items = AuditItem.objects.filter(round=audit, checker=people["jin"]).order_by("position")
    for number, item in enumerate(items[:6]):
        verdict, note = ("unclear", "签到表字迹不清") if number == 2 else ("in_order", "")
        check_item(item, verdict=verdict, note=note, by=people["jin"])
