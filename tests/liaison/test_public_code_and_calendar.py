"""A resident scans the station's code and subscribes to its days."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from liaison.models import Station
from liaison.public import deputies_on_duty
from liaison.services.receptions import announce, cancel_reception, move_reception
from liaison.services.stations import replace_code

from ..cast import login
from .scenes import a_reception, a_station

SOON = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def station(cast):
    return a_station(cast, latitude="30.23100", longitude="109.77700", phone="0888-5550001")


def feed(client, station):
    from django.core.cache import cache

    cache.clear()
    response = client.get(reverse("liaison:calendar", args=[station.slug]))
    assert response.status_code == 200
    return response, Calendar.from_ical(response.content)


def test_the_code_leads_to_the_station_until_it_is_replaced(cast, client, station):
    old = reverse("liaison:code", args=[station.code_token])
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (302, "/stations/dongling/")
    assert station.slug not in old and station.name not in old
    login(client, cast.chen)
    assert client.post(reverse("liaison:code-new", args=[station.pk])).status_code == 302
    login(client, None)
    gone = client.get(old)
    assert gone.status_code == 404 and "no longer in use" in gone.content.decode()
    station.refresh_from_db()
    assert client.get(reverse("liaison:code", args=[station.code_token])).status_code == 302


def test_the_poster_carries_the_code_drawn_inside_the_page(cast, client, station):
    login(client, cast.chen)
    page = client.get(reverse("liaison:poster", args=[station.pk])).content.decode()
    assert "<svg" in page and reverse("liaison:code", args=[station.code_token]) in page
    picture = client.get(reverse("liaison:code-picture", args=[station.slug]))
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg") and b"viewBox" in picture.content


def test_a_retired_station_has_neither_code_nor_calendar(cast, client, station):
    Station.objects.filter(pk=station.pk).update(status="retired")
    for name, key in [("code", station.code_token), ("calendar", station.slug)]:
        assert client.get(reverse(f"liaison:{name}", args=[key])).status_code == 404


def test_the_feed_holds_what_is_announced_in_the_time_of_shanghai(cast, client, station):
    day = a_reception(station, SOON, cast.lin_mandate, theme="物业与停车")
    assert list(feed(client, station)[1].walk("VEVENT")) == []
    announce(day, by=cast.chen)
    response, calendar = feed(client, station)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("DTSTART").isoformat() == f"{SOON}T09:00:00+08:00"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert "林秀英" in event["DESCRIPTION"] and "物业与停车" in event["SUMMARY"]
    assert event["LOCATION"] == station.address


def test_a_moved_or_cancelled_day_keeps_its_uid_and_says_so(cast, client, station):
    day = announce(a_reception(station, SOON, cast.lin_mandate), by=cast.chen)
    (first,) = feed(client, station)[1].walk("VEVENT")
    move_reception(day, to=SOON + timedelta(days=1), by=cast.chen, reason="开会")
    (moved,) = feed(client, station)[1].walk("VEVENT")
    cancel_reception(day, by=cast.chen, reason="停电")
    (cancelled,) = feed(client, station)[1].walk("VEVENT")
    assert first["UID"] == moved["UID"] == cancelled["UID"]
    assert first["SEQUENCE"] < moved["SEQUENCE"] < cancelled["SEQUENCE"]
    assert moved.decoded("DTSTART").date() == SOON + timedelta(days=1)
    assert (first["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert "停电" in cancelled["DESCRIPTION"]


def test_an_unchanged_feed_answers_304_without_asking_the_database(
    cast, client, station, django_assert_num_queries
):
    announce(a_reception(station, SOON, cast.lin_mandate), by=cast.chen)
    response, _ = feed(client, station)
    url = reverse("liaison:calendar", args=[station.slug])
    with django_assert_num_queries(0):
        again = client.get(url, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304 and not again.content


def test_the_feed_costs_the_same_for_300_days_as_for_3(
    cast, client, station, django_assert_num_queries
):
    from django.core.cache import cache

    url = reverse("liaison:calendar", args=[station.slug])
    for count in (3, 300):
        for number in range(station.reception_days.count(), count):
            on = SOON + timedelta(days=number)
            a_reception(station, on, cast.lin_mandate, cast.zhao_mandate, status="announced")
        cache.clear()
        with django_assert_num_queries(3):
            body = client.get(url).content
        assert body.count(b"BEGIN:VEVENT") == count


def test_nothing_of_a_deputy_but_name_and_seat_leaves_the_station(cast, client, station):
    deputy = cast.lin_mandate.deputy
    deputy.phone, deputy.birth_year, deputy.work_unit = "13800000002", 1975, "东岭镇卫生院"
    deputy.save()
    day = announce(a_reception(station, SOON, cast.lin_mandate), by=cast.chen)
    (seen,) = deputies_on_duty(day)
    assert (seen.name, seen.seat) == ("林秀英", "云岭县人大 · 第1选区")
    body = feed(client, station)[0].content.decode()
    for private in ("13800000002", "1975", "卫生院"):
        assert private not in body


def test_a_new_code_is_nothing_like_the_old_and_holds_80_bits(cast, station):
    tokens = {station.code_token}
    for _ in range(20):
        tokens.add(replace_code(station, by=cast.chen).code_token)
    assert len(tokens) == 21
    assert all(len(token) == 20 and int(token, 16) >= 0 for token in tokens)
