"""Draw a random sample anyone can draw again (抽查): pure, from record numbers and a seed.

A record's lot is SHA-256 of "seed:number" in hexadecimal; within each kind of duty the smallest
lots are drawn. Each kind gets its share of the sample by its share of the records, at least one
where the sample is large enough. The order of the records plays no part.
"""

import hashlib
from collections import defaultdict

SHARE = 50  # in thousandths: 5 %
LEAST = 30


def commitment_of(seed):
    """What is announced beforehand: it fixes the seed without telling it."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot_of(seed, number):
    """The lot of one record."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def sample_size(count, share=SHARE, least=LEAST):
    """So many in a thousand, rounded up, at least `least`; never more than there are."""
    return min(count, max(-(-count * share // 1000), least))


def draw_sample(records, seed, share=SHARE, least=LEAST):
    """The numbers drawn, in the order of their lots.

    `records`: pairs (number, kind). The same records, seed, share and least give the same sample
    on any machine.
    """
    strata = defaultdict(set)
    for number, kind in records:
        strata[kind].add(number)
    sizes = {kind: len(numbers) for kind, numbers in strata.items()}
    places = places_by_kind(sizes, sample_size(sum(sizes.values()), share, least))
    drawn = []
    for kind, numbers in strata.items():
        lots = sorted((lot_of(seed, number), number) for number in numbers)
        drawn += lots[: places[kind]]
    return [number for _lot, number in sorted(drawn)]


def places_by_kind(sizes, wanted):
    """How many places each kind gets: in proportion, the next always to who is shortest of it."""
    total = sum(sizes.values())
    everyone = wanted >= len(sizes)
    places = {kind: int(everyone) for kind in sizes}
    if not everyone or not total:
        places = dict.fromkeys(sizes, 0)
    for _place in range(wanted - sum(places.values())):
        open_kinds = [kind for kind in sizes if places[kind] < sizes[kind]]
        short = max(open_kinds, key=lambda kind: (_lack(kind, sizes, places, wanted, total), kind))
        places[short] += 1
    return places


def _lack(kind, sizes, places, wanted, total):
    """How far a kind is from its proportion, in whole numbers."""
    return wanted * sizes[kind] - places[kind] * total


def fingerprint(numbers):
    """One value for the whole list the sample was drawn from: SHA-256 of the sorted numbers."""
    text = "\n".join(str(number) for number in sorted(numbers))
    return hashlib.sha256(text.encode()).hexdigest()
