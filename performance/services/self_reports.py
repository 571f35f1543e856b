"""The verb of a self-report (随手记): one duty a deputy tells of, with what it says beside."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import CourseNote, DutyRecord, Gift, HouseholdTalk, Mandate
from ..private_words import refuse_private_numbers
from .campaigns import join_campaign
from .evidence import keep_evidence
from .records import check_inside_mandate, submit_record

LOGGED = "performance.log:"  # names what a deputy logged themselves


@dataclass(frozen=True)
class Told:
    """What a self-report says beside its sentence."""

    households: tuple = ()
    amount_cents: int | None = None
    goods: str = ""
    course: str = ""
    hours: str = ""


def check_day(mandate, on):
    """Raise ValidationError for a day to come, out of office or under suspension (代表法 §61)."""
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come."), code="to_come")
    check_inside_mandate(mandate, on)
    if not Mandate.objects.filter(pk=mandate.pk).not_suspended_on(on).exists():
        raise ValidationError(
            _("%(deputy)s's duties were suspended on %(day)s; nothing can be entered for it."),
            code="suspended",
            params={"deputy": mandate.deputy.name, "day": on},
        )


@transaction.atomic
def report_duty(mandate, offer, *, on, title, key, by, place="", mode="", told=None):
    """Report a duty of one's own (随手记); it waits until the office confirms it.

    The same key sent again gives back the record already there, unless it was returned: then it is
    filled in anew. Returns (record, whether anything was written). Raises ValidationError for a day
    that cannot be, or words holding a number that names somebody.
    """
    told = told or Told()
    for words in (title, place, told.goods, told.course, told.hours):
        refuse_private_numbers(words)
    source = f"{LOGGED}{key}"
    there = DutyRecord.objects.filter(mandate=mandate, source=source).select_related("kind").first()
    if there and there.status != DutyRecord.Status.RETURNED:
        return there, False
    check_day(mandate, on)
    record = submit_record(
        mandate,
        kind=there.kind if there else offer.kind,
        on=on,
        title=title,
        place=place,
        occasion=offer.duty.code,
        mode=mode or offer.duty.mode,
        source=source,
        by=by,
    )
    _write_beside(record, told)
    return record, True


@transaction.atomic
def report_with_photo(mandate, offer, *, photo=None, action=None, by, **said):
    """Report a duty with its photo and its part in a campaign; all or nothing.

    `action`: the campaign's action it was done under, if any; what was donated goes there too, so
    that nobody types it twice. Sent again, neither is kept twice.
    """
    record, written = report_duty(mandate, offer, by=by, **said)
    waiting = record.status == DutyRecord.Status.SUBMITTED
    if photo and waiting:
        keep_evidence(record, photo, by=by)
    if action and waiting:
        told = said.get("told") or Told()
        join_campaign([record], action, by=by, cents=told.amount_cents or 0, goods=told.goods)
    return record, written


def _write_beside(record, told):
    """Set what the record says beside its sentence to exactly this; a refill says it anew."""
    record.household_talks.exclude(household__in=told.households).delete()
    for household in told.households:
        HouseholdTalk.objects.get_or_create(record=record, household=household)
    if told.amount_cents or told.goods:
        values = {"amount_cents": told.amount_cents or None, "goods": told.goods}
        Gift.objects.update_or_create(record=record, defaults=values)
    if told.course or told.hours:
        values = {"course": told.course, "hours": told.hours}
        CourseNote.objects.update_or_create(record=record, defaults=values)
