"""Raising and handling credential flags (代表资格提示). Called when a session's sheet says
something new; people decide, nothing ends by itself."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..credentials import Session, finding
from ..models import Activity, Attendance, CredentialFlag, FlagEvent, Suspension
from ..permissions import can_handle_flag
from ..rates import counts_as
from ..workflow import FLAG_MOVES

Status, Verb = CredentialFlag.Status, FlagEvent.Verb
CHUNK = 500


@transaction.atomic
def review_absences(mandates, *, by):
    """Look at the sessions of these mandates anew; raise, change or clear their flags.

    `mandates`: mandates with `deputy` loaded. Looking twice changes nothing. Returns the flags
    that were raised or changed.
    """
    mandates = {mandate.pk: mandate for mandate in mandates}
    keys = sorted(mandates)
    changed = []
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        lived = sessions_of([mandates[key] for key in some])
        flags = {
            flag.mandate_id: flag
            for flag in CredentialFlag.objects.select_for_update(of=("self",)).filter(
                mandate__in=some
            )
        }
        for key in some:
            flag = _review(mandates[key], finding(lived[key]), flags.get(key), by)
            if flag:
                changed.append(flag)
    return changed


def review_session(activity, *, by):
    """After a session's sheet closed: look at everyone on it who missed part of it."""
    if activity.occasion != Activity.Occasion.PLENARY:
        return []
    lines = Attendance.objects.filter(sitting__activity=activity).select_related("mandate__deputy")
    return review_absences({line.mandate for line in lines}, by=by)


def sessions_of(mandates):
    """{mandate key: the closed sessions of its own congress}, as each deputy lived them."""
    by_key = {mandate.pk: mandate for mandate in mandates}
    suspended = defaultdict(list)
    for span in Suspension.objects.filter(mandate__in=by_key):
        suspended[span.mandate_id].append((span.starts_on, span.ends_on))
    lines = Attendance.objects.filter(
        mandate__in=by_key,
        sitting__activity__occasion=Activity.Occasion.PLENARY,
        sitting__activity__status=Activity.Status.CLOSED,
        sitting__activity__congress=F("mandate__congress"),
    )
    seen = defaultdict(list)
    for mandate, activity, title, on, obliged, status in lines.values_list(
        "mandate",
        "sitting__activity",
        "sitting__activity__title",
        "sitting__on",
        "obliged",
        "status",
    ):
        away = any(a <= on and (b is None or on < b) for a, b in suspended[mandate])
        count = counts_as(obliged, status, in_office=by_key[mandate].covers(on), suspended=away)
        seen[mandate, activity, title].append((on, count))
    found = defaultdict(list)
    for (mandate, activity, title), half_days in seen.items():
        days = [on for on, _count in half_days]
        counts = tuple(count for _on, count in half_days)
        found[mandate].append(Session(activity, title, min(days), max(days), counts))
    return found


def flags_to_end_by(mandate):
    """The flags of a mandate whose absences still stand and were not found without ground."""
    flags = CredentialFlag.objects.filter(mandate=mandate, holds=True)
    return flags.exclude(status=Status.NO_GROUND)


@transaction.atomic
def handle_flag(flag, to, *, by, reason=""):
    """Note a flag, send it to the credentials committee, or find no ground (with a reason)."""
    flag = (
        CredentialFlag.objects.select_for_update(of=("self",))
        .select_related("mandate__deputy", "mandate__congress")
        .get(pk=flag.pk)
    )
    if not can_handle_flag(by, flag):
        raise PermissionDenied
    if flag.status == to:
        return flag
    if to not in FLAG_MOVES[flag.status]:
        raise ValidationError(_("Someone else has just dealt with this flag; look at it again."))
    if not reason.strip() and to == Status.NO_GROUND:
        raise ValidationError(_("Say why."))
    _move(flag, to)
    _event(flag, to, by, reason=reason.strip())
    log(instance=flag, action="performance.flag", user=by, data={"status": str(to)})
    return flag


def _review(mandate, found, flag, by):
    absent, partly = _plain(found.absent), _plain(found.partly)
    if flag is None:
        if not found.holds:
            return None
        flag = CredentialFlag.objects.create(
            mandate=mandate,
            sessions=absent,
            partly=partly,
            consecutive=found.consecutive,
            raised_at=timezone.now(),
        )
        _event(flag, Verb.RAISED, by)
        return flag
    if flag.sessions == absent and flag.partly == partly and flag.holds == found.holds:
        return None
    fresh = {s["activity"] for s in absent} - {s["activity"] for s in flag.sessions}
    gone = flag.holds and not found.holds
    flag.sessions, flag.partly = absent, partly
    flag.consecutive, flag.holds = found.consecutive, found.holds
    flag.save(update_fields=["sessions", "partly", "consecutive", "holds"])
    _event(flag, Verb.GONE if gone else Verb.CHANGED, by)
    if found.holds and fresh and flag.status in {Status.NOTED, Status.NO_GROUND}:
        _move(flag, Status.RAISED)  # a further absence is a new question
    return flag


def _plain(sessions):
    return [
        {
            "activity": session.key,
            "title": session.title,
            "first": session.first.isoformat(),
            "last": session.last.isoformat(),
        }
        for session in sessions
    ]


def _event(flag, verb, by, reason=""):
    return FlagEvent.objects.create(
        flag=flag,
        verb=verb,
        by=by,
        at=timezone.now(),
        reason=reason,
        sessions=flag.sessions,
    )


def _move(flag, to):
    """The one place a flag's status changes; refuses when someone else moved it first."""
    moved = CredentialFlag.objects.filter(pk=flag.pk, status=flag.status).update(status=to)
    if moved != 1:
        raise ValidationError(_("Someone else has just dealt with this flag; look at it again."))
    flag.status = to
