"""Holding an activity together with another congress (联合活动)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..forms import term_on
from ..models import Activity, ActivityPartner, DutyKind
from ..permissions import can_keep_records, can_prepare_activity
from .calling import call_everyone, locked_activity

OPEN = {Activity.Status.DRAFT, Activity.Status.PUBLISHED}


@transaction.atomic
def ask_partner(activity, congress, *, by):
    """Ask another congress to hold this activity together (邀请联合开展). Twice is harmless."""
    activity = locked_activity(activity)
    if not can_prepare_activity(by, activity):
        raise PermissionDenied
    if activity.status not in OPEN:
        raise ValidationError(_("This activity is finished; it can no longer be changed."))
    if congress.pk == activity.congress_id:
        raise ValidationError(_("Choose another congress than your own."))
    partner, created = ActivityPartner.objects.get_or_create(
        activity=activity, congress=congress, defaults={"asked_by": by}
    )
    if created:
        log(instance=activity, action="performance.activity_edit", user=by)
    return partner


@transaction.atomic
def join_activity(partner, *, kind, by, group=None, invited_only=False):
    """Join an activity (参加联合活动): say as what it counts here, and who is called.

    Where it is already announced, the partner's deputies have their lines at once. Joining again
    changes who is called from now on; lines already there stay.
    """
    activity = locked_activity(partner.activity)
    partner = ActivityPartner.objects.select_related("congress").get(pk=partner.pk)
    if not can_keep_records(by, partner.congress):
        raise PermissionDenied
    if activity.status not in OPEN:
        raise ValidationError(_("This activity is finished; it can no longer be changed."))
    if not DutyKind.objects.of(partner.congress).filter(pk=kind.pk).exists():
        raise ValidationError(_("Choose a kind of duty of your own catalogue."))
    if group is not None and group.congress_id != partner.congress_id:
        raise ValidationError(_("Choose a group of your own congress."))
    term = term_on(partner.congress, activity.starts_on)
    if term is None:
        raise ValidationError(_("No term of this congress covers that day."))
    partner.kind, partner.group, partner.term = kind, group, term
    partner.invited_only, partner.joined_by = invited_only, by
    partner.save()
    if activity.status == Activity.Status.PUBLISHED:
        call_everyone(activity)
    log(instance=activity, action="performance.activity_join", user=by)
    return partner
