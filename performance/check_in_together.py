"""Phones that check in seconds apart, again and again (反复同时签到); a list to look at."""

from collections import defaultdict


def recurring_pairs(scans, *, within, times):
    """Pairs of people whose phones were scanned less than `within` apart at `times` sittings.

    `scans`: (sitting, person, device, instant). The same phone is another matter and is left out.
    Returns {(one, other): [instants]} with one < other.
    """
    by_sitting = defaultdict(list)
    for sitting, person, device, at in scans:
        by_sitting[sitting].append((at, person, device))
    found = defaultdict(dict)
    for sitting, rows in by_sitting.items():
        rows.sort(key=lambda row: row[0])
        for start, first in enumerate(rows):
            near = []
            for row in rows[start + 1 :]:
                if row[0] - first[0] >= within:
                    break
                near.append(row)
            for (at, one, phone), (_at, other, its) in ((first, row) for row in near):
                if one != other and phone != its:
                    found[min(one, other), max(one, other)][sitting] = at
    return {
        pair: sorted(moments.values()) for pair, moments in found.items() if len(moments) >= times
    }
