"""Who may do what with contacts, groups and campaigns; one condition per line."""

from django.db.models import Q
from django.utils import timezone

from .models import RoleSpan
from .permissions import can_keep_records

MEMBER_ROLES = {RoleSpan.Role.STANDING_MEMBER, RoleSpan.Role.CHAIR}


def members_on(congress, day):
    """Keys of the mandates that sit on the standing committee on that day."""
    spans = RoleSpan.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=day),
        mandate__congress=congress,
        role__in=MEMBER_ROLES,
        starts_on__lte=day,
    )
    return set(spans.values_list("mandate", flat=True))


def is_member(user):
    """Does the person sit on a standing committee today? (menu entries, asked once)"""
    cached = getattr(user, "_is_standing_member", None)
    if cached is None:
        today = timezone.localdate()
        cached = RoleSpan.objects.filter(
            Q(ends_on=None) | Q(ends_on__gt=today),
            mandate__deputy__user=user,
            role__in=MEMBER_ROLES,
            starts_on__lte=today,
        ).exists()
        user._is_standing_member = cached
    return cached


def can_keep_links(user, congress):
    """Link deputies, set the quota, issue a bulletin: a keeper of the congress."""
    return can_keep_records(user, congress)


def can_log_contact(user, mandate):
    """Log a contact or its follow-up: the member themselves, or a keeper for them."""
    return user.pk == mandate.deputy.user_id or can_keep_records(user, mandate.congress)


def can_release_bulletin(user, bulletin):
    """Release a bulletin: a keeper who did not issue it."""
    return can_keep_records(user, bulletin.congress) and user.pk != bulletin.issued_by_id
