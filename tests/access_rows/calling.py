"""Who may open what: being called, leave."""

from datetime import timedelta

from django.utils import timezone

from .rows import Row, only

HALF_DAY = "morning"


def a_call(cast):
    """An inspection next week to which everyone is called."""
    from performance.models import DutyKind
    from performance.services.activities import create_activity, publish_activity

    activity = create_activity(
        cast.county,
        term=cast.term,
        kind=DutyKind.objects.get(catalogue="zhushan", code="inspection"),
        occasion="inspection",
        title="饮水安全视察",
        sittings=[(timezone.localdate() + timedelta(days=6), HALF_DAY)],
        by=cast.gao,
    )
    return (publish_activity(activity, by=cast.gao).pk,)


def lins_leave(cast):
    """The same, and Lin asks for leave; Zhao heads her delegation."""
    from foundation.models import Role
    from performance.models import Activity, Attendance
    from performance.services.leave import ask_leave

    from ..cast import post

    [pk] = a_call(cast)
    lines = Attendance.objects.filter(sitting__activity=pk, mandate=cast.lin_mandate)
    post(cast.zhao, Role.DELEGATION_HEAD, "delegation", cast.delegation)
    activity = Activity.objects.get(pk=pk)
    leave = ask_leave(activity, cast.lin_mandate, lines, reason="work", key="1" * 32, by=cast.lin)
    return (leave.pk,)


def nothing_but_lins_leave(cast):
    lins_leave(cast)
    return ()


# Zhao heads the delegation in rows made by `lins_leave`. Gao keeps the record and only reads leave.
DESK = "gao tang bai"
READERS_REFUSED = {"xie": 403, "jin": 403}
DECIDES = only("tang zhao", else_=404, gao=403, **READERS_REFUSED)
ROWS = [
    Row("performance:my-duties", only("lin zhao", else_=404)),
    Row("performance:my-duty", only("lin zhao", else_=404), at=a_call),
    Row("performance:duty-reply", only("lin zhao", 302, else_=404), at=a_call, post={}),
    Row("performance:duty-leave", only("lin zhao", else_=404), at=a_call),
    Row("performance:duty-leave", only("lin zhao", 422, else_=404), at=a_call, post={}),
    Row("performance:leave-withdraw", only("lin", 302, else_=404), at=lins_leave, post={}),
    Row("performance:leave-queue", only(DESK, else_=404, **READERS_REFUSED)),
    Row(
        "performance:leave-queue",
        only(DESK + " zhao", else_=404, **READERS_REFUSED),
        at=nothing_but_lins_leave,
    ),
    Row("performance:leave-rules", only(DESK, else_=404, **READERS_REFUSED)),
    Row(
        "performance:leave-rules",
        only(DESK, 302, else_=404, **READERS_REFUSED),
        post={"session": "1", "other": "2"},
    ),
    Row(
        "performance:leave-approve",
        DECIDES | {"tang": 302, "zhao": 302},
        at=lins_leave,
        post={},
    ),
    Row("performance:leave-refuse", DECIDES, at=lins_leave),
    Row(
        "performance:leave-refuse",
        DECIDES | {"tang": 302, "zhao": 302},
        at=lins_leave,
        post={"reason": "表决需到会"},
    ),
]


def a_closed_inspection(cast):
    """An inspection of last month, its sheet closed."""
    from performance.models import Activity, Attendance, DutyKind
    from performance.services.activities import close_activity, create_activity, publish_activity
    from performance.services.attendance import mark_attendance

    activity = create_activity(
        cast.county,
        term=cast.term,
        kind=DutyKind.objects.get(catalogue="zhushan", code="inspection"),
        occasion="inspection",
        title="饮水安全视察",
        sittings=[(timezone.localdate() - timedelta(days=30), HALF_DAY)],
        by=cast.gao,
    )
    publish_activity(activity, by=cast.gao)
    lines = Attendance.objects.filter(sitting__activity=activity)
    mark_attendance(activity, {line.pk: (None, "present") for line in lines}, by=cast.gao)
    close_activity(Activity.objects.get(pk=activity.pk), by=cast.gao)
    return (activity.pk,)


def a_report(cast):
    """A report of it, sent on."""
    from performance.models import Activity
    from performance.services.summaries import forward_report

    [pk] = a_closed_inspection(cast)
    report = forward_report(
        Activity.objects.get(pk=pk),
        title="视察报告",
        sent_to="县水利局",
        sent_on=timezone.localdate(),
        by=cast.gao,
    )
    return (pk, report.pk)


def an_invitation(cast):
    """Clerk Gao asks Clerk Bai's county to hold an inspection together."""
    from performance.models import Activity
    from performance.services.joint import ask_partner

    [pk] = a_call(cast)
    return (pk, ask_partner(Activity.objects.get(pk=pk), cast.other_county, by=cast.gao).pk)


def a_flag(cast):
    """A flag about Lin."""
    from performance.models import CredentialFlag

    flag = CredentialFlag.objects.create(
        mandate=cast.lin_mandate,
        raised_at=timezone.now(),
        sessions=[
            {"activity": 1, "title": "会议", "first": "2024-01-10", "last": "2024-01-12"},
            {"activity": 2, "title": "会议", "first": "2025-01-10", "last": "2025-01-12"},
        ],
    )
    return (flag.pk,)


KEEPS = only("gao tang", else_=404, **READERS_REFUSED)
SUMMED = {"text": "形成报告", "problems": "2", "credit": ""}
REPORT = {"title": "报告", "sent_to": "县水利局", "sent_on": "2026-03-03"}
ROWS += [
    Row("performance:activity-summary", KEEPS, at=a_closed_inspection),
    Row(
        "performance:activity-summary",
        KEEPS | {"gao": 302, "tang": 302},
        at=a_closed_inspection,
        post=SUMMED,
    ),
    Row("performance:activity-report", KEEPS, at=a_closed_inspection),
    Row(
        "performance:activity-report",
        KEEPS | {"gao": 302, "tang": 302},
        at=a_closed_inspection,
        post=REPORT,
    ),
    Row("performance:activity-report-edit", KEEPS, at=a_report),
    Row("performance:activity-partner", KEEPS | {"gao": 302, "tang": 302}, at=a_call, post={}),
    Row(
        "performance:activity-join",
        only("bai", else_=404, gao=403, tang=403, **READERS_REFUSED),
        at=an_invitation,
    ),
    Row("performance:flags", only("gao tang xie bai", else_=404, jin=403)),
    Row("performance:flag", only("gao tang xie", else_=404, jin=403), at=a_flag),
    Row(
        "performance:flag",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_flag,
        post={"to": "noted"},
    ),
    Row("performance:my-duties", only("lin zhao", else_=404), at=lambda cast: a_flag(cast)[:0]),
]
