"""A deputy moves between groups and takes and leaves offices (编组调整、职务任免), all by dates."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import DeputyGroup, Mandate, Membership
from ..permissions import can_keep_mandate
from ..spans import overlap
from .mandate_checks import check_in_office, check_not_ahead
from .mandate_news import announce_mandates

Kind = DeputyGroup.Kind
ONE_AT_A_TIME = {Kind.DELEGATION, Kind.GROUP}


@transaction.atomic
def join_group(mandate, group, *, on, by):
    """Join a delegation, group or committee from that day on (编入).

    Of delegations and of deputy groups there is one at a time: the old one ends the day the new
    one begins. The mandate's own `delegation` follows. Joining twice is harmless.
    """
    mandate = _locked(mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    if group.congress_id != mandate.congress_id:
        raise ValidationError(_("That group belongs to another congress."))
    check_not_ahead(on)
    check_in_office(mandate, on)
    open_rows = mandate.memberships.filter(Q(ends_on=None) | Q(ends_on__gt=on))
    was = mandate.delegation if group.kind == Kind.DELEGATION else None
    if was == group or open_rows.filter(group=group, ends_on=None, starts_on__lte=on).exists():
        return mandate
    later = mandate.memberships.filter(group__kind=group.kind, starts_on__gte=on)
    if group.kind in ONE_AT_A_TIME and (row := later.select_related("group").first()):
        raise ValidationError(
            _("%(name)s joined %(group)s on %(day)s already; a move can only follow it."),
            params={"name": mandate.deputy.name, "group": row.group.name, "day": row.starts_on},
        )
    if was and not mandate.memberships.filter(group__kind=Kind.DELEGATION).exists():
        enter_group(mandate, was, mandate.starts_on)
    if group.kind in ONE_AT_A_TIME:
        open_rows.filter(group__kind=group.kind).update(ends_on=on)
    enter_group(mandate, group, on)
    if group.kind == Kind.DELEGATION:
        mandate.delegation = group
        mandate.save(update_fields=["delegation"])
    _told(mandate, "performance.group_join", by, group=group.name, on=on.isoformat())
    return mandate


@transaction.atomic
def leave_group(membership, *, on, by):
    """Leave a group or committee: that day is the first one out (退出)."""
    mandate = _locked(membership.mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    if membership.group.kind == Kind.DELEGATION:
        raise ValidationError(_("A deputy changes from one delegation to another: join the new."))
    _close(membership, on)
    _told(mandate, "performance.group_leave", by, group=membership.group.name, on=on.isoformat())
    return membership


@transaction.atomic
def take_office(mandate, *, role, on, by, ends_on=None):
    """Take an office from that day on (任职): standing committee member, leader of a group…"""
    mandate = _locked(mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    check_not_ahead(on)
    check_in_office(mandate, on)
    if ends_on and ends_on <= on:
        raise ValidationError({"ends_on": _("It ends before it begins.")})
    if ends_on and ends_on > on:
        check_in_office(mandate, ends_on - timedelta(days=1))
    for span in mandate.role_spans.filter(role=role):
        if span.starts_on == on and span.ends_on == ends_on:
            return span
        if overlap(on, ends_on, span.starts_on, span.ends_on):
            raise ValidationError(
                _("%(name)s holds this office since %(day)s already."),
                params={"name": mandate.deputy.name, "day": span.starts_on},
            )
    span = mandate.role_spans.create(role=role, starts_on=on, ends_on=ends_on)
    _told(mandate, "performance.office_take", by, role=str(role), on=on.isoformat())
    return span


@transaction.atomic
def leave_office(span, *, on, by):
    """Leave an office: that day is the first one out (免职)."""
    mandate = _locked(span.mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    _close(span, on)
    _told(mandate, "performance.office_leave", by, role=span.role, on=on.isoformat())
    return span


def enter_group(mandate, group, on):
    """One dated membership; the verbs around it check."""
    return Membership.objects.get_or_create(mandate=mandate, group=group, starts_on=on)[0]


def _close(row, on):
    if row.ends_on == on:
        return
    if row.ends_on is not None and row.ends_on < on:
        raise ValidationError(_("It has already ended on %(day)s."), params={"day": row.ends_on})
    check_not_ahead(on)
    if on <= row.starts_on:
        raise ValidationError({"on": _("It ends before it begins.")})
    row.ends_on = on
    row.save(update_fields=["ends_on"])


def _locked(mandate):
    rows = Mandate.objects.select_for_update(of=("self",))
    return rows.select_related("deputy", "congress", "delegation").get(pk=mandate.pk)


def _told(mandate, action, by, **data):
    log(instance=mandate, action=action, user=by, data=data)
    announce_mandates([mandate.pk])
