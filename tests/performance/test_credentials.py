"""Two sessions missed without leave: a question for people, never an answer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from performance.credentials import Presence, Session, finding
from performance.models import Attendance, CredentialFlag
from performance.rates import OBLIGED, Counts, counts_as, tally
from performance.sections import Span, volume_sections
from performance.services.activities import close_activity
from performance.services.attendance import correct_attendance, mark_attendance
from performance.services.credentials import handle_flag, review_absences

from ..cast import login

JANUARY = [date(2023, 1, 10), date(2024, 1, 10), date(2025, 1, 10), date(2026, 1, 10)]
HALVES = ["morning", "afternoon"]


@pytest.fixture
def session(published, cast):
    """Hold a session of one day: Zhao comes, Lin's two half-days are marked as told."""

    def hold(day, *codes, **changes):
        activity = published(
            title=f"{day.year}年人代会", sittings=[(day, half) for half in HALVES], **changes
        )
        lines = Attendance.objects.filter(sitting__activity=activity)
        marks = {line.pk: (None, "present") for line in lines}
        for half, code in zip(HALVES, codes, strict=True):
            line = lines.get(mandate=cast.lin_mandate, sitting__half_day=half)
            marks[line.pk] = (None, code)
        mark_attendance(activity, marks, by=cast.gao)
        return close_activity(activity, by=cast.gao)

    return hold


def test_two_sessions_missed_without_leave_raise_one_flag_that_ends_nothing(cast, session):
    session(JANUARY[0], "absent", "absent")
    assert not CredentialFlag.objects.exists(), "one is not two"
    session(JANUARY[1], "present", "present")
    session(JANUARY[2], "leave_refused", "absent")
    flag = CredentialFlag.objects.get()
    assert flag.mandate == cast.lin_mandate and flag.holds and not flag.consecutive
    assert [s["first"] for s in flag.sessions] == ["2023-01-10", "2025-01-10"]
    session(JANUARY[3], "absent", "absent")
    flag.refresh_from_db()
    assert CredentialFlag.objects.count() == 1 and flag.consecutive and len(flag.sessions) == 3
    cast.lin_mandate.refresh_from_db()
    assert cast.lin_mandate.ends_on is None
    assert review_absences([cast.lin_mandate], by=cast.gao) == [], "looking again changes nothing"


@pytest.mark.parametrize(
    "codes",
    [
        ("present", "absent"),
        ("leave_health", "leave_health"),
        ("leave_work", "absent"),
        ("not_obliged", "not_obliged"),
    ],
)
def test_what_is_no_unapproved_absence(cast, session, codes):
    session(JANUARY[0], "absent", "absent")
    session(JANUARY[1], *codes)
    assert not CredentialFlag.objects.exists()


def test_an_inspection_missed_is_no_session_missed(cast, session):
    session(JANUARY[0], "absent", "absent")
    session(JANUARY[1], "absent", "absent", occasion="inspection")
    session(JANUARY[2], "absent", "absent", occasion="delegation_meeting")
    assert not CredentialFlag.objects.exists()


def test_a_correction_takes_the_flag_away_and_the_flag_says_so(cast, session, client):
    first = session(JANUARY[0], "absent", "absent")
    session(JANUARY[1], "absent", "absent")
    line = Attendance.objects.filter(
        sitting__activity=first, mandate=cast.lin_mandate, sitting__half_day="morning"
    ).get()
    correct_attendance(line, mark="leave_health", by=cast.gao, reason="补交住院证明")
    flag = CredentialFlag.objects.get()
    assert not flag.holds and [e.verb for e in flag.events.all()] == ["raised", "gone"]
    login(client, cast.tang)
    page = client.get(reverse("performance:flag", args=[flag.pk])).content.decode()
    assert "this no longer holds" in page and "partly on leave" in page


