"""The officer ticks people off as they come; the list is found by pinyin and undone by one tap."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from performance.check_in_together import recurring_pairs
from performance.models import CheckIn
from performance.services.attendance import mark_attendance
from performance.services.roll_call import mark_here, undo_here
from performance.views.roll_call import findable

from ..cast import login
from .conftest import DAY, line_of

NINE = timezone.make_aware(datetime.combine(DAY, time(9, 0)))


@pytest.fixture
def sitting(published, monkeypatch):
    activity = published()
    monkeypatch.setattr(timezone, "now", lambda: NINE)
    return activity.sittings.get()


def test_one_tap_marks_and_one_takes_it_back(client, cast, sitting):
    url = reverse("performance:roll-call", args=[sitting.activity_id, sitting.pk])
    line = line_of(sitting.activity, cast.lin_mandate)
    login(client, cast.gao)
    assert client.post(url, {"here": line.pk}).status_code == 302
    client.post(url, {"here": line.pk})
    line.refresh_from_db()
    assert (line.status, line.method) == ("present", "officer")
    assert line.proof == "officer 2026-03-03T09:00:00+08:00 高文书"
    headers = {"Accept": "application/json"}
    answer = client.post(url, {"undo": line.pk}, headers=headers).json()
    assert answer == {"message": "", "here": False, "text": "", "count": 0}
    line.refresh_from_db()
    assert (line.status, line.proof) == ("expected", "")
    assert client.post(url, {"here": "x"}).status_code == 404
    assert client.post(url, {"here": 10**9}).status_code == 404


def test_the_list_never_overwrites_leave_and_nobody_ticks_their_own_line(cast, sitting):
    line = line_of(sitting.activity, cast.lin_mandate)
    mark_attendance(sitting.activity, {line.pk: ("expected", "leave_work")}, by=cast.gao)
    for move in (mark_here, undo_here):
        with pytest.raises(ValidationError, match="Change it on the sheet"):
            move(line, by=cast.gao)
    cast.zhao_mandate.deputy.user = cast.gao
    cast.zhao_mandate.deputy.save()
    own = line_of(sitting.activity, cast.zhao_mandate)
    for nobody in (cast.gao, cast.lin, cast.xie, cast.bai):
        with pytest.raises(PermissionDenied):
            mark_here(own, by=nobody)
    assert mark_here(own, by=cast.tang).status == "present"


def test_an_undone_check_in_says_who_undid_it(cast, sitting):
    line = line_of(sitting.activity, cast.lin_mandate)
    values = {"method": "code", "state": "counted", "by": cast.lin, "at": NINE}
    row = CheckIn.objects.create(sitting=sitting, mandate=cast.lin_mandate, **values)
    type(line).objects.filter(pk=line.pk).update(status="present", method="code")
    undo_here(line, by=cast.gao)
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("undone", cast.gao)


def test_people_are_found_by_pinyin_initials_and_number(client, cast, sitting, more_deputies):
    assert findable("林秀英", "19001") == "林秀英 linxiuying lxy 19001"
    login(client, cast.gao)
    url = reverse("performance:roll-call", args=[sitting.activity_id, sitting.pk])
    for words, found in [("lxy", 1), ("zhao da", 1), ("1900", 2), ("", 2), ("没有", 0)]:
        assert len(client.get(url, {"q": words}).context["rows"]) == found


MOMENTS = st.integers(0, 40)


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 4), st.sampled_from("abcd"), MOMENTS),
        max_size=40,
        unique_by=lambda scan: (scan[0], scan[1]),
    )
)
def test_pairs_seconds_apart_are_listed_exactly(scans):
    scans = [(where, who, phone, NINE + timedelta(seconds=at)) for where, who, phone, at in scans]
    found = recurring_pairs(scans, within=timedelta(seconds=3), times=3)
    for one in range(1, 5):
        for other in range(one + 1, 5):
            together = {
                a[0]
                for a in scans
                for b in scans
                if a[0] == b[0]
                and (a[1], b[1]) == (one, other)
                and a[2] != b[2]
                and abs(a[3] - b[3]) < timedelta(seconds=3)
            }
            assert ((one, other) in found) == (len(together) >= 3)
            assert len(found.get((one, other), together)) == len(together)


def test_the_page_of_pairs_names_them_and_draws_no_conclusion(client, cast, published):
    for number in range(3):
        day = published(title=f"会议{number}").sittings.get()
        for mandate, phone, seconds in [(cast.lin_mandate, "a", 0), (cast.zhao_mandate, "b", 2)]:
            at = timezone.now() + timedelta(seconds=seconds)
            CheckIn.objects.create(
                sitting=day,
                mandate=mandate,
                method="code",
                state="counted",
                by=cast.lin,
                at=at,
                shown_at=at,
                device=phone,
            )
    login(client, cast.xie)
    page = client.get(reverse("performance:check-in-pairs")).content.decode()
    assert "林秀英" in page and "赵大山" in page and "draw no conclusion" in page
    login(client, cast.bai)
    assert "林秀英" not in client.get(reverse("performance:check-in-pairs")).content.decode()
