"""Contacts of committee members with deputies (双联系): linked, logged, followed up.

A contact is a duty of the member. It goes through the ledger like any other: submitted, confirmed
by someone else, only then counted.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..contact_permissions import can_keep_links, can_log_contact, members_on
from ..models import ContactLink, ContactLog, ContactQuota, DutyKind, DutyRecord, Mandate
from .records import submit_record

OCCASION = "committee_contact"
SOURCE = "performance.contact:"
DEFAULT_QUOTA = 5
# A contact with deputies is no contact with voters. A catalogue may have a kind of its own for it.
KINDS = ("committee_contact", "group_activity")


def quota_of(congress):
    """How many deputies each member of this congress keeps in touch with."""
    row = ContactQuota.objects.filter(congress=congress).first()
    return row.per_member if row else DEFAULT_QUOTA


def contact_kind(congress):
    """The kind of duty a contact is in this congress's catalogue."""
    kinds = {kind.code: kind for kind in DutyKind.objects.of(congress)}
    found = next((kinds[code] for code in KINDS if code in kinds), None)
    if found is None:
        raise ValidationError(
            _("This congress's catalogue of duties has no kind for contacts with deputies.")
        )
    return found


def set_quota(congress, number, *, by):
    """Set how many deputies each member keeps in touch with (设定联系人数)."""
    if not can_keep_links(by, congress):
        raise PermissionDenied
    row, _new = ContactQuota.objects.update_or_create(
        congress=congress, defaults={"per_member": number}
    )
    log(instance=congress, action="performance.contact_quota", user=by, data={"number": number})
    return row


@transaction.atomic
def link_deputies(congress, pairs, *, on, by):
    """Link deputies to members from a day on (确定联系代表); all or none.

    `pairs`: (member, deputy) mandates. A pair already linked is left as it is. Raises
    ValidationError for someone not on the standing committee or not in office that day.
    """
    if not can_keep_links(by, congress):
        raise PermissionDenied
    members = members_on(congress, on)
    made = []
    for member, deputy in pairs:
        _check_pair(congress, member, deputy, on, members)
        if ContactLink.objects.filter(member=member, deputy=deputy, ends_on=None).exists():
            continue
        link, new = ContactLink.objects.get_or_create(
            member=member,
            deputy=deputy,
            starts_on=on,
            defaults={"congress": congress, "created_by": by},
        )
        if new:
            made.append(link)
    if made:
        log(instance=congress, action="performance.contact_link", user=by, data={"n": len(made)})
    return made


def _check_pair(congress, member, deputy, on, members):
    if member.pk == deputy.pk:
        raise ValidationError(_("Nobody keeps in touch with themselves. Choose another deputy."))
    if {member.congress_id, deputy.congress_id} != {congress.pk}:
        raise ValidationError(_("Both must be deputies of %(congress)s.") % {"congress": congress})
    if member.pk not in members:
        raise ValidationError(
            _("%(name)s is not on the standing committee on %(day)s."),
            params={"name": member.deputy.name, "day": on},
        )
    for mandate in (member, deputy):
        if not mandate.covers(on):
            raise ValidationError(
                _("%(name)s is not in office on %(day)s."),
                params={"name": mandate.deputy.name, "day": on},
            )


@transaction.atomic
def end_link(link, *, on, by):
    """End a link (解除联系): `on` is the first day it no longer holds. Twice is harmless."""
    link = (
        ContactLink.objects.select_for_update(of=("self",))
        .select_related("congress")
        .get(pk=link.pk)
    )
    if not can_keep_links(by, link.congress):
        raise PermissionDenied
    if link.ends_on is not None:
        return link
    if on <= link.starts_on:
        raise ValidationError(
            _("This link began on %(day)s; end it on a later day."), params={"day": link.starts_on}
        )
    link.ends_on = on
    link.save(update_fields=["ends_on"])
    log(instance=link.congress, action="performance.contact_unlink", user=by)
    return link


@transaction.atomic
def log_contact(member, *, key, on, mode, deputies, topic, by, **told):
    """Log a contact of a member with deputies linked to them (登记联系代表情况).

    `told`: outcome, opinions, follow_up, due_on. The same key again changes nothing; a returned
    one is filled in anew. It counts once the office has confirmed it. Raises ValidationError when
    a deputy is not linked to the member on that day.
    """
    if not can_log_contact(by, member):
        raise PermissionDenied
    deputies = list(deputies)
    _check_linked(member, deputies, on)
    kind = contact_kind(member.congress)
    source = f"{SOURCE}{key}"
    before = DutyRecord.objects.filter(mandate=member, kind=kind, source=source).first()
    if before and before.status != DutyRecord.Status.RETURNED:
        return before.contact_log
    record = submit_record(
        member,
        kind=kind,
        on=on,
        title=topic,
        source=source,
        by=by,
        occasion=OCCASION,
        mode=mode,
        level=member.congress.level,
        object_key=f"contact:{key}",
    )
    values = {"on": on, "mode": mode, "topic": topic, **told}
    contact, _new = ContactLog.objects.update_or_create(
        key=key,
        defaults={"congress_id": member.congress_id, "member": member, "record": record, **values},
    )
    contact.deputies.set(deputies)
    return contact


def _check_linked(member, deputies, on):
    if not deputies:
        raise ValidationError(_("Say which deputies were contacted."))
    linked = set(
        ContactLink.objects.filter(member=member, deputy__in=deputies)
        .in_force_on(on)
        .values_list("deputy", flat=True)
    )
    for deputy in deputies:
        if deputy.pk not in linked:
            raise ValidationError(
                _(
                    "%(name)s was not linked to this member on %(day)s. Ask the office to "
                    "link them."
                ),
                params={"name": deputy.deputy.name, "day": on},
            )


@transaction.atomic
def finish_follow_up(contact, *, on, note, by):
    """Say that what was to be followed up is done (办结跟进事项). Done twice is harmless."""
    contact = (
        ContactLog.objects.select_for_update(of=("self",))
        .select_related("member__deputy", "member__congress")
        .get(pk=contact.pk)
    )
    if not can_log_contact(by, contact.member):
        raise PermissionDenied
    if not contact.follow_up:
        raise ValidationError(_("Nothing was left to be followed up."))
    if contact.done_on:
        return contact
    if on < contact.on:
        raise ValidationError(
            _("The contact was on %(day)s; it cannot be followed up before."),
            params={"day": contact.on},
        )
    contact.done_on, contact.done_note = on, note
    contact.save(update_fields=["done_on", "done_note"])
    return contact


def linked_deputies(member, day):
    """The mandates linked to a member on that day, with names."""
    links = ContactLink.objects.filter(member=member).in_force_on(day)
    mandates = Mandate.objects.filter(pk__in=links.values("deputy"))
    return mandates.select_related("deputy", "delegation").order_by("delegation__name", "pk")