def test_people_say_what_becomes_of_it(cast, session):
    for day in JANUARY[:2]:
        session(day, "absent", "absent")
    flag = CredentialFlag.objects.get()
    for stranger in (cast.xie, cast.lin, cast.bai):
        with pytest.raises(PermissionDenied):
            handle_flag(flag, "noted", by=stranger)
    with pytest.raises(ValidationError):
        handle_flag(flag, "no_ground", by=cast.gao, reason="  ")
    handle_flag(flag, "noted", by=cast.gao)
    handle_flag(flag, "noted", by=cast.gao)
    handle_flag(flag, "no_ground", by=cast.tang, reason="两次均因防汛，已补办手续")
    session(JANUARY[2], "absent", "absent")
    flag.refresh_from_db()
    assert flag.status == "raised", "a further absence is a new question"
    handle_flag(flag, "sent", by=cast.gao)
    with pytest.raises(ValidationError):
        handle_flag(flag, "noted", by=cast.gao)


def test_who_sees_a_flag(cast, session, client):
    for day in JANUARY[:2]:
        session(day, "absent", "absent")
    flag = CredentialFlag.objects.get()
    path = reverse("performance:flag", args=[flag.pk])
    for who, status in [
        (cast.gao, 200),
        (cast.tang, 200),
        (cast.xie, 200),
        (cast.jin, 403),
        (cast.bai, 404),
        (cast.zhao, 404),
        (cast.lin, 404),
    ]:
        login(client, who)
        assert client.get(path).status_code == status, who
    for who, sees in [(cast.lin, True), (cast.zhao, False)]:
        login(client, who)
        page = client.get(reverse("performance:my-duties")).content.decode()
        assert ("Sessions missed without leave" in page) is sees
    span = Span(cast.term.starts_on)
    for who, sees in [(cast.lin, True), (cast.xie, True), (cast.jin, False), (cast.zhao, False)]:
        codes = {s.code for s in volume_sections(cast.lin_mandate, who, span)}
        assert ("credentials" in codes) is sees
        assert "units" in codes


DAYS = st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
SPANS = st.lists(st.tuples(DAYS, DAYS | st.none()), max_size=3)
MARKS = st.sampled_from(["present", "late", "leave_approved", "leave_refused", "absent"])


@given(
    st.lists(st.tuples(DAYS, st.sampled_from(["yes", "no", "unknown"]), MARKS), max_size=25),
    DAYS,
    DAYS | st.none(),
    SPANS,
)
def test_days_outside_the_mandate_or_suspended_count_neither_way(lines, starts, ends, suspended):
    """Suspension, by-election, resignation: the dates rule every rate."""

    def counts(day, obliged, mark):
        return counts_as(
            obliged,
            mark,
            in_office=starts <= day and (ends is None or day < ends),
            suspended=any(a <= day and (b is None or day < b) for a, b in suspended),
        )

    def able(day):
        in_office = starts <= day and (ends is None or day < ends)
        return in_office and not any(a <= day and (b is None or day < b) for a, b in suspended)

    everything = tally(counts(*line) for line in lines)
    inside = tally(counts(*line) for line in lines if able(line[0]))
    assert everything == inside
    flipped = [(d, o, m if able(d) else "absent") for d, o, m in lines]
    assert tally(counts(*line) for line in flipped) == everything
    assert everything.obliged == sum(o == "yes" and able(d) for d, o, _m in lines)
    sessions = [Session(n, "", d, d, (counts(d, o, m),)) for n, (d, o, m) in enumerate(lines)]
    assert all(able(s.first) for s in finding(sessions).absent)


@given(
    st.lists(
        st.lists(st.sampled_from([*OBLIGED, Counts.NOT_OBLIGED, Counts.SUSPENDED]), max_size=6),
        max_size=8,
    ),
    st.randoms(),
)
def test_a_finding_needs_two_whole_sessions_whatever_their_order(sessions, dice):
    lived = [
        Session(
            n, f"第{n}次", date(2022, 1, 1) + timedelta(days=100 * n), date(2026, 1, 1), tuple(c)
        )
        for n, c in enumerate(sessions)
    ]
    shuffled = dice.sample(lived, len(lived))
    found = finding(shuffled)
    assert found == finding(lived)
    assert found.holds == (len(found.absent) >= 2)
    for one in found.absent:
        assert Counts.ABSENT in one.counts
        assert not {Counts.FULFILLED, Counts.LEAVE} & set(one.counts)
    assert not (found.consecutive and not found.holds)
    assert {s.presence for s in found.absent} <= {Presence.ABSENT}
