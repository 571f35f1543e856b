"""The imprint of an edition: written when it is published, read whenever it is printed."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from performance.services.volume_prints import new_code

from ..models import EditionImprint
from .sealing import edition_digest

KNOWN, CHANGED = "known", "changed"


@transaction.atomic
def note_imprint(edition):
    """The imprint of a published edition, made once; None while it is not published."""
    if not edition.is_public_to_readers:
        return None
    found, _made = EditionImprint.objects.get_or_create(
        edition=edition, defaults={"code": new_code(), "words": head_words(edition)}
    )
    return found


def head_words(edition):
    """The names in the head of an edition as they are now."""
    return {
        "congress": edition.congress.name,
        "period": edition.period.name,
        "measure": str(edition.scheme_version),
        "drawn_by": str(edition.drawn_by),
        "published_by": str(edition.published_by or ""),
    }


def verify_url(imprint):
    """The address the code on the paper leads to."""
    return settings.BASE_URL.rstrip("/") + reverse("scoring:verify-edition", args=[imprint.code])


def state_of(imprint):
    """Does the head of the edition, with the hash of its last row, still give its digest?

    Two reads, whatever the size: the whole of it is what `manage.py verify` goes through.
    """
    edition = imprint.edition
    last = edition.rows.order_by("-position").values_list("hash", flat=True).first()
    return KNOWN if last and edition_digest(edition, last) == edition.digest else CHANGED
