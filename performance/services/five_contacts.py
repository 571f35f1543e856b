"""The five a deputy keeps in touch with (五联系): kept as labels, each visit a duty."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import DutyKind, FiveTarget, FiveVisit
from ..permissions import can_submit_record
from .records import submit_record

OCCASION = "five_contact"
SOURCE = "performance.five:"
MOST_OF_A_KIND = 5


@transaction.atomic
def keep_target(mandate, *, kind, label, by, on=None):
    """Take one of the five on (确定五联系对象). The same label again returns the one there."""
    if not can_submit_record(by, mandate):
        raise PermissionDenied
    known = FiveTarget.objects.filter(mandate=mandate, kind=kind, ends_on=None)
    if same := known.filter(label=label).first():
        return same
    if known.count() >= MOST_OF_A_KIND:
        raise ValidationError(
            _("You already keep %(most)s of this kind. End one before adding another."),
            params={"most": MOST_OF_A_KIND},
        )
    return FiveTarget.objects.create(
        mandate=mandate, kind=kind, label=label, starts_on=on or timezone.localdate()
    )


@transaction.atomic
def log_five_visit(target, *, key, on, title, by):
    """Log a visit to one of the five (登记五联系走访). The same key again changes nothing."""
    kind = DutyKind.objects.of(target.mandate.congress).filter(code="voter_contact").first()
    if kind is None:
        raise ValidationError(_("This congress's catalogue of duties has no kind for this."))
    record = submit_record(
        target.mandate,
        kind=kind,
        on=on,
        title=title,
        source=f"{SOURCE}{key}",
        by=by,
        place=target.label,
        occasion=OCCASION,
        mode="visit",
        level=target.mandate.congress.level,
        object_key=f"five:{target.pk}",
    )
    FiveVisit.objects.get_or_create(record=record, defaults={"target": target})
    return record
