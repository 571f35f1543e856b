"""What the hashes of an edition cover: every column of every row, then the head, then the chain."""

from foundation import chain

from ..models import FairnessSheet

# Columns that carry personal text; the hash holds a salted digest of them (foundation.chain).
# A list by the seal an edition was closed with: what an older seal covers never changes.
TEXT = ["name", "label", "rank_group", "reason", "parts", "lines", "actions", "subject"]
TEXTS = {1: TEXT, 2: [*TEXT, "findings"]}
PLAIN = [
    "edition_id",
    "position",
    "mandate_id",
    "rank",
    "standing",
    "tier",
    "total",
    "days",
    "obliged",
    "records",
    "tail_seq",
    "tail_hash",
    "payload_digest",
]
HEAD = [
    "congress_id",
    "period_id",
    "scheme_version_id",
    "scheme_digest",
    "name",
    "first_day",
    "last_day",
    "cut_off",
    "note",
    "drawn_by_id",
    "drawn_at",
    "previous_id",
    "engine_version",
    "row_count",
    "algorithm",
]
HEADS = {1: HEAD, 2: [*HEAD, "seal", "records_from", "objection_days", "cohort", "cohort_key"]}
SEAL = 2  # what editions drawn now are closed with


def row_payload_digest(row, seal):
    """The digest of a row's personal text."""
    return chain.payload_digest(row.salt, {name: getattr(row, name) for name in TEXTS[seal]})


def row_hash(row):
    """The hash of a row, of the row before it and all its own columns."""
    return chain.link(row.previous_hash, {name: _plain(getattr(row, name)) for name in PLAIN})


def seal_rows(edition, rows):
    """Number, salt and chain the rows of a new edition, in their order."""
    previous = chain.GENESIS
    for position, row in enumerate(rows, start=1):
        row.edition, row.position = edition, position
        row.salt, row.previous_hash = chain.new_salt(), previous
        row.payload_digest = row_payload_digest(row, edition.seal)
        previous = row.hash = row_hash(row)


def edition_digest(edition, last_row_hash):
    """The digest of a whole edition: its head and, through the last row, every row."""
    head = {name: getattr(edition, name) for name in HEADS[edition.seal]}
    return chain.digest(chain.canonical({**head, "rows": last_row_hash}))


def chain_link(edition):
    """The hash of a published edition: of the edition before it, its digest and its signature."""
    return chain.link(
        edition.previous_hash,
        {
            "number": edition.number,
            "published_by": edition.published_by_id,
            "published_at": edition.published_at,
            "digest": edition.digest,
            **_sealed_fairness(edition),
        },
    )


def fairness_digest(sheet):
    """The digest of the figures of a fairness sheet."""
    return chain.payload_digest(sheet.salt, sheet.content)


def _sealed_fairness(edition):
    """What the signature covers of the fairness sheet; nothing where an edition has none."""
    sheet = FairnessSheet.objects.filter(edition=edition).first()
    if sheet is None:
        return {}
    return {
        "fairness": sheet.digest,
        "fairness_note": chain.payload_digest(sheet.salt, sheet.note),
        "fairness_noted_by": sheet.noted_by_id,
        "fairness_noted_at": sheet.noted_at,
    }


def _plain(value):
    return str(value) if isinstance(value, str) else value
