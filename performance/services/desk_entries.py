"""The verb of a desk entry (代为登记): one duty of several deputies, entered once by an office.

Every participant gets a submitted record of their own; all bear the same source and object, so the
same entry sent twice makes nothing new and scoring sees one event. Someone else confirms.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.models import Role
from foundation.postings import scope_ids

from ..models import Congress, DutyRecord, Mandate
from ..permissions import RECORD_KEEPERS, can_submit_record
from ..private_words import refuse_private_numbers
from ..querysets import congresses_read_by
from .records import retract_record, submit_record, submit_records

ENTERED = "performance.desk:"  # names what an office entered for deputies
Status = DutyRecord.Status


def may_be_entered_by(user):
    """The mandates this person may enter duties for: kept congresses, own delegations."""
    return Mandate.objects.filter(
        Q(congress__in=scope_ids(user, "congress", RECORD_KEEPERS))
        | Q(delegation__in=scope_ids(user, "delegation", {Role.TOWN_CLERK}))
    )


def congresses_entered_by(user):
    """The congresses this person may enter duties in, whether or not anyone is in office there."""
    return Congress.objects.filter(
        Q(pk__in=scope_ids(user, "congress", RECORD_KEEPERS))
        | Q(groups__in=scope_ids(user, "delegation", {Role.TOWN_CLERK}))
    ).distinct()


def entries_seen_by(user):
    """Records offices entered: those this person entered, or whose congress they read."""
    if not user.is_authenticated:
        return DutyRecord.objects.none()
    return DutyRecord.objects.filter(source__startswith=ENTERED).filter(
        Q(submitted_by=user, mandate__in=may_be_entered_by(user))
        | Q(congress__in=congresses_read_by(user))
    )


@transaction.atomic
def enter_duty(offer, mandates, *, on, title, place, key, by):
    """Enter a duty for these deputies (代为登记). Returns the records that are new.

    All or none: raises ValidationError naming everyone the day does not fit, PermissionDenied when
    one of them is not this person's to enter for.
    """
    for words in (title, place):
        refuse_private_numbers(words)
    if not mandates:
        raise ValidationError(_("Tick who took part."), code="nobody")
    if not all(can_submit_record(by, mandate) for mandate in mandates):
        raise PermissionDenied
    check_day_of_all(mandates, on)
    source = f"{ENTERED}{key}"
    there = DutyRecord.objects.filter(source=source, mandate__in=mandates)
    done = set(there.values_list("mandate", flat=True))
    records = [
        DutyRecord(
            congress_id=mandate.congress_id,
            mandate=mandate,
            kind=offer.kind,
            on=on,
            title=title,
            place=place,
            occasion=offer.duty.code,
            mode=offer.duty.mode,
            object_key=f"event:{key}",
            source=source,
        )
        for mandate in mandates
        if mandate.pk not in done
    ]
    return submit_records(records, by=by)


def check_day_of_all(mandates, on):
    """Raise one ValidationError naming everyone out of office or suspended on that day."""
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come."), code="to_come")
    keys = [mandate.pk for mandate in mandates]
    fit = set(
        Mandate.objects.filter(pk__in=keys)
        .in_office_on(on)
        .not_suspended_on(on)
        .values_list("pk", flat=True)
    )
    unfit = [mandate.deputy.name for mandate in mandates if mandate.pk not in fit]
    if unfit:
        raise ValidationError(
            _("On %(day)s these were not in office, or suspended: %(names)s. Untick them."),
            code="unfit",
            params={"day": on, "names": "、".join(unfit[:10])},
        )


@transaction.atomic
def enter_again(records, *, on, title, place, by):
    """Fill the returned records of an entry in anew (重新填报); the others stay as they are."""
    for words in (title, place):
        refuse_private_numbers(words)
    returned = [record for record in records if record.status == Status.RETURNED]
    if not returned:
        raise ValidationError(_("None of these records is returned any more."))
    check_day_of_all([record.mandate for record in returned], on)
    for record in returned:
        submit_record(
            record.mandate,
            kind=record.kind,
            on=on,
            title=title,
            place=place,
            source=record.source,
            by=by,
        )
    return returned


@transaction.atomic
def take_back_entry(records, *, by, reason):
    """Take records of an entry back before they are confirmed; all or none."""
    open_records = [r for r in records if r.status in {Status.SUBMITTED, Status.RETURNED}]
    if not open_records:
        raise ValidationError(_("Only a record not yet confirmed can be taken back."))
    for record in open_records:
        retract_record(record, by=by, reason=reason)
    return open_records


@dataclass(frozen=True)
class DeskEntry:
    """One entry of an office: what it was and how it stands with each who took part."""

    key: UUID
    records: tuple

    @property
    def first(self):
        return self.records[0]

    def standing(self, status):
        return sum(record.status == status for record in self.records)

    @property
    def waiting(self):
        return self.standing(Status.SUBMITTED)

    @property
    def returned(self):
        return self.standing(Status.RETURNED)

    @property
    def confirmed(self):
        return self.standing(Status.CONFIRMED)

    @property
    def withdrawn(self):
        return self.standing(Status.WITHDRAWN)


def grouped(records):
    """Records gathered by the entry they were made in, in the order they come."""
    found = {}
    for record in records:
        found.setdefault(record.source.removeprefix(ENTERED), []).append(record)
    return [DeskEntry(UUID(key), tuple(rows)) for key, rows in found.items()]
