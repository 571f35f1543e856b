"""Checking in by the code on the screen (扫码签到): read the code, keep the scan, mark the line."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..check_in_codes import LIFE, find_typed, read_code, step_at
from ..check_in_flags import CURED_BY_A_NEW_SCAN, flags_against
from ..models import Activity, ActivityPartner, Attendance, CheckIn, Mandate, Sitting
from ..proofs import timed_proof
from ..sitting_times import KEPT_AT_MOST, LATE_AFTER
from .attendance import mark_line
from .calling import locked_activity

State = CheckIn.State
Method = CheckIn.Method
Status = Attendance.Status


def read_scan(text, *, now, later=False):
    """What a scanned or typed code says, if it is in force now. Writes nothing.

    `later`: it was read without network and is sent now; then any step of the sitting's time for
    check-in will do, at most 12 hours old. Returns (sitting, signed). Raises ValidationError
    saying what happened and what to do.
    """
    signed = read_code(settings.SECRET_KEY, text) or _typed(text, now, back=KEPT_AT_MOST)
    if signed is None:
        raise ValidationError(
            _("This is not a code of a check-in screen here. Scan the code on the screen again."),
            code="not_a_code",
        )
    sitting = Sitting.objects.select_related("activity__congress").filter(pk=signed.sitting).first()
    if sitting is None:
        raise ValidationError(
            _("This is not a code of a check-in screen here. Scan the code on the screen again."),
            code="not_a_code",
        )
    _check_open(sitting.activity)
    if signed.is_current(now):
        return sitting, signed
    shown = timezone.localtime(signed.shown_at)
    if not later or signed.shown_at > now:
        raise ValidationError(
            _(
                "This code was on the screen at %(at)s and holds for %(life)s seconds only. Scan "
                "the code that is on the screen now."
            )
            % {"at": f"{shown:%Y-%m-%d %H:%M:%S}", "life": LIFE},
            code="expired",
        )
    if now - signed.shown_at > KEPT_AT_MOST:
        raise ValidationError(
            _(
                "This code was read at %(at)s, more than %(hours)s hours ago. Tell the officer; "
                "they can mark you on the sheet."
            )
            % {"at": f"{shown:%Y-%m-%d %H:%M}", "hours": KEPT_AT_MOST // timedelta(hours=1)},
            code="kept_too_long",
        )
    if not sitting.check_in_opens_at <= signed.shown_at < sitting.span[1]:
        raise ValidationError(
            _(
                "This code was read at %(at)s, outside the time for check-in. Tell the officer; "
                "they can mark you on the sheet."
            )
            % {"at": f"{shown:%Y-%m-%d %H:%M}"},
            code="outside_times",
        )
    return sitting, signed


def _typed(text, now, *, back):
    """A short code, looked for on every screen of these days, the newest step first."""
    today = timezone.localdate(now)
    days = [today + timedelta(days=days) for days in (-1, 0, 1)]
    sittings = Sitting.objects.filter(on__in=days, activity__status=Activity.Status.PUBLISHED)
    keys = list(sittings.values_list("pk", flat=True))
    newest = step_at(now)
    oldest = step_at(now - back) - 1
    return find_typed(settings.SECRET_KEY, text, keys, range(newest, oldest, -1))


def _check_open(activity):
    if activity.status != Activity.Status.PUBLISHED:
        raise ValidationError(
            _(
                "The sheet of “%(title)s” is no longer open. If you were there, tell the officer; "
                "they can correct your line."
            )
            % {"title": activity.title},
            code="closed",
        )


def mandates_for(user, sitting):
    """The mandates a person checks in with: those called, else theirs in a congress that holds it.

    Raises ValidationError for someone who sits in another congress.
    """
    own = Mandate.objects.filter(deputy__user=user).select_related("deputy", "congress")
    called = list(own.filter(attendances__sitting=sitting).order_by("-starts_on"))
    if called:
        return called
    activity = sitting.activity
    partners = ActivityPartner.objects.filter(activity=activity).exclude(joined_by=None)
    congresses = [activity.congress_id, *partners.values_list("congress", flat=True)]
    there = list(own.filter(congress__in=congresses).order_by("-starts_on"))
    if not there:
        raise ValidationError(
            _(
                "“%(title)s” is a meeting of %(congress)s, in which you hold no mandate. Ask the "
                "officer at the door."
            )
            % {"title": activity.title, "congress": activity.congress},
            code="other_congress",
        )
    return [next((m for m in there if m.covers(sitting.on)), there[0])]


@transaction.atomic
def check_in(sitting, signed, *, by, seen_at, device, nonce, device_at=None):
    """Check a deputy in (签到). A clean scan marks the line at once; a flagged one waits.

    `seen_at`: when the server saw the code; `device_at`: the phone's own time where the code was
    kept there first. Safe to repeat: one row per sitting and mandate. Only a scan that cures what
    an earlier one was flagged for takes its place. Whoever is called in two mandates at once is
    checked in for both. Returns the check-in as it now stands, one that waits first.
    """
    activity = locked_activity(sitting.activity)
    _check_open(activity)
    sent_later = not signed.is_current(seen_at)
    values = {
        "method": Method.LATE if sent_later else Method.CODE,
        "by": by,
        "at": timezone.now(),
        "shown_at": signed.shown_at if sent_later else seen_at,
        "device_at": device_at,
        "device": device,
        "nonce": nonce,
        "decided_by": None,
        "decided_at": None,
        "decision": "",
    }
    rows = [_check_in_mandate(sitting, mandate, values) for mandate in mandates_for(by, sitting)]
    return next((row for row in rows if row.state == State.WAITING), rows[0])


def _check_in_mandate(sitting, mandate, values):
    line = Attendance.objects.filter(sitting=sitting, mandate=mandate).first()
    flags = flags_against(
        sitting,
        mandate,
        line,
        device=values["device"],
        came_at=values["shown_at"],
        sent_later=values["method"] == Method.LATE,
    )
    state = State.WAITING if flags else State.COUNTED
    values = {**values, "state": state, "reasons": flags}
    row, created = CheckIn.objects.get_or_create(sitting=sitting, mandate=mandate, defaults=values)
    if not created:
        if not _gives_way(row, flags):
            return row
        CheckIn.objects.filter(pk=row.pk, state=row.state).update(**values)
        row.refresh_from_db()
    if row.state == State.COUNTED:
        proof = timed_proof("code", row.came_at)
        mark_from(row, line, sitting, by=values["by"], proof=proof)
    return row


def _gives_way(row, flags):
    """May a new scan take an earlier one's place?"""
    if row.state == State.UNDONE:
        return True
    codes = {flag["code"] for flag in row.reasons}
    return row.state == State.WAITING and not flags and codes <= CURED_BY_A_NEW_SCAN


