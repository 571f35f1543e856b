"""How alike two orders of the same people are."""


def spearman(first, second):
    """The rank correlation of two lists of numbers (ties share the middle place), or None."""
    return _pearson(middle_places(first), middle_places(second))


def kendall(first, second):
    """Kendall's tau-b: pairs in the same order less pairs in the other, ties allowed for; or None.

    Counted by merging, so that a province takes no longer than sorting it.
    """
    pairs = sorted(zip(first, second, strict=True))
    n = len(pairs) * (len(pairs) - 1) // 2
    tied_first = _tied(first_ for first_, _second in pairs)
    tied_both = _tied(pairs)
    tied_second = _tied(sorted(second))
    swaps, _sorted = _exchanges([second_ for _first, second_ in pairs])
    apart = (n - tied_first) * (n - tied_second)
    if apart <= 0:
        return None
    return (n - tied_first - tied_second + tied_both - 2 * swaps) / apart**0.5


def middle_places(values):
    """The place of every value in rising order; values that tie share the middle of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    places = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in range(start, end + 1):
            places[order[place]] = (start + end) / 2
        start = end + 1
    return places


def _pearson(first, second):
    n = len(first)
    if n < 2:
        return None
    mean1, mean2 = sum(first) / n, sum(second) / n
    spread1 = sum((one - mean1) ** 2 for one in first)
    spread2 = sum((one - mean2) ** 2 for one in second)
    if not spread1 or not spread2:
        return None
    both = sum((a - mean1) * (b - mean2) for a, b in zip(first, second, strict=True))
    return both / (spread1 * spread2) ** 0.5


def _tied(ordered):
    """How many pairs of neighbours in this order are equal, all pairs of a run counted."""
    pairs, run, last = 0, 0, object()
    for one in ordered:
        run = run + 1 if one == last else 0
        pairs, last = pairs + run, one
    return pairs


def _exchanges(values):
    """(how many pairs stand in the wrong order, the values sorted)."""
    if len(values) < 2:
        return 0, values
    middle = len(values) // 2
    left_swaps, left = _exchanges(values[:middle])
    right_swaps, right = _exchanges(values[middle:])
    swaps, merged, i, j = left_swaps + right_swaps, [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            swaps += len(left) - i
            j += 1
    return swaps, merged + left[i:] + right[j:]
