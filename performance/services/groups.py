"""Professional groups: profile, convenor, joint activities, proposals credited to one group."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..contact_permissions import can_keep_links
from ..models import (
    DeputyGroup,
    DutyRecord,
    GroupConvenor,
    GroupCredit,
    GroupProfile,
    GroupShare,
    Membership,
)


@transaction.atomic
def set_profile(group, *, by, committee=None, industry="", alliance=""):
    """Say which committee a professional group is linked to, its industry and alliance."""
    _check(group, by)
    if committee and (
        committee.kind != DeputyGroup.Kind.COMMITTEE or committee.congress_id != group.congress_id
    ):
        raise ValidationError(_("Choose a committee of the same congress."))
    profile, _new = GroupProfile.objects.update_or_create(
        group=group, defaults={"committee": committee, "industry": industry, "alliance": alliance}
    )
    log(instance=group, action="performance.group_profile", user=by)
    return profile


@transaction.atomic
def set_convenor(group, mandate, *, on, by):
    """Name who convenes a group from a day on; whoever did so far ends on that day.

    Naming the same person again changes nothing. Raises ValidationError for someone who is not a
    member on that day.
    """
    _check(group, by)
    if not is_member_of(group, mandate, on):
        raise ValidationError(
            _("%(name)s is not a member of this group on %(day)s."),
            params={"name": mandate.deputy.name, "day": on},
        )
    now = GroupConvenor.objects.select_for_update().filter(group=group, ends_on=None).first()
    if now and now.mandate_id == mandate.pk:
        return now
    if now:
        if on <= now.starts_on:
            raise ValidationError(
                _("The present convenor began on %(day)s; the next begins later."),
                params={"day": now.starts_on},
            )
        now.ends_on = on
        now.save(update_fields=["ends_on"])
    made = GroupConvenor.objects.create(group=group, mandate=mandate, starts_on=on)
    log(instance=group, action="performance.group_convenor", user=by)
    return made


@transaction.atomic
def credit_proposals(group, records, *, by):
    """Credit confirmed suggestions of members to a group (建议归属); those credited already stay.

    A proposal signed by several members is credited once. Raises ValidationError for a record that
    is no confirmed suggestion of a member on its day. Returns the credits made.
    """
    _check(group, by)
    made = []
    for record in records:
        if record.kind.code != "suggestion" or record.status != DutyRecord.Status.CONFIRMED:
            raise ValidationError(_("Only a confirmed suggestion can be credited to a group."))
        if not is_member_of(group, record.mandate, record.on):
            raise ValidationError(
                _("%(name)s was not a member of this group on %(day)s."),
                params={"name": record.mandate.deputy.name, "day": record.on},
            )
        taken = GroupCredit.objects.filter(record=record)
        if record.object_key:
            taken = taken | GroupCredit.objects.filter(
                congress=group.congress_id, object_key=record.object_key
            )
        if taken.exists():
            continue
        credit, new = GroupCredit.objects.get_or_create(
            record=record,
            defaults={
                "congress_id": group.congress_id,
                "group": group,
                "object_key": record.object_key,
                "credited_by": by,
            },
        )
        made += [credit] if new else []
    if made:
        log(instance=group, action="performance.group_credit", user=by, data={"n": len(made)})
    return made


def share_activity(activity, group, *, by):
    """Say that another group took part in an activity. It stays counted where it is led."""
    _check(group, by)
    if activity.group_id is None or activity.group_id == group.pk:
        raise ValidationError(_("A group takes part in what another group leads."))
    return GroupShare.objects.get_or_create(activity=activity, group=group)[0]


def is_member_of(group, mandate, day):
    """Does this mandate belong to the group on that day?"""
    return any(
        m.starts_on <= day and (m.ends_on is None or day < m.ends_on)
        for m in Membership.objects.filter(group=group, mandate=mandate)
    )


def _check(group, by):
    if not can_keep_links(by, group.congress):
        raise PermissionDenied
    if group.kind != DeputyGroup.Kind.PROFESSIONAL:
        raise ValidationError(_("This is not a professional group."))
