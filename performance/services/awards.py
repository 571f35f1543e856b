"""Awards entered by those who keep the record."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Award
from ..permissions import can_keep_records


@transaction.atomic
def enter_award(mandate, *, on, title, body, by, level="", proof="", key=None):
    """Enter a commendation of a deputy; sent twice, it is there once."""
    if not can_keep_records(by, mandate.congress):
        raise PermissionDenied
    if key and (found := Award.objects.filter(key=key).first()):
        return found
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if not mandate.covers(on):
        raise ValidationError({"on": _("On that day the deputy was not in office.")})
    try:
        with transaction.atomic():
            award = Award.objects.create(
                mandate=mandate,
                on=on,
                title=title,
                body=body,
                level=level,
                proof=proof,
                key=key,
                entered_by=by,
            )
    except IntegrityError:
        raise ValidationError(_("This award stands in the volume already.")) from None
    log(instance=award, action="performance.award_enter", user=by)
    return award


@transaction.atomic
def set_award_details(award, *, level, proof, by):
    """Correct the level and the proof of an award; what it is and whose stays."""
    if not can_keep_records(by, award.mandate.congress):
        raise PermissionDenied
    award.level, award.proof = level, proof
    award.save(update_fields=["level", "proof"])
    log(instance=award, action="performance.award_correct", user=by)
    return award
