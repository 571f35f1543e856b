"""The facts of a congress and period in a file, so that many questions read the database once.

The file's name says up to which event of every volume it goes, so it is never stale: another event
makes another name. It lies outside everything that is served or backed up, and only code that has
asked who is asking opens it.
"""

import hashlib
import secrets
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db import connection

from performance.models import Mandate, RecordEvent

from ..facts import load_facts
from .measures import ENGINE_VERSION

KEPT_PER_PERIOD = 3


def kept_facts(congress_id, scheme, span):
    """(key, facts) of a congress for a measure and a Period, sorted by id as the engine likes it.

    The same frame as `load_facts`; the first caller after an event fills the file.
    """
    where = f"{congress_id}\n{span.start}\n{span.end}\n{scheme.digest}\n{ENGINE_VERSION}"
    folder = Path(settings.VAR_DIR) / "kept-facts" / hashlib.sha256(where.encode()).hexdigest()[:24]
    key = f"{folder.name}-{_last_events(congress_id)}"
    file = folder / f"{key}.arrow"
    if not file.exists():
        facts = load_facts(congress_id, scheme, span).sort("fact")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_suffix(f".{secrets.token_hex(8)}.new")
        facts.write_ipc(fresh)
        fresh.chmod(0o600)
        fresh.replace(file)
        _forget_older(folder)
    return key, pl.read_ipc(file)


def _last_events(congress_id):
    """A number that every new event of the congress changes: the lengths of all its volumes."""
    event, mandate = RecordEvent._meta.db_table, Mandate._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum("  # noqa: S608 - our own table names
            f"(SELECT max(e.seq) FROM {event} e WHERE e.mandate_id = m.id)), 0)"
            f" FROM {mandate} m WHERE m.congress_id = %s",
            [congress_id],
        )
        volumes, events = cursor.fetchone()
    return f"{volumes}-{events}"


def _forget_older(folder):
    files = sorted(folder.glob("*.arrow"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[KEPT_PER_PERIOD:]:
        file.unlink(missing_ok=True)
