"""Writing a judged register: meetings closed, attendances marked, duty records attested.

Everything a register writes goes the way of a sheet closed on the desk: the attendance, the record
made from it, the chained event. A changed mark withdraws the old record and attests a new one.
"""

from collections import defaultdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.bulk import insert_rows, quick

from ..models import (
    Activity,
    Attendance,
    DeputyGroup,
    DutyKind,
    DutyRecord,
    Mandate,
    Outcome,
    Sitting,
)
from ..services.attendance import attendance_source, records_from
from ..services.credentials import review_absences
from ..services.records import (
    announce,
    record_attested,
    retract_record,
    submit_records,
    withdraw_records,
)
from .meetings import meeting_title

CHUNK = 5000


def apply_register(plan, congress, *, by, job):
    """Write the plan. Returns what a take-back needs."""
    now = timezone.now()
    kind = DutyKind.objects.of(congress).get(code="meeting")
    groups, activities = _meetings(plan, congress, kind, by, now)
    sittings, new_sittings = _sittings(plan, activities)
    pks, make = [], quick(Attendance)
    for start in range(0, len(plan["new"]), CHUNK):
        batch = [
            make(
                sitting_id=sittings[place].pk,
                mandate_id=mandate,
                status=status,
                obliged=obliged,
                leave_reason=reason,
                recorded_by_id=by.pk,
                recorded_at=now,
                method="import",
            )
            for place, mandate, status, obliged, reason in plan["new"][start : start + CHUNK]
        ]
        for attendance, (place, *_rest) in zip(
            batch, plan["new"][start : start + CHUNK], strict=True
        ):
            attendance._state.fields_cache["sitting"] = sittings[place]
        insert_rows(batch)
        pks += [attendance.pk for attendance in batch]
        _write_records(records_from(batch), kind, by, fresh=True)
    reason = _("Corrected by the import of %(file)s.") % {"file": job.file_name}
    change_marks(
        [(pk, new) for pk, _mandate, _was, new in plan["changed"]], by=by, at=now, reason=reason
    )
    touched = {entry[1] for entry in plan["new"]} | {entry[1] for entry in plan["changed"]}
    announce(touched)
    _review_sessions(congress, touched, by)
    return {
        "at": now.isoformat(),
        "attendances": pks,
        "changed": plan["changed"],
        "sittings": new_sittings,
        "activities": [a.pk for a, new in activities if new],
        "groups": groups,
    }


def _review_sessions(congress, touched, by):
    """Sessions missed without leave may be among what the register says."""
    mandates = Mandate.objects.filter(congress=congress).select_related("deputy")
    review_absences([mandate for mandate in mandates if mandate.pk in touched], by=by)


def _write_records(records, kind, by, *, fresh=False):
    """Attest the records, or leave them to a second person where the congress works so."""
    if kind.attestation == DutyKind.Attestation.EVENT:
        record_attested(records, by=by, announced=False, fresh=fresh)
    else:
        submit_records(records, by=by)


def _meetings(plan, congress, kind, by, now):
    """The plan's activities, existing or added: ([keys of new groups], [(activity, new?)])."""
    existing = Activity.objects.select_related("kind").in_bulk(
        [meeting["pk"] for meeting in plan["meetings"] if meeting["pk"]]
    )
    groups, new_groups, activities, fresh = {}, [], [], []
    for meeting in plan["meetings"]:
        if meeting["pk"]:
            activities.append((existing[meeting["pk"]], False))
            continue
        group_id = meeting["group"]
        body, number, first = meeting["body"], meeting["number"], meeting["first"]
        if not meeting["plenary"] and group_id is None:
            if body not in groups:
                group, new = DeputyGroup.objects.get_or_create(
                    congress=congress, kind=DeputyGroup.Kind.COMMITTEE, name=body
                )
                groups[body] = group.pk
                if new:
                    new_groups.append(group.pk)
            group_id = groups[body]
        owner = f"plenary:{body}" if meeting["plenary"] else f"g{group_id}"
        activity = Activity(
            congress=congress,
            term_id=meeting["term"],
            kind=kind,
            occasion=_occasion(body, meeting["plenary"]),
            group_id=group_id,
            title=meeting_title(body, number, first)[:160],
            number=number,
            starts_on=date.fromisoformat(first),
            status=Activity.Status.CLOSED,
            source=f"register:{owner}#{number}@{first}"[:160],
            created_by=by,
            closed_by=by,
            closed_at=now,
        )
        fresh.append(activity)
        activities.append((activity, True))
    insert_rows(fresh)
    return new_groups, activities


def _occasion(body, plenary):
    if plenary:
        return Activity.Occasion.PLENARY
    if "常务委员会" in body or "常委会" in body:
        return Activity.Occasion.STANDING_COMMITTEE
    return Activity.Occasion.COMMITTEE_MEETING


