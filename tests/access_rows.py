"""Who gets which answer at every address of the site. Each room keeps its rows in its own list.

A row names a URL, says how to build its arguments from the cast, and what each person gets:

    Row("performance:activity", only("gao tang xie jin", else_=404), at=an_activity)
    Row("performance:activity-close", only("gao tang", 302, else_=404), at=an_activity, post={})

`everyone(200)`: all the same. `signed_in(200)`: all but Ma, who is sent to the sign-in (302).
`only("gao tang", 200, else_=403, lin=404)`: those named get the first, others `else_`, exceptions
by name; Ma is sent to the sign-in unless said otherwise. `at(cast)` returns the URL's arguments (a
tuple or a dict) after making what the page needs; `post` is the form sent instead of a GET.
Everything a row does is undone before the next person tries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .scoring import stage

PEOPLE = ("ma", "lin", "zhao", "gao", "tang", "xie", "jin", "bai", "chen", "wu")


@dataclass(frozen=True)
class Row:
    name: str
    answers: dict
    at: Callable = lambda cast: ()
    post: dict | None = None
    query: str = ""

    def __str__(self):
        return f"{'POST ' if self.post is not None else ''}{self.name}{self.query}"


def everyone(status):
    return dict.fromkeys(PEOPLE, status)


def signed_in(status, **exceptions):
    return everyone(status) | {"ma": 302} | exceptions


def only(names, status=200, *, else_, **exceptions):
    named = dict.fromkeys(names.split(), status)
    return everyone(else_) | {"ma": 302} | named | exceptions


# Everyone posted from the start. Officers Chen and Wu are posted by the row that needs them (`at`).
POSTED = "gao tang xie jin bai"
NOBODY_AT_THE_DESK = {"lin": 404, "zhao": 404, "chen": 404, "wu": 404}


# --- config ------------------------------------------------------------------------------------

CONFIG = [
    Row("healthz", everyone(200)),
    Row("readyz", everyone(200)),
]

# --- foundation --------------------------------------------------------------------------------


def a_person(cast):
    """Deputy Lin's account: within reach of the county's administrators."""
    return (cast.lin.pk,)


def a_posting(cast):
    return (cast.gao.postings.get().pk,)


# Auditor Jin looks on; those who may add and post are not in the cast (test_people tells of them).
LOOKS_ON = only("jin", else_=403)

FOUNDATION = [
    Row("foundation:sign-in", everyone(302) | {"ma": 200}),
    Row("foundation:sign-out", everyone(302), post={}),
    Row("foundation:after-sign-in", everyone(302)),
    Row("foundation:larger-text", everyone(302), post={"on": "1"}),
    Row("foundation:language", everyone(302), post={"language": "en"}),
    Row("foundation:password-change", signed_in(200)),
    Row("foundation:my", signed_in(200)),
    Row("foundation:desk", only(POSTED, else_=404)),
    Row("foundation:people", LOOKS_ON),
    Row("foundation:person", LOOKS_ON, at=a_person),
    Row("foundation:person-add", signed_in(403)),
    Row("foundation:posting-grant", signed_in(403), at=a_person, post={}),
    Row("foundation:person-password", signed_in(403), at=a_person, post={}),
    Row("foundation:posting-end", signed_in(403), at=a_posting, post={}),
]

KEEPERS = "gao tang"


def an_import(cast):
    """A register Clerk Gao uploaded, checked and not yet imported."""
    from foundation.services.imports import judge_import, upload_sheet
    from foundation.sheets import sheet_kind

    from .foundation.sheets.books import line, register

    kind = sheet_kind("register")
    job = upload_sheet(register(line()), "签到表.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    return (job.pk,)


def the_county(cast):
    return ("roster", cast.county.pk, "xlsx")


IMPORTS = [
    Row("foundation:imports", only("gao tang bai", else_=404, xie=403, jin=403)),
    Row("foundation:import", only(KEEPERS, else_=404), at=an_import),
    Row("foundation:import-columns", only(KEEPERS, else_=404), at=an_import),
    Row("foundation:import-decide", only(KEEPERS, 302, else_=404), at=an_import, post={}),
    Row("foundation:import-again", only(KEEPERS, 302, else_=404), at=an_import, post={}),
    Row("foundation:import-confirm", only(KEEPERS, 422, else_=404), at=an_import, post={}),
    Row("foundation:import-take-back", only(KEEPERS, 422, else_=404), at=an_import, post={}),
    Row("foundation:import-handback", only(KEEPERS, else_=404), at=an_import),
    Row(
        "foundation:import-template",
        only("gao tang bai", else_=404),
        at=lambda cast: ("register",),
    ),
    Row("foundation:import-export", only(KEEPERS, else_=404), at=the_county),
]

# --- performance -------------------------------------------------------------------------------


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


def a_returned_visit(cast):
    """The same, returned by Clerk Gao."""
    from performance.models import DutyRecord
    from performance.services.records import return_record

    [pk] = a_visit(cast)
    return_record(DutyRecord.objects.get(pk=pk), by=cast.gao, reason="写明村组")
    return (pk,)


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

PERFORMANCE = [
    Row("performance:my-dossier", only("lin zhao", else_=404)),
    Row("performance:my-dossier", only("lin", else_=404), at=lins_volume),
    Row("performance:my-entries", only("lin", else_=404), at=lins_volume),
    Row("performance:my-print", only("lin", else_=404), at=lins_volume),
    Row("performance:my-pdf", only("lin", else_=404), at=lins_volume),
    Row("performance:log-duty", only("lin zhao", else_=404)),
    Row("performance:log-again", only("lin", else_=404), at=a_returned_visit),
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
    Row("performance:desk-pdf", READS, at=lins_volume),
]

# --- scoring -----------------------------------------------------------------------------------

WORKING = "gao tang jin"  # see unpublished figures
READING = f"{WORKING} xie"


def a_drafted_measure(cast):
    return (stage.draft(cast).pk,)


def a_measure(cast):
    return (stage.measure(cast).pk,)


def the_measure(cast):
    return (stage.measure(cast).scheme_id,)


def a_year(cast):
    return (stage.year(cast).pk,)


def lins_card(cast):
    return (stage.year(cast).cards.get(mandate=cast.lin_mandate).pk,)


def a_drawn_edition(cast):
    return (stage.drawn(cast).pk,)


def an_edition(cast):
    return (stage.published(cast).pk,)


def lins_row(cast):
    return (stage.published(cast).rows.get(mandate=cast.lin_mandate).pk,)


def lins_drawn_row(cast):
    return (stage.drawn(cast).rows.get(mandate=cast.lin_mandate).pk,)


SCORING = [
    Row("scoring:my-points", signed_in(200)),
    Row("scoring:my-card", only("lin", else_=404), at=lins_card),
    Row("scoring:my-edition-row", only("lin", else_=404), at=lins_row),
    Row("scoring:my-edition-row", only("", else_=404), at=lins_drawn_row),
    Row("scoring:my-measure", only(f"lin zhao {READING}", else_=404), at=a_measure),
    Row("scoring:my-measure", only("", else_=404), at=a_drafted_measure),
    Row("scoring:rankings", only(POSTED, else_=404)),
    Row("scoring:card", only(WORKING, else_=404), at=lins_card),
    Row("scoring:edition-row", only(READING, else_=404), at=lins_row),
    Row("scoring:edition-row", only(WORKING, else_=404), at=lins_drawn_row),
    Row("scoring:period-new", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:period", only(WORKING, else_=404, xie=403), at=a_year),
    Row("scoring:ranking", only(WORKING, else_=404, xie=403), at=a_year),
    Row("scoring:ranking-sheet", only(WORKING, else_=404, xie=403), at=a_year),
    Row(
        "scoring:period-recompute",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_year,
        post={},
    ),
    Row(
        "scoring:edition-draw",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_year,
        post={"name": "2026"},
    ),
    Row("scoring:edition", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:edition", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-publish", only("tang", else_=404, gao=403, jin=403), at=a_drawn_edition),
    Row(
        "scoring:edition-publish",
        only("tang", 302, else_=404, gao=403, jin=403),
        at=a_drawn_edition,
        post={"period_name": "2026"},
    ),
    Row("scoring:edition-changes", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-changes", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:edition-print", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-print", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:edition-sheet", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-sheet", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:schemes", only(POSTED, else_=404)),
    Row("scoring:scheme-new", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:scheme", only(READING, 302, else_=404), at=the_measure),
    Row("scoring:scheme-version", only(READING, else_=404), at=a_measure),
    Row("scoring:scheme-version", only(WORKING, else_=404), at=a_drafted_measure),
    Row("scoring:scheme-text", only(READING, else_=404), at=a_measure),
    Row("scoring:scheme-edit", only("gao tang", else_=404, xie=403, jin=403), at=a_measure),
    Row("scoring:scheme-effect", only(WORKING, else_=404, xie=403), at=a_measure),
    Row("scoring:scheme-publish", only("tang", else_=404, gao=403, jin=403), at=a_drafted_measure),
    Row(
        "scoring:scheme-publish",
        only("tang", 302, else_=404, gao=403, jin=403),
        at=a_drafted_measure,
        post={"in_force_from": "2026-01-01"},
    ),
]

# --- liaison -----------------------------------------------------------------------------------

# Officer Chen runs the station; Clerk Gao and Head Tang keep it; readers read; others find nothing.
RUNS = "gao tang chen"
READS = "gao tang xie jin chen"


def a_station(cast):
    from .liaison.scenes import a_rule, a_station

    station = a_station(cast)
    a_rule(station)
    return (station.pk,)


def a_reception_day(cast):
    from .liaison.scenes import a_reception, a_station

    day = date(2026, 3, 25)
    return (a_reception(a_station(cast), day, cast.lin_mandate).pk,)


def a_slug(cast):
    from .liaison.scenes import a_station

    return (a_station(cast).slug,)


def a_code(cast):
    from .liaison.scenes import a_station

    return (a_station(cast).code_token,)


def a_closure(cast):
    from .liaison.scenes import a_station

    station = a_station(cast)
    closure = station.closures.create(
        starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 5), reason="维修"
    )
    return (station.pk, closure.pk)


def a_service(cast):
    from .liaison.scenes import a_station

    station = a_station(cast)
    return (station.pk, station.deputies.first().pk)


def a_roster_rule(cast):
    from .liaison.scenes import a_rule, a_station

    station = a_station(cast)
    return (station.pk, a_rule(station).pk)


def runs(status):
    return only(RUNS, status, else_=404, xie=403, jin=403)


def reads(status=200):
    return only(READS, status, else_=404)


PERIOD = {"first": "2026-03-01", "last": "2026-03-31"}
MOVE = {"move-to": "2026-03-26", "move-starts_at": "09:00", "move-ends_at": "11:00"}
HOURS = {"opening_hours-TOTAL_FORMS": "0", "opening_hours-INITIAL_FORMS": "0"}

LIAISON = [
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

# --- cms ---------------------------------------------------------------------------------------

CMS = [
    Row("cms:search", everyone(200)),
    Row("cms:search", everyone(200), query="?q=代表"),
]

ROWS = [*CONFIG, *FOUNDATION, *IMPORTS, *PERFORMANCE, *SCORING, *LIAISON, *CMS]
