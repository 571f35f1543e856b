"""Who is called to an activity (应到人员): whoever a group holds on the day, and the invited."""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.postings import holds

from ..models import Activity, Attendance, Mandate
from ..parties import parties_of
from ..permissions import RECORD_KEEPERS, keeps_part_of

Status = Activity.Status
Obliged = Attendance.Obliged


@transaction.atomic
def call_up(activity, *, by):
    """Bring the lines of an announced activity up to date (补充应到名单).

    Those who came into office or joined the group since get a line; unmarked lines of those who
    left office or are suspended on that day become not obliged. Marked lines stay. Returns how
    many lines were added and how many excused. Calling it twice changes nothing.
    """
    activity = locked_activity(activity)
    if not keeps_part_of(by, activity):
        raise PermissionDenied
    if activity.status != Status.PUBLISHED:
        raise ValidationError(_("Only an announced activity has people to call."))
    return call_everyone(activity)


@transaction.atomic
def invite_deputies(activity, who, *, by):
    """Call more deputies to an announced activity (增加应到人员), all of them or none.

    `who`: names or certificate numbers, one a line or parted by commas. Returns the names now on
    the sheet. Raises ValidationError naming whoever is not found, or found more than once.
    """
    if not keeps_part_of(by, activity):
        raise PermissionDenied
    words = list(dict.fromkeys(word for word in re.split(r"[\s,，、;；]+", who) if word))
    if not words:
        raise ValidationError(_("Write who is called: names or certificate numbers."))
    found = _mandates_of([p for p in parties_of(activity) if _keeps(by, p)])
    found = found.filter(Q(deputy__name__in=words) | Q(certificate_no__in=words))
    by_word = {word: [] for word in words}
    for mandate in found.select_related("deputy"):
        for word in {mandate.deputy.name, mandate.certificate_no} & by_word.keys():
            by_word[word].append(mandate)
    for word, mandates in by_word.items():
        if not mandates:
            raise ValidationError(
                _("No deputy of this term is called “%(word)s” or has that certificate no.")
                % {"word": word}
            )
        if len(mandates) > 1:
            numbers = _(", ").join(mandate.certificate_no for mandate in mandates)
            raise ValidationError(
                _("Several deputies are called “%(word)s”; write the certificate no.: %(numbers)s.")
                % {"word": word, "numbers": numbers}
            )
    mandates = [mandates[0] for mandates in by_word.values()]
    for mandate in mandates:
        invite_deputy(activity, mandate, by=by)
    return [mandate.deputy.name for mandate in mandates]


@transaction.atomic
def invite_deputy(activity, mandate, *, by):
    """Call one more deputy to an announced activity (增加应到人员); returns the lines added."""
    activity = locked_activity(activity)
    if not keeps_part_of(by, activity):
        raise PermissionDenied
    if activity.status != Status.PUBLISHED:
        raise ValidationError(_("Only an announced activity has people to call."))
    if not any(
        p.congress_id == mandate.congress_id and _keeps(by, p) for p in parties_of(activity)
    ):
        raise ValidationError(_("This deputy sits in another congress."))
    present = set(
        Attendance.objects.filter(sitting__activity=activity, mandate=mandate).values_list(
            "sitting_id", flat=True
        )
    )
    obliged = Obliged.YES if activity.mandatory else Obliged.NO
    lines = [
        Attendance(sitting=sitting, mandate=mandate, obliged=obliged)
        for sitting in activity.sittings.all()
        if sitting.pk not in present and mandate.covers(sitting.on)
    ]
    if not lines and not present:
        raise ValidationError(
            _("%(deputy)s is not in office on any of these days.") % {"deputy": mandate.deputy.name}
        )
    return Attendance.objects.bulk_create(lines, ignore_conflicts=True)


def locked_activity(activity):
    """The activity with its row held until the transaction ends."""
    return (
        Activity.objects.select_for_update(of=("self",))
        .select_related("congress", "term", "kind")
        .get(pk=activity.pk)
    )


def call_everyone(activity):
    """One line per person called and half-day; returns (added, excused)."""
    lines = {}
    for line in Attendance.objects.filter(sitting__activity=activity):
        lines[line.sitting_id, line.mandate_id] = line
    obliged = Obliged.YES if activity.mandatory else Obliged.NO
    parties = parties_of(activity)
    in_office, called = {}, {}
    new, excused = [], []
    for sitting in activity.sittings.all():
        if sitting.on not in in_office:
            in_office[sitting.on], called[sitting.on] = set(), set()
            for party in parties:
                mandates = _mandates_of([party])
                able = mandates.in_office_on(sitting.on).not_suspended_on(sitting.on)
                in_office[sitting.on].update(able.values_list("pk", flat=True))
                called[sitting.on] |= _members(able, party, sitting.on)
        for mandate_id in sorted(called[sitting.on]):
            if (sitting.pk, mandate_id) not in lines:
                new.append(Attendance(sitting=sitting, mandate_id=mandate_id, obliged=obliged))
        excused += [
            line.pk
            for (sitting_id, mandate_id), line in lines.items()
            if sitting_id == sitting.pk
            and line.obliged == Obliged.YES
            and line.status == Attendance.Status.EXPECTED
            and mandate_id not in in_office[sitting.on]
        ]
    Attendance.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)
    Attendance.objects.filter(pk__in=excused, status=Attendance.Status.EXPECTED).update(
        obliged=Obliged.NO
    )
    return len(new), len(excused)


def _mandates_of(parties):
    """The mandates these congresses may call, each from the term the activity lies in."""
    theirs = Q(pk__in=[])
    for party in parties:
        theirs |= Q(congress=party.congress_id, term=party.term_id)
    return Mandate.objects.filter(theirs)


def _keeps(user, party):
    return holds(user, RECORD_KEEPERS, "congress", party.congress_id)


def _members(mandates, party, day):
    """Who of these mandates is called on that day by belonging: to the group, or at all."""
    group = party.group
    if party.invited_only:
        return set()
    if group is None:
        return set(mandates.values_list("pk", flat=True))
    belongs = Q(memberships__group=group, memberships__starts_on__lte=day) & (
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gt=day)
    )
    if group.kind == group.Kind.DELEGATION:
        belongs |= Q(delegation=group)
    return set(mandates.filter(belongs).values_list("pk", flat=True))
