"""Officer Chen at the desk: from an empty station to an announced quarter, by forms alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.models import ReceptionDay, Station

from ..cast import login
from .scenes import a_reception, a_rule, a_station

TODAY = timezone.localdate()
PERIOD = {"first": TODAY.isoformat(), "last": (TODAY + timedelta(days=90)).isoformat()}

RULE = {
    "frequency": "weekly",
    "days": "",
    "nth": "1",
    "weekday": "3",
    "every_weeks": "2",
    "months": "every",
    "starts_at": "09:00",
    "ends_at": "11:00",
    "holiday_policy": "next_workday",
    "min_deputies": "2",
    "theme": "",
    "theme_en": "",
    "valid_from": TODAY.isoformat(),
    "valid_until": "",
}


@pytest.fixture
def station(cast):
    return a_station(cast)


def url(name, *args):
    return reverse(f"liaison:{name}", args=args)


def test_chen_plans_assigns_and_announces_a_quarter(cast, client, station):
    login(client, cast.chen)
    assert client.post(url("rule-new", station.pk), RULE).status_code == 302
    for _ in range(2):  # a second click changes nothing
        for step in ("roster-generate", "roster-assign", "roster-announce"):
            assert client.post(url(step, station.pk), PERIOD).status_code == 302
    days = station.reception_days.all()
    assert 5 <= days.count() <= 8
    assert {day.status for day in days} == {"announced"}
    assert {day.entries.count() for day in days} == {2}
    page = client.get(url("roster", station.pk), {"month": f"{days[0].on:%Y-%m}"})
    assert "林秀英" in page.content.decode()


def test_a_wrong_form_is_answered_with_a_sentence_and_nothing_is_written(cast, client, station):
    login(client, cast.chen)
    rule = a_rule(station)
    bad = {"frequency": "monthly_day", "days": "五", "starts_at": "11:00", "ends_at": "09:00"}
    response = client.post(url("rule", station.pk, rule.pk), bad)
    assert response.status_code == 422
    assert "Write the days as numbers" in response.content.decode()
    rule.refresh_from_db()
    assert rule.days == "25"
    for period in ({}, {"first": "x", "last": "y"}, {"first": "2026-05-01", "last": "2026-04-01"}):
        response = client.post(url("roster-generate", station.pk), period, follow=True)
        assert response.status_code == 200
    far = {"first": "2026-01-01", "last": "2099-01-01"}
    response = client.post(url("roster-generate", station.pk), far, follow=True)
    assert "Choose a year at most." in response.content.decode()
    assert not ReceptionDay.objects.exists()
    closure = {"starts_on": "2026-05-05", "ends_on": "2026-05-01", "reason": "修"}
    assert client.post(url("closures", station.pk), closure).status_code == 422
    closure = {"starts_on": "2026-05-01", "ends_on": "2026-05-05", "reason": "修"}
    for status in (302, 422):  # the same first day twice
        assert client.post(url("closures", station.pk), closure).status_code == status
    service = {"mandate": cast.lin_mandate.pk, "starts_on": cast.term.starts_on.isoformat()}
    assert client.post(url("deputies", station.pk), service).status_code == 422
    client.post(url("service-end", station.pk, station.deputies.first().pk))
    assert client.post(url("deputies", station.pk), service).status_code == 422
    rule_back = {**RULE, "valid_until": "2020-01-01"}
    assert client.post(url("rule-new", station.pk), rule_back).status_code == 422
    assert client.post(url("rule-new", station.pk), {**RULE, "every_weeks": 0}).status_code == 422
    for month in ("2026-13", "x", "99999-01", ""):
        assert client.get(url("roster", station.pk), {"month": month}).status_code == 200


def test_a_clerk_opens_a_station_and_an_officer_may_not_rename_it(cast, client, station):
    facts = {
        "kind": "home",
        "name": "云岭县人大代表之家",
        "name_en": "",
        "slug": "county-home",
        "parent": "",
        "district": "云岭街道",
        "district_en": "",
        "address": "人民路18号",
        "address_en": "",
        "phone": "",
        "latitude": "30.2",
        "longitude": "",
        "access_note": "",
        "access_note_en": "",
        "status": "active",
    }
    login(client, cast.gao)
    response = client.post(url("station-new", "yunling"), facts)
    assert response.status_code == 422 and "both latitude" in response.content.decode()
    facts["longitude"] = "109.8"
    assert client.post(url("station-new", "yunling"), facts).status_code == 302
    for twin in (facts, {**facts, "slug": "another"}, {**facts, "name": "另一个"}):
        assert client.post(url("station-new", "yunling"), twin).status_code == 422
    assert Station.objects.get(slug="county-home").congress == cast.county
    assert client.post(url("station-new", "qingshan"), facts).status_code == 404
    login(client, cast.chen)
    mine = {**facts, "name": "别的名字", "address": "新地址1号", "status": "retired"}
    assert client.post(url("station-edit", station.pk), mine).status_code == 302
    station.refresh_from_db()
    assert (station.name, station.address, station.status) == (
        "东岭镇人大代表联络站",
        "新地址1号",
        "active",
    )


def test_moving_by_hand_shows_on_the_reception_page(cast, client, station):
    day = a_reception(station, TODAY + timedelta(days=9), cast.lin_mandate, status="announced")
    login(client, cast.chen)
    to = (day.on + timedelta(days=1)).isoformat()
    move = {"move-to": to, "move-starts_at": "09:00", "move-ends_at": "11:00"}
    response = client.post(url("reception-move", day.pk), move)
    assert response.status_code == 422
    move["move-reason"] = "因防汛顺延"
    assert client.post(url("reception-move", day.pk), move).status_code == 302
    page = client.get(url("reception", day.pk)).content.decode()
    assert "因防汛顺延" in page and "Moved" in page
    response = client.post(url("reception-announce", day.pk), follow=True)
    assert "cannot become" in response.content.decode()


def test_the_first_screens_show_what_is_coming(cast, client, station):
    a_reception(station, TODAY + timedelta(days=2), cast.lin_mandate)
    shown = a_reception(station, TODAY + timedelta(days=9), cast.lin_mandate, status="announced")
    login(client, cast.chen)
    desk = client.get("/desk/").content.decode()
    assert "Coming receptions" in desk and "1 more deputy needed." in desk
    login(client, cast.lin)
    mine = client.get("/my/").content.decode()
    assert "You receive residents" in mine and str(shown.on.day) in mine
    login(client, cast.zhao)
    assert "You receive residents" not in client.get("/my/").content.decode()


@pytest.mark.parametrize("name", ["station", "roster"])
def test_the_desk_costs_the_same_for_many_days_as_for_few(cast, client, station, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    login(client, cast.chen)
    first = (TODAY + timedelta(days=40)).replace(day=1)
    spent = []
    for count in (3, 25):
        for number in range(station.reception_days.count(), count):
            a_reception(
                station, first + timedelta(days=number), cast.lin_mandate, cast.zhao_mandate
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(url(name, station.pk), {"month": f"{first:%Y-%m}"})
        spent.append(len(queries))
    assert spent[0] == spent[1], spent


def test_the_list_costs_the_same_for_30_stations_as_for_3(cast, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    login(client, cast.gao)
    spent = []
    for count in (3, 30):
        for number in range(Station.objects.count(), count):
            made = a_station(cast, f"s{number}", serving=False)
            a_reception(made, TODAY + timedelta(days=3), cast.lin_mandate, status="announced")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("stations")).status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[1], spent
