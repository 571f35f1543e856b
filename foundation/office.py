"""Postings that open the office (内容管理): a role there is membership of a group of the office.

The room that owns the group registers it in `ready()`; whoever changes a person's postings calls
`sync_office_groups(user)` afterwards, and so does every sign-in, because postings begin and end by
date.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in

from .postings import postings_of

# Clerks and heads keep plain registers in the office; what they may touch is in each room's hooks.
KEEPERS = "履职记录员"
_GROUPS = {}


def register_office_role(role, group_name):
    """People posted in this role belong to that group of the office, as long as they are."""
    _GROUPS[role] = group_name


def sync_office_groups(user):
    """Make the person's office groups follow their postings of today.

    Groups no role is registered for are left alone. Doing it again changes nothing.
    """
    user.__dict__.pop("_postings_today", None)
    held = {posting.role for posting in postings_of(user)}
    ours = {name: _group(name) for name in set(_GROUPS.values())}
    entitled = {ours[name].pk for role, name in _GROUPS.items() if role in held}
    user.groups.remove(*[group.pk for group in ours.values() if group.pk not in entitled])
    user.groups.add(*entitled)


def _group(name):
    """The group of that name; a new one may enter the office and nothing more."""
    group, new = Group.objects.get_or_create(name=name)
    if new:
        group.permissions.add(
            Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
        )
    return group


def on_sign_in(sender, request, user, **kwargs):
    """Whatever the way in, the office opens to the postings of that day."""
    sync_office_groups(user)


def connect():
    """Listen for sign-ins; called once when the site starts."""
    user_logged_in.connect(on_sign_in, dispatch_uid="foundation.office")
