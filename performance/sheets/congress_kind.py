"""What every sheet of a congress has in common: where it goes, and who may import it."""

import hashlib

from foundation.postings import scope_ids
from foundation.sheets import SheetKind

from ..models import Congress
from ..permissions import RECORD_KEEPERS, can_keep_records


class CongressSheetKind(SheetKind):
    """A sheet imported into a congress by those who keep its record."""

    scope = "congress"

    def place_ids(self, user):
        return scope_ids(user, "congress", RECORD_KEEPERS)

    def places(self, user):
        ids = self.place_ids(user)
        return list(Congress.objects.filter(pk__in=ids)) if ids else []

    def place(self, pk):
        return Congress.objects.get(pk=pk)

    def place_by_code(self, code):
        return Congress.objects.filter(code=code).first()

    def may_import(self, user, place):
        return can_keep_records(user, place)

    def lock(self, place):
        list(Congress.objects.select_for_update().filter(pk=place.pk).values("pk"))


def digest_of(*querysets):
    """One digest over rows of values, in a fixed order; moves when any of them does."""
    sha = hashlib.sha256()
    for rows in querysets:
        for row in rows:
            sha.update(repr(row).encode())
        sha.update(b"|")
    return sha.hexdigest()
