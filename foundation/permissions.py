"""Who keeps the people and their postings. Three administrators, and no account is two of them.

The system administrator (系统管理员) adds people and sets passwords; the security administrator
(安全管理员) gives and ends postings; the audit administrator (审计管理员) reads both.
"""

from django.contrib.auth import get_user_model
from django.db.models import Q

from .models import Posting, Role
from .places import belonging_to, places_under
from .postings import holds, postings_of

ADMINISTRATORS = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR}


def reads_people(user):
    """May this person see who is posted where?"""
    return holds(user, ADMINISTRATORS)


def adds_people(user):
    """May this person add accounts and set passwords in person?"""
    return holds(user, {Role.SYSTEM_ADMIN})


def posts_people(user):
    """May this person give and end postings?"""
    return holds(user, {Role.SECURITY_ADMIN})


def seats_of(user, roles):
    """The (scope, key) places where the person holds one of these roles today."""
    return {(p.scope, p.scope_id) for p in postings_of(user) if p.role in roles}


def people_kept_by(user):
    """The people an administrator keeps: posted under their seats, belonging there, or new."""
    seats = seats_of(user, ADMINISTRATORS)
    posted = Q(pk__in=[])
    for scope, key in places_under(seats):
        posted |= Q(postings__scope=scope, postings__scope_id=key)
    new = Q(postings=None) & ~belonging_to([(None, None)])
    return get_user_model().objects.filter(posted | belonging_to(seats) | new).distinct()


def can_post(user, person, scope, scope_id):
    """Give or end a posting there: a security administrator of that place, never one's own."""
    return user.pk != person.pk and (scope, scope_id) in places_under(
        seats_of(user, {Role.SECURITY_ADMIN})
    )


def can_set_password(user, person):
    """Set a new password in person: never one's own, and never another administrator's.

    Those are set at the server (`manage.py changepassword`), so that holding the accounts does not
    mean holding the postings as well.
    """
    return (
        adds_people(user)
        and user.pk != person.pk
        and not person.is_superuser
        and not Posting.objects.filter(user=person, role__in=ADMINISTRATORS).exists()
        and people_kept_by(user).filter(pk=person.pk).exists()
    )
