"""The verbs of linked households (联系户): link, rename, close."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Household
from ..permissions import can_keep_households, can_keep_records
from ..private_words import refuse_private_numbers


def link_household(mandate, *, label, area, by, on=None, closed_on=None):
    """Link a household to a deputy (新增联系户). One already linked by that label is returned.

    With `closed_on`, one that was linked in the past is noted as closed.

    Raises ValidationError when as many are linked as the congress allows, or the label or area
    holds a number that names somebody. Two tabs at once cannot make one too many: each linked
    household holds a place the database gives out once.
    """
    if not can_keep_households(by, mandate):
        raise PermissionDenied
    label, area = clean_words(label, area)
    on = on or timezone.localdate()
    if closed_on:
        values = {"label": label, "area": area, "linked_on": on, "closed_on": closed_on}
        return Household.objects.get_or_create(mandate=mandate, **values)[0]
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return _link(mandate, label, area, on)
        except IntegrityError:  # someone took that place, or linked the same, this very moment
            continue
    raise ValidationError(_("Someone else has just changed this list; please look and try again."))


def _link(mandate, label, area, on):
    same = mandate.households.linked().filter(label=label, area=area).first()
    if same:
        return same
    place_no = _free_place(mandate)
    return Household.objects.create(
        mandate=mandate, label=label, area=area, place_no=place_no, linked_on=on
    )


def _free_place(mandate):
    """The first place free among the deputy's linked households; refused where all are taken."""
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
    return free[0]


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


def set_household_days(household, *, linked_on, closed_on, by):
    """Set since when, and until when, a household is linked (更正日期), as a sheet gives them."""
    if not can_keep_households(by, household.mandate):
        raise PermissionDenied
    if closed_on:
        household.place_no = None
    elif household.place_no is None:
        household.place_no = _free_place(household.mandate)
    household.linked_on, household.closed_on = linked_on, closed_on
    household.save(update_fields=["linked_on", "closed_on", "place_no"])
    return household


def set_households_at_most(congress, count, *, by):
    """Say how many households a deputy may be linked with; those linked already stay."""
    if not can_keep_records(by, congress):
        raise PermissionDenied
    was = congress.households_at_most
    if was != count:
        congress.households_at_most = count
        congress.save(update_fields=["households_at_most"])
        data = {"was": was, "now": count}
        log(instance=congress, action="performance.households_at_most", user=by, data=data)
    return congress


def clean_words(label, area):
    """Both trimmed; refused where a number in them names somebody, or nothing is written."""
    label, area = " ".join(label.split()), " ".join(area.split())
    if not label or not area:
        raise ValidationError(_("Write a label and the village or community it lies in."))
    for words in (label, area):
        refuse_private_numbers(words)
    return label, area
