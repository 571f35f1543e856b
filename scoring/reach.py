"""How far a result reaches: to other people of the period, to earlier results, to earlier records.

What hangs on everybody cannot be computed for one deputy alone, and what looks back has to hear of
changes to the past.
"""


def compares_people(scheme):
    """Whether points, tiers, findings or steps hang on everybody else (quotas, bands, places)."""
    results = scheme.results
    return bool(
        results.quotas
        or results.bands
        or any(action.rank for action in results.actions)
        or scheme.aggregates.needs_everybody()
        or any(_by_place(one.result) for one in results.history if one.result)
    )


def _by_place(result):
    return result.from_top is not None or result.from_bottom is not None


def looks_back(scheme):
    """Whether results of earlier periods or records of earlier days are asked for."""
    return scheme.results.reads_earlier_results() or scheme.results.reads_earlier_records()
