"""The confirmation queue with 100 and with 10,000 waiting, and like photos among 100,000."""

import random
import time
from datetime import date, timedelta
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.models import User
from foundation.picture_look import quarters
from performance.models import DutyKind, DutyRecord, Evidence
from performance.services.likeness import find_like_photos

from .data import YEAR, make_congress, make_people

QUEUE = "/desk/confirm/"


def queue(sizes, rounds):
    """Size → {"first", "next", "filtered": milliseconds, "queries"}, each of a congress alone."""
    found = {}
    for size in sizes:
        congress = make_congress(f"waiting{size}", 300)
        _wait(congress, size)
        reader = User.objects.create(username=f"clerk{size}", name="高文书")
        reader.postings.create(role="clerk", scope="congress", scope_id=congress.pk)
        client = Client(HTTP_HOST="localhost")
        client.force_login(reader, backend="foundation.sign_in.PhoneOrUserNameBackend")
        delegation = congress.groups.order_by("pk").first()
        urls = {
            "first": QUEUE,
            "next": f"{QUEUE}?after={YEAR}-06-15.1",
            "filtered": f"{QUEUE}?delegation={delegation.pk}",
        }
        found[str(size)] = {name: _milliseconds(client, url, rounds) for name, url in urls.items()}
        with CaptureQueriesContext(connection) as seen:
            client.get(QUEUE)
        found[str(size)]["queries"] = len(seen)
    return found


def _wait(congress, count):
    _gao, tang = make_people()
    dice = random.Random(3)  # noqa: S311 - a measurement
    kinds = list(DutyKind.objects.of(congress))
    mandates = list(congress.mandates.all())
    now = timezone.now()
    DutyRecord.objects.bulk_create(
        [
            DutyRecord(
                congress=congress,
                mandate=dice.choice(mandates),
                kind=dice.choice(kinds),
                on=date(YEAR, 1, 1) + timedelta(days=dice.randrange(365)),
                title="走访选民，了解灌溉用水情况",
                source=f"bench.queue:{number}",
                status=DutyRecord.Status.SUBMITTED,
                submitted_by=tang,
                submitted_at=now,
            )
            for number in range(count)
        ],
        batch_size=1000,
    )


def _milliseconds(client, url, rounds):
    times = []
    for _round in range(rounds + 1):
        started = time.perf_counter()
        answer = client.get(url)
        times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise AssertionError(f"{url} answered {answer.status_code}")
    return round(median(times[1:]) * 1000, 1)


def like_photos(count, rounds):
    """Milliseconds to hold a new photo against that many of the same congress."""
    congress = make_congress("photos", 50)
    _wait(congress, 1000)
    records = list(DutyRecord.objects.filter(congress=congress))
    dice = random.Random(4)  # noqa: S311
    gao, _tang = make_people()
    now = timezone.now()
    Evidence.objects.bulk_create(
        [_photo(congress, records, number, dice, gao, now) for number in range(count)],
        batch_size=1000,
    )
    times = []
    for number in range(rounds + 1):
        new = _photo(congress, records, count + number, dice, gao, now)
        new.save()
        started = time.perf_counter()
        find_like_photos(new)
        times.append(time.perf_counter() - started)
    return {"photos": count, "milliseconds": round(median(times[1:]) * 1000, 1)}


def _photo(congress, records, number, dice, by, now):
    look, mirrored = (dice.getrandbits(64) - (1 << 63) for _side in range(2))
    parts = zip("abcd", quarters(look), strict=True)
    return Evidence(
        congress=congress,
        record=records[number % len(records)],
        kind=Evidence.Kind.PHOTO,
        position=number // len(records) + 1,
        name="照片.jpg",
        sha256=f"{number:064x}",
        look=look,
        mirrored_look=mirrored,
        uploaded_by=by,
        at=now,
        **{f"look_{letter}": quarter for letter, quarter in parts},
    )