def mark_from(row, line, sitting, *, by, proof, force=False):
    """Mark the line a check-in is for: present, or late. A line marked meanwhile stays."""
    late = row.came_at > sitting.span[0] + LATE_AFTER and line.obliged == Attendance.Obliged.YES
    mark = {"status": Status.LATE if late else Status.PRESENT, "leave_reason": ""}
    was = None if force else "expected"
    return mark_line(line, mark, by=by, at=row.at, method="code", proof=proof, was=was)


@transaction.atomic
def decide_check_ins(activity, keys, *, accept, by, reason):
    """Accept flagged check-ins, or set them aside (认定签到 / 不予认定), all of them or none.

    Accepting marks the line; someone not called gets one ("came, not obliged"). Deciding the same
    ones again changes nothing. Raises PermissionDenied for one's own, ValidationError without a
    reason and for someone who was not in office.
    """
    from ..permissions import can_decide_check_in

    activity = locked_activity(activity)
    rows = CheckIn.objects.filter(pk__in=keys, sitting__activity=activity).select_related(
        "sitting__activity__congress", "mandate__deputy", "mandate__congress"
    )
    rows = list(rows.order_by("at", "pk"))
    if len(rows) != len(set(keys)) or not rows:
        raise ValidationError(_("Choose check-ins of this activity."))
    if not all(can_decide_check_in(by, row) for row in rows):
        raise PermissionDenied(_("This is about yourself; another keeper must decide it."))
    if not reason.strip():
        raise ValidationError(_("Say why."))
    if accept:
        _check_open(activity)
    now = timezone.now()
    state = State.ACCEPTED if accept else State.DISMISSED
    decided = []
    for row in rows:
        moved = CheckIn.objects.filter(pk=row.pk, state=State.WAITING).update(
            state=state, decided_by=by, decided_at=now, decision=reason.strip()[:300]
        )
        if moved and accept:
            _accept(row, by=by)
        if moved:
            decided.append(row)
    return decided


def _accept(row, *, by):
    from ..check_in_flags import is_suspended

    sitting, mandate = row.sitting, row.mandate
    if not mandate.covers(sitting.on) or is_suspended(mandate, sitting.on):
        raise ValidationError(
            _(
                "%(deputy)s was not in office or was suspended on %(day)s: this check-in can only "
                "be set aside. If the dates are wrong, correct them first."
            )
            % {"deputy": mandate.deputy.name, "day": sitting.on.isoformat()}
        )
    line, _new = Attendance.objects.get_or_create(
        sitting=sitting, mandate=mandate, defaults={"obliged": Attendance.Obliged.NO}
    )
    word = "late" if row.method == Method.LATE else "seen"
    proof = timed_proof(word, row.came_at, by.name)
    mark_from(row, line, sitting, by=by, proof=proof, force=True)
