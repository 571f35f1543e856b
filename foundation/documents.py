"""Documents people send as proof: PDF only, handed out as downloads, not shown in the page."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .pictures import plain_name
from .uploads import read_upload


@dataclass(frozen=True)
class Document:
    """A PDF as it was sent."""

    name: str
    sha256: str
    content: bytes

    @property
    def shown_sha256(self):
        return self.sha256


def read_document(upload):
    """The PDF in an uploaded file; None when it is none; ValidationError when it is broken."""
    content = read_upload(upload)
    if content[:5] != b"%PDF-":
        return None
    name = plain_name(upload.name)
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError(
            _("“%(name)s” is a PDF that does not end properly. Save it again and send it anew."),
            code="broken",
            params={"name": name},
        )
    return Document(name=name, sha256=hashlib.sha256(content).hexdigest(), content=content)
