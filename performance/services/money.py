"""Budget lines and spendings of deputies' activities (代表活动经费)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import ActivityBudget, Spending
from ..permissions import can_keep_records


@transaction.atomic
def set_budget(congress, year, cents, *, by):
    """Set what each deputy has in that year (核定经费); set again, the new figure stands."""
    if not can_keep_records(by, congress):
        raise PermissionDenied
    budget, _new = ActivityBudget.objects.update_or_create(
        congress=congress, year=year, defaults={"cents": cents}
    )
    log(instance=budget, action="performance.budget_set", user=by, data={"cents": cents})
    return budget


def add_spending(mandate, *, on, title, receipt_no, cents, by, activity=None):
    """Enter money spent (登记支出). One receipt counts once for a deputy.

    The very same entry again returns the one already there; another under the same receipt is
    refused. Overspending is shown, never refused.
    """
    if not can_keep_records(by, mandate.congress):
        raise PermissionDenied
    if not mandate.covers(on):
        raise ValidationError(
            _("%(name)s was not in office on %(day)s."),
            params={"name": mandate.deputy.name, "day": on},
        )
    values = {"on": on, "title": title, "cents": cents, "activity": activity}
    try:
        with transaction.atomic():
            spending = Spending.objects.create(
                congress=mandate.congress,
                mandate=mandate,
                receipt_no=receipt_no,
                entered_by=by,
                **values,
            )
            log(instance=spending, action="performance.spending_add", user=by)
            return spending
    except IntegrityError:
        known = Spending.objects.standing().get(mandate=mandate, receipt_no=receipt_no)
        if all(getattr(known, name) == value for name, value in values.items()):
            return known
        raise ValidationError(
            _("Receipt %(receipt)s is already entered for %(name)s on %(day)s."),
            params={"receipt": receipt_no, "name": mandate.deputy.name, "day": known.on},
        ) from None


@transaction.atomic
def strike_spending(spending, *, by, reason):
    """Strike a wrong entry out (作废); it stays to be read, and no longer counts."""
    if not can_keep_records(by, spending.congress):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why."))
    struck = Spending.objects.filter(pk=spending.pk, struck_by=None)
    if struck.update(struck_by=by, struck_reason=reason):
        log(instance=spending, action="performance.spending_strike", user=by)
