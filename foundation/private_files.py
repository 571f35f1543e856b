"""Files nobody reaches by address: uploads, previews, proofs. Served by a view that asks first.

They lie in the storage named "private", outside the media folder, under random names.
"""

import gzip
import io
import json
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import FileResponse
from django.utils.http import content_disposition_header

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
}


def storage():
    """The private storage."""
    return storages["private"]


def keep(content, folder, suffix=""):
    """Store bytes under a random name in a folder; returns the name."""
    return storage().save(f"{folder}/{secrets.token_hex(16)}{suffix}", ContentFile(content))


def read(name):
    """The bytes kept under that name."""
    with storage().open(name) as file:
        return file.read()


def discard(*names):
    """Remove what is kept under those names; empty names and what is gone already are passed."""
    for name in filter(None, names):
        storage().delete(name)


def keep_json(value, folder):
    """Store a value as compressed JSON; returns the name."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return keep(gzip.compress(content, compresslevel=1), folder, ".json.gz")


def read_json(name):
    """The value kept under that name."""
    return json.loads(gzip.decompress(read(name)))


def hand_out(content, filename, *, inline=False):
    """An answer that downloads these bytes: never cached, never sniffed, never run as a page."""
    suffix = filename.rpartition(".")[2].lower()
    response = FileResponse(
        io.BytesIO(content), content_type=TYPES.get(suffix, "application/octet-stream")
    )
    response["Content-Disposition"] = content_disposition_header(not inline, filename)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_config = {"default-src": ["'none'"]}
    return response
