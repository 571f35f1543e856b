"""Proof that editions and measures are what was drawn and published."""

from dataclasses import asdict

from django.utils.translation import gettext as _

from foundation import chain

from ..covered import kept_covered, narrowed
from ..engine import Period
from ..models import Edition, FairnessSheet, SchemeVersion
from ..scheme import SchemeRefused, load_scheme
from .appeal_chain import appeal_faults
from .edition_rows import contents_again, kept_cohort
from .fairness_sheets import edition_fairness
from .sealing import (
    HEADS,
    chain_link,
    edition_digest,
    fairness_digest,
    row_hash,
    row_payload_digest,
)

# What a name in the register may change later without the ledger having changed.
NAMES_ONLY = {"recorder", "confirmer"}


def edition_faults(edition):
    """Sentences saying where a drawn or published edition is no longer what it was (none: good)."""
    if edition.seal not in HEADS:
        yield _("edition %(edition)s: its head was changed.") % {"edition": edition.pk}
        return
    previous = chain.GENESIS
    position = 0
    for row in edition.rows.order_by("position").iterator(chunk_size=500):
        position += 1
        place = {"edition": edition.pk, "row": row.position}
        if row.position != position:
            yield _("edition %(edition)s: row %(row)s is out of sequence.") % place
            return
        if row.payload_digest != row_payload_digest(row, edition.seal):
            yield _("edition %(edition)s, row %(row)s: its text was changed.") % place
            return
        if row.previous_hash != previous or row.hash != row_hash(row):
            yield _("edition %(edition)s, row %(row)s: its figures or its link were changed.") % (
                place
            )
            return
        previous = row.hash
    if position != edition.row_count:
        yield _("edition %(edition)s: it has %(have)s rows and was drawn with %(drawn)s.") % {
            "edition": edition.pk,
            "have": position,
            "drawn": edition.row_count,
        }
    elif edition.digest != edition_digest(edition, previous):
        yield _("edition %(edition)s: its head was changed.") % {"edition": edition.pk}
    sheet = FairnessSheet.objects.filter(edition=edition).first()
    if sheet and sheet.digest != fairness_digest(sheet):
        yield _("edition %(edition)s: its fairness sheet was changed.") % {"edition": edition.pk}


def chain_faults():
    """Where the chain of published editions of a congress is broken, and statuses that lie."""
    previous, number, congress = chain.GENESIS, 0, None
    editions = Edition.objects.published().order_by("congress", "number")
    replaced = set(editions.exclude(previous=None).values_list("previous_id", flat=True))
    for edition in editions:
        place = {"edition": edition.pk, "number": edition.number}
        if edition.congress_id != congress:
            previous, number, congress = chain.GENESIS, 0, edition.congress_id
        if edition.number != number + 1:
            yield _("edition %(edition)s: number %(number)s is out of sequence.") % place
        elif edition.previous_hash != previous or edition.hash != chain_link(edition):
            yield _("edition %(edition)s: its signature or its link was changed.") % place
        if (edition.pk in replaced) != (edition.status == Edition.Status.REPLACED):
            yield _("edition %(edition)s: its status does not fit the later editions.") % place
        previous, number = edition.hash, edition.number


def scheme_faults():
    """Versions of measures whose text or rules are not what their digests say."""
    for version in SchemeVersion.objects.exclude(status=SchemeVersion.Status.DRAFT):
        place = {"version": version.pk}
        if chain.digest(version.text) != version.text_digest:
            yield _("measure version %(version)s: its text was changed.") % place
            continue
        try:
            digest = load_scheme(version.text).digest
        except SchemeRefused:
            yield _("measure version %(version)s: its text is no longer accepted.") % place
            continue
        if digest != version.digest:
            yield _("measure version %(version)s: its rules no longer read the same.") % place


def all_faults():
    """Every fault of measures and editions, one sentence each."""
    yield from scheme_faults()
    yield from chain_faults()
    for edition in Edition.objects.order_by("pk"):
        yield from edition_faults(edition)
    yield from appeal_faults()


def recompute_edition(edition):
    """Compute an edition again (复算) from the ledger and its version of the measure.

    Returns the differences, one dict per differing column of a row (row, name, column, stored,
    computed); empty when it is equal in every row. Writes nothing.
    """
    scheme = load_scheme(edition.scheme_version.text)
    differences = []
    if scheme.digest != edition.scheme_digest:
        differences.append(_difference(None, "scheme", edition.scheme_digest, scheme.digest))
    rows = list(edition.rows.order_by("position"))
    differences += _not_covered(edition, rows)
    again = {one["mandate_id"]: one for one in contents_again(edition, rows, scheme)}
    for row in rows:
        fresh = again[row.mandate_id]
        for name, computed in fresh.items():
            if name == "findings" and edition.seal == 1:
                continue  # drawn before findings were kept
            stored = getattr(row, name)
            if name == "lines":
                differences += _line_differences(row, stored, computed)
            elif stored != computed:
                differences.append(_difference(row, name, stored, computed))
    return differences + _fairness_differences(edition, rows, scheme)


def _not_covered(edition, rows):
    """Rows of people whom the edition does not cover, by what the rows themselves keep."""
    whom = kept_covered(edition)
    if whom.key != edition.cohort_key:
        return [_difference(None, "cohort", edition.cohort_key, whom.key)]
    span = Period(edition.period.name, edition.first_day, edition.last_day)
    mine = set(narrowed(kept_cohort(rows), whom, span).subjects["subject"])
    return [
        _difference(row, "cohort", str(whom), None)
        for row in rows
        if row.subject["subject"] not in mine
    ]


def _fairness_differences(edition, rows, scheme):
    """Places in the ranking beside the rank; how groups compare hangs on the roster of that day."""
    sheet = FairnessSheet.objects.filter(edition=edition).first()
    if sheet is None:
        return []
    stored = sheet.fairness.places
    computed = edition_fairness(edition, rows, scheme).places
    return [
        _difference(row, "fairness", asdict(stored[key]), asdict(computed[key]))
        if key in stored and key in computed
        else _difference(row, "fairness", key in stored, key in computed)
        for row in rows
        for key in [row.mandate_id]
        if stored.get(key) != computed.get(key)
    ]


def _line_differences(row, stored, computed):
    stored, computed = _without_names(stored), _without_names(computed)
    if stored == computed:
        return []
    for number in range(max(len(stored), len(computed))):
        was = stored[number] if number < len(stored) else None
        now = computed[number] if number < len(computed) else None
        if was != now:
            return [_difference(row, f"lines[{number}]", was, now)]
    return []


def _without_names(lines):
    return [{k: v for k, v in line.items() if k not in NAMES_ONLY} for line in lines]


def _difference(row, column, stored, computed):
    return {
        "row": row.position if row else None,
        "name": row.name if row else None,
        "column": column,
        "stored": stored,
        "computed": computed,
    }