def _sittings(plan, activities):
    """The plan's sittings, existing or added: ([sitting], [keys of new ones])."""
    existing = Sitting.objects.in_bulk([entry[1] for entry in plan["sittings"] if entry[1]])
    sittings, fresh = [], []
    for meeting, pk, on, half_day, times in plan["sittings"]:
        activity = activities[meeting][0]
        if pk:
            sitting = existing[pk]
            sitting.activity = activity
        else:
            sitting = Sitting(
                activity=activity, on=date.fromisoformat(on), half_day=half_day, times=times
            )
            fresh.append(sitting)
        sittings.append(sitting)
    insert_rows(fresh)
    return sittings, [sitting.pk for sitting in fresh]


def change_marks(changes, *, by, at, reason):
    """Give attendances other marks: (key, [status, obliged, reason for leave]) each.

    The confirmed record of the old mark is withdrawn, saying why; the new mark's is attested.
    """
    for start in range(0, len(changes), 500):
        marks = dict(changes[start : start + 500])
        rows = list(
            Attendance.objects.filter(pk__in=marks).select_related("sitting__activity__kind")
        )
        revisions = defaultdict(int)
        confirmed = []
        for pk, revision, record in _records_of(rows):
            revisions[pk] = max(revisions[pk], revision)
            if record.status == DutyRecord.Status.CONFIRMED:
                confirmed.append(record)
            elif record.status != DutyRecord.Status.WITHDRAWN:
                retract_record(record, by=by, reason=reason)
        withdraw_records(confirmed, by=by, reason=reason, announced=False)
        for row in rows:
            row.status, row.obliged, row.leave_reason = marks[row.pk]
            row.recorded_by, row.recorded_at, row.method, row.proof = by, at, "import", ""
        fields = ["status", "obliged", "leave_reason", "recorded_by", "recorded_at"]
        fields += ["method", "proof"]
        Attendance.objects.bulk_update(rows, fields, batch_size=100)
        for row in rows:
            records = records_from([row], revision=revisions[row.pk] + 1)
            _write_records(records, row.sitting.activity.kind, by)


def _records_of(attendances):
    """(attendance key, revision, record) for every record ever made from these attendances."""
    wanted = {attendance_source(row): row.pk for row in attendances}
    keys = {f"activity:{row.sitting.activity_id}" for row in attendances}
    mandates = {row.mandate_id for row in attendances}
    records = DutyRecord.objects.filter(
        object_key__in=keys, mandate__in=mandates, source__startswith="performance.attendance:"
    )
    for record in records.select_related("congress", "mandate__deputy"):
        base, _r, revision = record.source.partition(":r")
        if base in wanted:
            yield wanted[base], int(revision or 1), record


def take_back_register(undo, congress, *, by, reason):
    """Undo a register: its records are withdrawn, its marks and empty meetings go.

    Raises ValidationError when a mark it wrote has been changed since, or a record of it already
    has an outcome; then nothing is undone.
    """
    at = datetime.fromisoformat(undo["at"])
    written = undo["attendances"] + [entry[0] for entry in undo["changed"]]
    mandates = set()
    for start in range(0, len(written), 500):
        batch = written[start : start + 500]
        rows = Attendance.objects.filter(pk__in=batch)
        if rows.count() != len(batch) or rows.exclude(recorded_at=at).exists():
            other = rows.exclude(recorded_at=at).select_related("mandate__deputy").first()
            raise ValidationError(
                _(
                    "Marks of this import have been changed since (%(name)s among them). Take the "
                    "later change back first; nothing was undone."
                ),
                params={"name": other.mandate.deputy.name if other else "—"},
            )
        mandates.update(rows.values_list("mandate", flat=True))
    text = _("Import taken back: %(reason)s") % {"reason": reason.strip()}
    text = text[:300]
    for start in range(0, len(undo["attendances"]), 500):
        batch = undo["attendances"][start : start + 500]
        _withdraw(batch, by, text)
        Attendance.objects.filter(pk__in=batch).delete()
    change_marks(
        [(pk, was) for pk, _mandate, was, _new in undo["changed"]],
        by=by,
        at=timezone.now(),
        reason=text,
    )
    Sitting.objects.filter(pk__in=undo["sittings"], attendances__isnull=True).delete()
    Activity.objects.filter(pk__in=undo["activities"], sittings__isnull=True).delete()
    DeputyGroup.objects.filter(
        pk__in=undo["groups"],
        activities__isnull=True,
        memberships__isnull=True,
        delegates__isnull=True,
    ).delete()
    announce(mandates)
    _review_sessions(congress, mandates, by)


def _withdraw(attendance_pks, by, reason):
    records = DutyRecord.objects.filter(
        source__in=[f"performance.attendance:{pk}" for pk in attendance_pks],
        status=DutyRecord.Status.CONFIRMED,
    ).select_related("congress", "mandate__deputy")
    records = list(records)
    outcome = Outcome.objects.filter(record__in=[record.pk for record in records]).first()
    if outcome:
        raise ValidationError(
            _("“%(title)s” already has an outcome; nothing was undone."),
            params={"title": outcome.record.title},
        )
    withdraw_records(records, by=by, reason=reason, announced=False)
