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
