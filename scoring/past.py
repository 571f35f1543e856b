"""What is on file from before a period, as the engine takes it: results and since when records."""

import polars as pl

from .engine import PAST_COLUMNS, Past
from .models import Decision, EditionRow, PastResult, RecordsFrom, Standing
from .reach import looks_back

TAKEN = ["mandate_id", "first_day", "total", "tier", "standing", "rank", "rank_last", "of"]
FROZEN = ["pk", "mandate_id", "edition__first_day", "total", "tier", "standing", "rank_group"]


def load_past(period, scheme, *, mandate_ids=None):
    """The Past of a period by its own measure (往期情况); empty for a measure that looks at none.

    Results come from published editions of the same measure; a decision over one speaks instead of
    the computed tier. Where no edition stands, results taken over from paper and confirmed by a
    second person do. Unknown stays unknown.
    """
    if not looks_back(scheme):
        return Past()
    since = RecordsFrom.objects.day_of(period.congress_id)
    if not scheme.results.reads_earlier_results():
        return Past(records_from=since)
    found = _taken_over(period, mandate_ids)
    found.update(_from_editions(period, mandate_ids))
    rows = [found[key] for key in sorted(found)]
    return Past(past_frame(rows), since)


def past_frame(rows):
    """Rows (dicts of PAST_COLUMNS) as the frame the engine takes."""
    return pl.DataFrame(rows, schema=PAST_COLUMNS, orient="row")


def _taken_over(period, mandate_ids):
    results = PastResult.objects.standing().filter(
        congress=period.congress_id,
        scheme=period.scheme_version.scheme_id,
        first_day__lt=period.first_day,
    )
    if mandate_ids is not None:
        results = results.filter(mandate__in=mandate_ids)
    return {
        (mandate, first): _row(mandate, first, total, tier, standing, (rank, last, of))
        for mandate, first, total, tier, standing, rank, last, of in results.values_list(*TAKEN)
    }


def _from_editions(period, mandate_ids):
    rows = EditionRow.objects.filter(
        edition__status="published",
        edition__congress=period.congress_id,
        edition__scheme_version__scheme=period.scheme_version.scheme_id,
        edition__first_day__lt=period.first_day,
    ).exclude(edition__period=period.pk)
    places = _places(rows)
    decided = Decision.objects.standing().filter(row__in=rows, action="").exclude(tier="")
    tiers = dict(decided.values_list("row", "tier"))
    if mandate_ids is not None:
        rows = rows.filter(mandate__in=mandate_ids)
    # An edition of everybody speaks before one of a part.
    rows = rows.order_by("-edition__cohort_key", "edition__number")
    found = {}
    for pk, mandate, first, total, tier, standing, _group in rows.values_list(*FROZEN):
        place = places.get(pk, (None, None, None))
        found[mandate, first] = _row(mandate, first, total, tiers.get(pk, tier), standing, place)
    return found


def _places(rows):
    """{row: (first place, last place of the tie, how many)} of everybody ranked, as the totals
    say; a rank counted without gaps is no place, nor is one among a part of the deputies."""
    ranked = rows.filter(standing=Standing.RANKED, rank__isnull=False, edition__cohort_key="")
    groups = {}
    for pk, edition, group, total in ranked.values_list("pk", "edition", "rank_group", "total"):
        groups.setdefault((edition, group), []).append((total, pk))
    places = {}
    for members in groups.values():
        totals = sorted((total for total, _pk in members), reverse=True)
        first, last = {}, {}
        for place, total in enumerate(totals, start=1):
            first.setdefault(total, place)
            last[total] = place
        for total, pk in members:
            places[pk] = (first[total], last[total], len(members))
    return places


def _row(mandate, first, total, tier, standing, place):
    return {
        "subject": str(mandate),
        "start": first,
        "total": total,
        "tier": tier or None,
        "class": standing,
        "rank": place[0],
        "rank_last": place[1],
        "of": place[2],
    }
