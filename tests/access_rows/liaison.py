"""Who may open what: stations."""

from datetime import date

from .rows import Row, everyone, only

# Officer Chen runs the station; Clerk Gao and Head Tang keep it; readers read; others find nothing.
RUNS = "gao tang chen"
READS = "gao tang xie jin chen"


def a_station(cast):
    from ..liaison.scenes import a_rule, a_station

    station = a_station(cast)
    a_rule(station)
    return (station.pk,)


def a_reception_day(cast):
    from ..liaison.scenes import a_reception, a_station

    day = date(2026, 3, 25)
    return (a_reception(a_station(cast), day, cast.lin_mandate).pk,)


def a_slug(cast):
    from ..liaison.scenes import a_station

    return (a_station(cast).slug,)


def a_code(cast):
    from ..liaison.scenes import a_station

    return (a_station(cast).code_token,)


def a_closure(cast):
    from ..liaison.scenes import a_station

    station = a_station(cast)
    closure = station.closures.create(
        starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 5), reason="维修"
    )
    return (station.pk, closure.pk)


def a_service(cast):
    from ..liaison.scenes import a_station

    station = a_station(cast)
    return (station.pk, station.deputies.first().pk)


def a_roster_rule(cast):
    from ..liaison.scenes import a_rule, a_station

    station = a_station(cast)
    return (station.pk, a_rule(station).pk)


def runs(status):
    return only(RUNS, status, else_=404, xie=403, jin=403)


def reads(status=200):
    return only(READS, status, else_=404)


PERIOD = {"first": "2026-03-01", "last": "2026-03-31"}
MOVE = {"move-to": "2026-03-26", "move-starts_at": "09:00", "move-ends_at": "11:00"}
HOURS = {"opening_hours-TOTAL_FORMS": "0", "opening_hours-INITIAL_FORMS": "0"}

ROWS = [
    Row("liaison:code", everyone(302), at=a_code),
    Row("liaison:code-picture", everyone(200), at=a_slug),
    Row("liaison:calendar", everyone(200), at=a_slug),
    Row("liaison:stations", only("gao tang xie jin bai", else_=404)),
    Row("liaison:station-new", only("gao tang", else_=404), at=lambda cast: ("yunling",)),
    Row("liaison:station", reads(), at=a_station),
    Row("liaison:station-edit", runs(200), at=a_station),
    Row("liaison:hours", runs(200), at=a_station),
    Row("liaison:hours", runs(302), at=a_station, post=HOURS),
    Row("liaison:closures", runs(200), at=a_station),
    Row("liaison:closure-remove", runs(302), at=a_closure, post={}),
    Row("liaison:deputies", runs(200), at=a_station),
    Row("liaison:service-end", runs(302), at=a_service, post={}),
    Row("liaison:poster", reads(), at=a_station),
    Row("liaison:code-new", runs(302), at=a_station, post={}),
    Row("liaison:rule-new", runs(200), at=a_station),
    Row("liaison:rule", runs(200), at=a_roster_rule),
    Row("liaison:roster", reads(), at=a_station),
    Row("liaison:roster-generate", runs(302), at=a_station, post=PERIOD),
    Row("liaison:roster-assign", runs(302), at=a_station, post=PERIOD),
    Row("liaison:roster-announce", runs(302), at=a_station, post=PERIOD),
    Row("liaison:reception", reads(), at=a_reception_day),
    Row("liaison:reception-duty", runs(302), at=a_reception_day, post={}),
    Row("liaison:reception-announce", runs(302), at=a_reception_day, post={}),
    Row("liaison:reception-held", runs(302), at=a_reception_day, post={}),
    Row(
        "liaison:reception-move",
        runs(302),
        at=a_reception_day,
        post=MOVE | {"move-reason": "开会"},
    ),
    Row("liaison:reception-move", runs(422), at=a_reception_day, post=MOVE),
    Row("liaison:reception-cancel", runs(302), at=a_reception_day, post={"cancel-reason": "停电"}),
    Row("liaison:reception-cancel", runs(422), at=a_reception_day, post={}),
]
