"""Texts that are nearly the same (雷同文字), by runs of three characters. Pure.

Two short texts, such as titles, are alike when seven tenths of all their runs are shared; long ones
when half are, or when nearly half of the shorter one stands in the longer. What is shorter still
says too little and is passed over. Candidates come from runs
that few texts share, so the work does not grow with the square of the number of texts.
"""

import re
from collections import defaultdict
from itertools import combinations

SHORTEST = 8  # runs of three below which a text says too little
LONG = 40  # runs from which a text is long
SHARED_SHORT, SHARED = 700, 500  # thousandths of all runs of both
HELD = 450  # thousandths of the runs of the shorter
COMMON = 30  # a run that more texts share is no lead
NOISE = re.compile(r"[\W_0-9〇零一二三四五六七八九十]+")


def runs_of(text):
    """The runs of three characters of a text, without punctuation, numbers and spaces."""
    plain = NOISE.sub("", text)
    return frozenset(plain[start : start + 3] for start in range(len(plain) - 2))


def are_alike(one, other):
    """Are two sets of runs nearly the same?"""
    both, shorter = len(one & other), min(len(one), len(other))
    if shorter < LONG:
        return 1000 * both >= SHARED_SHORT * len(one | other) and both > 0
    return 1000 * both >= SHARED * len(one | other) or 1000 * both >= HELD * shorter


def like_texts(texts):
    """Pairs of keys whose texts are alike, from key → text; equal texts stand for one another."""
    same = defaultdict(list)
    for key in sorted(texts):
        runs = runs_of(texts[key])
        if len(runs) >= SHORTEST:
            same[runs].append(key)
    pairs = [pair for keys in same.values() for pair in combinations(keys[: COMMON + 1], 2)]
    holders = defaultdict(list)
    for number, runs in enumerate(same):
        for run in runs:
            holders[run].append(number)
    different = list(same)
    tried = {
        pair
        for numbers in holders.values()
        if len(numbers) <= COMMON
        for pair in combinations(numbers, 2)
    }
    for first, second in sorted(tried):
        if are_alike(different[first], different[second]):
            pairs += [
                tuple(sorted((one, other)))
                for one in same[different[first]][:COMMON]
                for other in same[different[second]][:COMMON]
            ]
    return sorted(set(pairs))
