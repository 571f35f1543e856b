"""A deputy's duties are suspended and restored (暂停、恢复执行代表职务; 代表法 §61)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..permissions import can_keep_mandate
from ..spans import overlap
from .mandate_checks import check_in_office, check_not_ahead
from .mandate_news import announce_mandates
from .mandates import locked_mandate


@transaction.atomic
def suspend(mandate, *, on, cause, reason, by):
    """Suspend a deputy's duties from that day on (暂停执行职务), for a cause of §61.

    The days count neither for nor against. Suspending twice from one day is harmless.
    """
    mandate = locked_mandate(mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    check_not_ahead(on)
    check_in_office(mandate, on)
    for span in mandate.suspensions.all():
        if span.starts_on == on:
            return span
        if overlap(on, None, span.starts_on, span.ends_on):
            raise ValidationError(
                _("%(name)s's duties are suspended from %(day)s already. Restore them first."),
                params={"name": mandate.deputy.name, "day": span.starts_on},
            )
    span = mandate.suspensions.create(starts_on=on, cause=cause, reason=reason)
    data = {"on": on.isoformat(), "cause": str(cause), "reason": reason}
    log(instance=mandate, action="performance.suspend", user=by, data=data)
    announce_mandates([mandate.pk])
    return span


@transaction.atomic
def restore(suspension, *, on, by):
    """Restore a deputy's duties: that day is the first one back (恢复执行代表职务)."""
    mandate = locked_mandate(suspension.mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    suspension = mandate.suspensions.get(pk=suspension.pk)
    if suspension.ends_on == on:
        return suspension
    if suspension.ends_on is not None:
        raise ValidationError(
            _("It has already ended on %(day)s."), params={"day": suspension.ends_on}
        )
    check_not_ahead(on)
    if on <= suspension.starts_on:
        raise ValidationError({"on": _("It ends before it begins.")})
    suspension.ends_on = on
    suspension.save(update_fields=["ends_on"])
    log(instance=mandate, action="performance.restore", user=by, data={"on": on.isoformat()})
    announce_mandates([mandate.pk])
    return suspension
