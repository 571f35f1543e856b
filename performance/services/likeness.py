"""Photos that look alike, found when one arrives; a person says what they are (疑似重复照片).

A new photo is held against every photo of the same congress: the same file first, then those within
10 of 64 bits, also mirrored. Other records of the same event or the same submission may share a
photo honestly and are passed over. Nothing is judged here.
"""

from django.db.models import Q

from foundation.picture_look import NEAR, distance

from ..models import Evidence, PhotoPair

MOST_PAIRS = 20  # of one new photo: the nearest


def find_like_photos(evidence):
    """Note the photos this one looks like; returns the new pairs. A constant number of queries."""
    others = _others(evidence)
    found = {
        other.pk: (0, False, True) for other in others.filter(sha256=evidence.sha256)[:MOST_PAIRS]
    }
    if evidence.look is not None:
        looks = [evidence.look, evidence.mirrored_look]
        for pk, look in others.near(looks).values_list("pk", "look").iterator(chunk_size=5000):
            straight, mirrored = (distance(look, mine) for mine in looks)
            bits = min(straight, mirrored)
            if bits <= NEAR and pk not in found:
                found[pk] = (bits, mirrored < straight, False)
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


def _others(evidence):
    """Photos of other duties in the same congress."""
    record = evidence.record
    same_duty = Q(record=record.pk) | Q(record__source=record.source)
    if record.object_key:
        same_duty |= Q(record__object_key=record.object_key)
    return Evidence.objects.filter(
        ~same_duty, congress=evidence.congress_id, kind=Evidence.Kind.PHOTO, dropped_at=None
    )
