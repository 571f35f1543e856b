"""Editor Bian prepares a schedule from the roster, Moderator Shen publishes it, then days move."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from cms.models import ScheduleIndexPage, SchedulePage, StationPage
from cms.services.schedules import prepare_from_roster
from liaison.services.receptions import announce, cancel_reception, move_reception
from liaison.services.rosters import set_roster

from ..cast import login
from ..liaison.scenes import a_reception

COMMENTS = {
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
    "comments-MIN_NUM_FORMS": 0,
    "comments-MAX_NUM_FORMS": 0,
}


@pytest.fixture
def days(cast, station, soon):
    """Three announced days and one that is only planned."""
    made = [
        announce(a_reception(station, soon + timedelta(days=n), cast.lin_mandate), by=cast.chen)
        for n in range(3)
    ]
    a_reception(station, soon + timedelta(days=5), cast.zhao_mandate)
    return made


def form(cast, soon, **more):
    return {
        "title": "接待日程",
        "title_en": "Reception schedule",
        "slug": "reception-schedule",
        "intro": "请就近到站。",
        "intro_en": "",
        "closing": "",
        "closing_en": "",
        "congress": cast.county.pk,
        "station": "",
        "first": soon.isoformat(),
        "last": (soon + timedelta(days=20)).isoformat(),
        **COMMENTS,
        **more,
    }


def create(client, cast, soon, **more):
    index = ScheduleIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["cms", "schedulepage", index.pk])
    return client.post(url, form(cast, soon, **more))


def edit(client, page, cast, soon, **more):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form(cast, soon, **more))


@pytest.fixture
def prepared(client, cast, bian, days, soon):
    login(client, bian)
    response = create(client, cast, soon, **{"action-prepare": "1"})
    page = SchedulePage.objects.get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    return page


@pytest.fixture
def published(client, cast, prepared, bian, shen, soon):
    login(client, bian)
    edit(client, prepared, cast, soon, **{"action-submit": "1"})
    prepared.refresh_from_db()
    login(client, shen)
    task = prepared.current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[prepared.pk, "approve", task.pk])
    assert client.post(url, {"comment": ""}).status_code == 302
    prepared.refresh_from_db()
    login(client, None)
    return prepared


def page_text(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_migration_leaves_schedules_a_workflow_of_their_own(db):
    index = ScheduleIndexPage.objects.get()
    assert index.get_workflow() == Workflow.objects.get(name="接待日程审批")
    (task,) = index.get_workflow().tasks
    assert [group.name for group in task.specific.groups.all()] == ["网站审核员"]


def test_the_editor_freezes_what_is_announced_and_types_no_date(prepared, days, station):
    draft = prepared.get_latest_revision_as_object()
    assert [entry["day"] for entry in draft.entries] == [day.pk for day in days]
    assert draft.entries[0]["deputies"][0]["name"] == "林秀英"
    assert draft.intro == "请就近到站。"
    assert not prepared.live


def test_the_editor_cannot_publish_and_the_moderator_approves(
    client, cast, prepared, bian, shen, soon
):
    login(client, bian)
    edit(client, prepared, cast, soon, **{"action-publish": "1"})
    prepared.refresh_from_db()
    assert not prepared.live
    edit(client, prepared, cast, soon, **{"action-submit": "1"})
    prepared.refresh_from_db()
    state = prepared.current_workflow_state
    assert state.workflow.name == "接待日程审批"
    approve = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[prepared.pk, "approve", state.current_task_state.pk],
    )
    client.post(approve, {"comment": ""})
    prepared.refresh_from_db()
    assert not prepared.live
    login(client, shen)
    client.post(approve, {"comment": ""})
    prepared.refresh_from_db()
    assert prepared.live
    login(client, None)
    assert "Dongling Station" in page_text(client, prepared)


def test_a_draft_is_nowhere_to_be_found_before(client, prepared):
    login(client, None)
    assert client.get(prepared.url).status_code == 404
    assert "reception-schedule" not in client.get("/schedules/").content.decode()
    assert "reception-schedule" not in client.get("/search/?q=东岭镇").content.decode()


def test_the_published_schedule_marks_what_changed_since(
    client, cast, station, published, days, soon
):
    before = page_text(client, published)
    assert "lines have changed" not in before and "林秀英" in before
    move_reception(days[0], to=soon + timedelta(days=9), by=cast.chen, reason="因防汛顺延")
    cancel_reception(days[1], by=cast.chen, reason="停电")
    set_roster(days[2], [cast.zhao_mandate], by=cast.chen)
    announce(station.reception_days.get(status="planned"), by=cast.chen)
    text = page_text(client, published)
    for words in ("4 lines have changed", "Moved", "因防汛顺延", "Cancelled", "停电"):
        assert words in text
    for words in ("Other deputies", "赵大山", "Added since"):
        assert words in text
    assert text.index("因防汛顺延") < text.index("停电")


def test_preparing_with_nothing_announced_says_so_and_changes_nothing(
    client, cast, station, bian, soon
):
    login(client, bian)
    create(client, cast, soon, **{"action-prepare": "1"})
    page = SchedulePage.objects.get()
    assert page.get_latest_revision_as_object().entries == []
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "No reception day has been announced between" in shown


def test_the_editor_words_a_stations_page_and_never_its_name(client, cast, station, bian, shen):
    page = StationPage.objects.get()
    words = {
        "station": station.pk,
        "intro": "欢迎到站。",
        "intro_en": "",
        "directions": "乘1路车",
        "directions_en": "",
        "body-count": 0,
        "body_en-count": 0,
        "title": "别的名字",
        "slug": "elsewhere",
        **COMMENTS,
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    login(client, bian)
    client.post(url, {**words, "action-submit": "1"})
    page.refresh_from_db()
    assert page.directions == ""
    task = page.current_workflow_state.current_task_state
    login(client, shen)
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]),
        {"comment": ""},
    )
    page.refresh_from_db()
    assert (page.title, page.slug, page.directions) == (station.name, "dongling", "乘1路车")
    login(client, None)
    assert "乘1路车" in page_text(client, page)


def test_a_second_page_for_a_station_is_refused_in_the_office(client, cast, station, shen):
    index = StationPage.objects.get().get_parent()
    login(client, shen)
    url = reverse("wagtailadmin_pages:add", args=["cms", "stationpage", index.pk])
    blank = dict.fromkeys(["intro", "intro_en", "directions", "directions_en"], "")
    streams = {"body-count": 0, "body_en-count": 0}
    response = client.post(url, {"station": station.pk, **blank, **streams, **COMMENTS})
    assert response.status_code == 200
    assert index.get_children().count() == 1


def test_an_end_before_the_beginning_is_refused(client, cast, station, bian, soon):
    login(client, bian)
    response = create(client, cast, soon, last=(soon - timedelta(days=1)).isoformat())
    assert "The end lies before the beginning." in response.content.decode()
    assert not SchedulePage.objects.exists()


def test_a_schedule_costs_the_same_for_300_days_as_for_3(client, cast, station, published, soon):
    page = SchedulePage.objects.get()
    page.last = soon + timedelta(days=330)
    spent = []
    for count in (3, 300):
        for number in range(station.reception_days.count(), count):
            on = soon + timedelta(days=number + 6)
            a_reception(station, on, cast.lin_mandate, cast.zhao_mandate, status="announced")
        prepare_from_roster(page)
        assert len(page.entries) >= count - 1
        page.save()
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        spent.append(len(queries))
    assert spent[0] == spent[1] <= 10, spent
