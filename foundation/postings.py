"""What a person is posted to do today (任职岗位), asked the same way by every room.

`scope_ids(user, "congress", {Role.CLERK})` is the one question behind every `visible_to` and every
predicate in a `permissions.py`.
"""

from django.utils import timezone


def postings_of(user):
    """All postings of this person in force today, read once per user object (a request)."""
    if not user.is_authenticated or not user.is_active:
        return []
    cached = getattr(user, "_postings_today", None)
    if cached is None:
        cached = list(user.postings.on(timezone.localdate()))
        user._postings_today = cached
    return cached


def scope_ids(user, scope, roles):
    """The keys of the places of that kind where the person holds one of these roles (a set)."""
    roles = set(roles)
    return {p.scope_id for p in postings_of(user) if p.scope == scope and p.role in roles}


def holds(user, roles, scope=None, scope_id=None):
    """Does the person hold one of these roles (at that place, when one is named)?"""
    roles = set(roles)
    return any(
        p.role in roles
        and (scope is None or p.scope == scope)
        and (scope_id is None or p.scope_id == scope_id)
        for p in postings_of(user)
    )
