"""What counts by the word of two people is taken back by two: one asks, another agrees."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from ..permissions import is_about


def withdrawal_of(entry, *, by, reason, counts, reason_field):
    """The columns a withdrawal by this person changes; empty where they have asked already.

    What nobody has confirmed (`counts` is false) goes at once. What counts stays until a second
    person agrees; the reason is that of whoever asked. Raises PermissionDenied for the deputy
    concerned, ValidationError without a reason.
    """
    if is_about(by, entry):
        raise PermissionDenied
    asked = entry.withdrawal_asked_by_id
    if not asked and not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if counts and asked == by.pk:
        return {}
    if counts and not asked:
        return {"withdrawal_asked_by": by, reason_field: reason.strip()}
    done = {"status": "withdrawn", "withdrawn_by": by}
    return done if asked else done | {reason_field: reason.strip()}
