"""The verbs of linked households (联系户): link, rename, close."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Household
from ..permissions import can_keep_households
from ..private_words import refuse_private_numbers


def link_household(mandate, *, label, area, by, on=None):
    """Link a household to a deputy (新增联系户). One already linked by that label is returned.

    Raises ValidationError when as many are linked as the congress allows, or the label or area
    holds a number that names somebody. Two tabs at once cannot make one too many: each linked
    household holds a place the database gives out once.
    """
    if not can_keep_households(by, mandate):
        raise PermissionDenied
    label, area = clean_words(label, area)
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return _link(mandate, label, area, on or timezone.localdate())
        except IntegrityError:  # someone took that place, or linked the same, this very moment
            continue
    raise ValidationError(_("Someone else has just changed this list; please look and try again."))


def _link(mandate, label, area, on):
    same = mandate.households.linked().filter(label=label, area=area).first()
    if same:
        return same
    at_most = mandate.congress.households_at_most
    taken = set(mandate.households.linked().values_list("place_no", flat=True))
    free = [number for number in range(1, at_most + 1) if number not in taken]
    if not free or len(taken) >= at_most:
        raise ValidationError(
            _(
                "%(count)s households are linked, as many as this congress allows. Close one that "
                "is no longer linked first."
            ),
            code="too_many",
            params={"count": len(taken)},
        )
    return Household.objects.create(
        mandate=mandate, label=label, area=area, place_no=free[0], linked_on=on
    )


def rename_household(household, *, label, area, by):
    """Give a linked household another label or area; its talks stay with it."""
    if not can_keep_households(by, household.mandate):
        raise PermissionDenied
    label, area = clean_words(label, area)
    same = household.mandate.households.linked().filter(label=label, area=area)
    if same.exclude(pk=household.pk).exists():
        raise ValidationError(_("Another linked household already has this label."))
    moved = Household.objects.filter(pk=household.pk, closed_on=None).update(label=label, area=area)
    if not moved:
        raise ValidationError(_("This household is no longer linked."))
    household.refresh_from_db()
    return household


def close_household(household, *, by, on=None):
    """Say that a household is no longer linked (解除联系). It stays in the list with its talks."""
    if not can_keep_households(by, household.mandate):
        raise PermissionDenied
    on = max(on or timezone.localdate(), household.linked_on)
    Household.objects.filter(pk=household.pk, closed_on=None).update(closed_on=on, place_no=None)
    household.refresh_from_db()
    return household


def clean_words(label, area):
    """Both trimmed; refused where a number in them names somebody, or nothing is written."""
    label, area = " ".join(label.split()), " ".join(area.split())
    if not label or not area:
        raise ValidationError(_("Write a label and the village or community it lies in."))
    for words in (label, area):
        refuse_private_numbers(words)
    return label, area
