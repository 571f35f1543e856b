"""Verbs on people and their postings. Each leaves a line in the audit trail."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Posting
from ..office import sync_office_groups
from ..permissions import ADMINISTRATORS, adds_people, can_post, can_set_password
from ..places import place_kinds


def add_person(*, username, name, phone="", password, by):
    """A new account (新增用户), without any posting yet. ValidationError if the name is taken."""
    if not adds_people(by):
        raise PermissionDenied
    person = get_user_model()(username=username, name=name, phone=phone)
    validate_password(password, person)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            person.save()
            log(instance=person, action="foundation.person_add", user=by)
    except IntegrityError:
        raise ValidationError(_("Someone has just taken this user name or phone.")) from None
    return person


@transaction.atomic
def grant_posting(*, person, role, scope, scope_id, by, starts_on=None, ends_on=None):
    """Post a person (任命岗位). Granting it again changes its dates; it is never there twice.

    Nobody posts themselves, and no account holds two of the three administrators' roles, not even
    at different places or one after the other without the first having ended.
    """
    if not can_post(by, person, scope, scope_id):
        raise PermissionDenied
    if not any(kind.scope == scope and role in kind.roles for kind in place_kinds()):
        raise ValidationError(_("This role is not held at that kind of place."))
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError(_("The last day lies before the first."))
    # One grant per account at a time, so that two at once cannot both find the other absent.
    person = get_user_model().objects.select_for_update().get(pk=person.pk)
    others = Posting.objects.filter(user=person, role__in=ADMINISTRATORS - {role})
    if (
        role in ADMINISTRATORS
        and others.exclude(ends_on__lt=starts_on or timezone.localdate()).exists()
    ):
        raise ValidationError(
            _("One account cannot be two of system, security and audit administrator.")
        )
    posting, _new = Posting.objects.update_or_create(
        user=person,
        role=role,
        scope=scope,
        scope_id=scope_id,
        defaults={"starts_on": starts_on, "ends_on": ends_on},
    )
    _note(posting, "foundation.posting_grant", by)
    return posting


@transaction.atomic
def end_posting(posting, *, on, by):
    """End a posting (免去岗位): `on` is the first day it no longer holds. It stays in the list."""
    if not can_post(by, posting.user, posting.scope, posting.scope_id):
        raise PermissionDenied
    last_day = on - timedelta(days=1)
    if posting.ends_on is None or posting.ends_on > last_day:
        posting.ends_on = last_day
        posting.save(update_fields=["ends_on"])
        _note(posting, "foundation.posting_end", by)
    return posting


@transaction.atomic
def set_password(person, password, *, by):
    """Set a new password with the person standing by (当面重设密码); their sessions all end."""
    if not can_set_password(by, person):
        raise PermissionDenied
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    log(instance=person, action="foundation.password_set", user=by)
    return person


def _note(posting, action, by):
    """The audit line of a posting stands with the person; their office groups follow."""
    data = {
        "role": posting.role,
        "scope": posting.scope,
        "scope_id": posting.scope_id,
        "from": str(posting.starts_on or ""),
        "until": str(posting.ends_on or ""),
    }
    log(instance=posting.user, action=action, user=by, data=data)
    sync_office_groups(posting.user)
