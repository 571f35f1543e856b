"""Who may open what: the record."""

from datetime import date

from .rows import Row, only


def an_activity_draft(cast):
    """A morning's meeting of the whole congress that Clerk Gao is preparing."""
    from performance.models import DutyKind
    from performance.services.activities import create_activity

    activity = create_activity(
        cast.county,
        term=cast.term,
        kind=DutyKind.objects.get(catalogue="zhushan", code="meeting"),
        occasion="plenary",
        title="第五次会议",
        sittings=[(date(2026, 3, 3), "morning")],
        by=cast.gao,
    )
    return (activity.pk,)


def an_open_sheet(cast):
    """The same, announced: everyone has a line."""
    from performance.models import Activity
    from performance.services.activities import publish_activity

    [pk] = an_activity_draft(cast)
    publish_activity(Activity.objects.get(pk=pk), by=cast.gao)
    return (pk,)


def a_closed_line(cast):
    """Deputy Lin's line on the same sheet, closed."""
    from performance.models import Activity, Attendance
    from performance.services.activities import close_activity
    from performance.services.attendance import mark_attendance

    [pk] = an_open_sheet(cast)
    activity = Activity.objects.get(pk=pk)
    lines = Attendance.objects.filter(sitting__activity=activity)
    mark_attendance(activity, {line.pk: (None, "present") for line in lines}, by=cast.gao)
    close_activity(activity, by=cast.gao)
    return (pk, lines.get(mandate=cast.lin_mandate).pk)


def a_visit(cast):
    """A visit Deputy Lin logged, waiting to be confirmed."""
    from performance.models import DutyKind
    from performance.services.records import submit_record

    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")
    source = f"performance.log:{1:032x}"
    values = {"kind": kind, "on": date(2026, 3, 3), "title": "走访两户", "source": source}
    return (submit_record(cast.lin_mandate, by=cast.lin, **values).pk,)


def lins_volume(cast):
    return (cast.lin_mandate.pk,)


KEEPERS, READERS = "gao tang", "gao tang xie jin"
# Clerk Bai keeps another county's record: its lists are open to them, this county's pages are not.
READS_LISTS = only(READERS + " bai", else_=404)
KEEPS_LISTS = only(KEEPERS + " bai", else_=404, xie=403, jin=403)
READS = only(READERS, else_=404)
KEEPS = only(KEEPERS, else_=404, xie=403, jin=403)
MOVES = only(KEEPERS, 302, else_=404, xie=403, jin=403)
REASON = {"reason": "暴雨"}

ROWS = [
    Row("performance:my-dossier", only("lin zhao", else_=404)),
    Row("performance:my-dossier", only("lin", else_=404), at=lins_volume),
    Row("performance:my-entries", only("lin", else_=404), at=lins_volume),
    Row("performance:my-print", only("lin", else_=404), at=lins_volume),
    Row("performance:activities", READS_LISTS),
    Row("performance:activity-new", KEEPS_LISTS),
    Row("performance:activity", READS, at=an_activity_draft),
    Row("performance:activity", READS, at=an_open_sheet),
    Row("performance:activity", KEEPS | {"gao": 422, "tang": 422}, at=an_open_sheet, post={}),
    Row("performance:activity-edit", KEEPS, at=an_activity_draft),
    Row("performance:activity-publish", MOVES, at=an_activity_draft, post={}),
    Row("performance:activity-call-up", MOVES, at=an_open_sheet, post={}),
    Row("performance:activity-invite", MOVES, at=an_open_sheet, post={"who": "19001"}),
    Row("performance:activity-close", MOVES, at=an_open_sheet, post={}),
    Row("performance:activity-cancel", KEEPS, at=an_open_sheet),
    Row("performance:activity-cancel", MOVES, at=an_open_sheet, post=REASON),
    Row("performance:line-correct", KEEPS, at=a_closed_line),
    Row(
        "performance:line-correct",
        MOVES,
        at=a_closed_line,
        post={"mark": "absent", "was": "present", "reason": "代签"},
    ),
    Row("performance:confirm-queue", KEEPS_LISTS),
    Row("performance:confirm-queue", MOVES | {"bai": 302}, post={}),
    Row("performance:record-return", KEEPS, at=a_visit),
    Row("performance:record-return", MOVES, at=a_visit, post=REASON),
    Row("performance:deputies", READS_LISTS),
    Row("performance:deputies-xlsx", READS_LISTS),
    Row("performance:desk-dossier", READS, at=lins_volume),
    Row("performance:desk-entries", READS, at=lins_volume),
    Row("performance:desk-print", READS, at=lins_volume),
]
