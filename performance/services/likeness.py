"""Photos that look alike, found when one arrives; a person says what they are (疑似重复照片).

A new photo is held against every photo of the same congress: the same file first, then those within
10 of 64 bits, also mirrored. Other records of the same event or the same submission may share a
photo honestly and are passed over. Nothing is judged here.
"""

from django.db.models import Q

from foundation.picture_look import NEAR, distance

from ..models import Evidence, PhotoPair

MOST_PAIRS = 20  # of one new photo: the nearest
MOST_CLOSE = 500  # looked up among other duties; an event's own photos may be many


def find_like_photos(evidence):
    """Note the photos this one looks like; returns the new pairs. A constant number of queries."""
    others = _others(evidence)
    same = others.filter(sha256=evidence.sha256).order_by("pk")
    found = {other.pk: (0, False, True) for other in same[:MOST_PAIRS]}
    close = _close(evidence)
    for pk in others.filter(pk__in=sorted(close)).values_list("pk", flat=True):
        found.setdefault(pk, (*close[pk], False))
    nearest = sorted(found.items(), key=lambda item: (not item[1][2], item[1][0], item[0]))
    pairs = [
        PhotoPair(
            congress_id=evidence.congress_id,
            earlier_id=pk,
            later=evidence,
            distance=bits,
            mirrored=mirrored,
            same_file=same_file,
            found_at=evidence.at,
        )
        for pk, (bits, mirrored, same_file) in nearest[:MOST_PAIRS]
    ]
    return PhotoPair.objects.bulk_create(pairs, ignore_conflicts=True)


def _close(evidence):
    """{key: (bits that differ, mirrored)} of the nearest photos that are near enough."""
    if evidence.look is None:
        return {}
    close = {}
    looks = [evidence.look, evidence.mirrored_look]
    for pk, look in Evidence.objects.near(evidence.congress_id, looks).items():
        straight, mirrored = (distance(look, mine) for mine in looks)
        if min(straight, mirrored) <= NEAR:
            close[pk] = (min(straight, mirrored), mirrored < straight)
    nearest = sorted(close.items(), key=lambda item: (item[1], item[0]))
    return dict(nearest[:MOST_CLOSE])


def _others(evidence):
    """Photos of other duties in the same congress."""
    record = evidence.record
    same_duty = Q(record=record.pk) | Q(record__source=record.source)
    if record.object_key:
        same_duty |= Q(record__object_key=record.object_key)
    return Evidence.objects.filter(
        ~same_duty, congress=evidence.congress_id, kind=Evidence.Kind.PHOTO, dropped_at=None
    )
