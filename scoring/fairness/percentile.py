"""Where somebody stands inside the cohort (百分位), ties sharing the middle of their places."""

from bisect import bisect_left, bisect_right

WHOLE = 1000  # tenths of a percent


def percentiles(totals):
    """key → percentile in tenths of a percent, for totals that are ranked together.

    (deputies with fewer points + half of those with the same points, oneself included) ÷ all
    ranked, halves of a tenth upwards. One alone stands at 50.
    """
    ordered = sorted(totals.values())
    n = len(ordered)
    found = {}
    for key, total in totals.items():
        below = bisect_left(ordered, total)
        same = bisect_right(ordered, total) - below
        found[key] = (2 * WHOLE * (2 * below + same) + 2 * n) // (4 * n)
    return found


def tenths_text(value):
    """Tenths of a percent as people write them: 825 → "82.5", 1000 → "100"; None → ""."""
    if value is None:
        return ""
    whole, part = divmod(value, 10)
    return f"{whole}.{part}" if part else str(whole)
