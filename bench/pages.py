"""Ranking and station pages beside a hello view, and their queries at 3 and at 300 rows."""

import time
from datetime import time as clock
from datetime import timedelta
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.services.station_pages import keep_station_page
from foundation.models import User
from liaison.models import ReceptionDay, Station
from scoring.services.cards import recompute_cards

from . import scoring
from .data import make_congress, make_year

HELLO = "/healthz"


def pages(rounds):
    """Name of page → {"times": of a hello view, "few": queries at 3 rows, "many": at 300}."""
    found = {}
    gao = Client(HTTP_HOST="localhost")
    anyone = Client(HTTP_HOST="localhost")
    places = {3: make_congress("three", 3, delegations=1)}
    places[300] = make_congress("threehundred", 300, delegations=1)
    gao.force_login(
        User.objects.get(username="gao"), backend="foundation.sign_in.PhoneOrUserNameBackend"
    )
    live = {}
    for count, place in places.items():
        make_year(place)
        period = scoring.period_of(place)
        recompute_cards(period)
        live[count] = f"/desk/rankings/periods/{period.pk}/live/"
    found["live ranking"] = _compare(gao, live[300], rounds, _queries(gao, live[3]))
    few = {}
    station = _stations(places[300], 3)
    urls = {"list of stations": "/stations/", "station page": f"/stations/{station.slug}/"}
    for name, url in urls.items():
        few[name] = _queries(anyone, url)
    few["home page"] = _queries(anyone, "/")
    _stations(places[300], 297)
    _days(station, 297)
    for name, url in {**urls, "home page": "/"}.items():
        found[name] = _compare(anyone, url, rounds, few[name])
    return found


def _stations(place, count):
    """More stations with a page and a reception day each; returns one of them."""
    started = Station.objects.count()
    for number in range(started, started + count):
        station = Station.objects.create(
            congress=place,
            kind=Station.Kind.STATION,
            name=f"第{number}联络站",
            slug=f"station-{number}",
            district=f"第{number % 20}街道",
            address="人民路1号",
        )
        keep_station_page(station)
        _days(station, 1)
    return station


def _days(station, count):
    today = timezone.localdate()
    known = station.reception_days.count()
    ReceptionDay.objects.bulk_create(
        ReceptionDay(
            station=station,
            original_on=today + timedelta(days=known + number + 1),
            on=today + timedelta(days=known + number + 1),
            starts_at=clock(9),
            ends_at=clock(11),
            status=ReceptionDay.Status.ANNOUNCED,
            announced_at=timezone.now(),
        )
        for number in range(count)
    )


def _queries(client, url):
    _get(client, url)
    with CaptureQueriesContext(connection) as seen:
        _get(client, url)
    return len(seen)


def _get(client, url):
    answer = client.get(url)
    if answer.status_code != 200:
        raise AssertionError(f"{url} answered {answer.status_code}")


def _compare(client, url, rounds, few):
    many = _queries(client, url)
    hello, page = [], []
    for _round in range(rounds):
        hello.append(_cpu(client, HELLO, 20))
        page.append(_cpu(client, url, 3))
    return {
        "milliseconds": round(median(page) * 1000, 1),
        "times": round(median(page) / median(hello), 1),
        "few": few,
        "many": many,
    }


def _cpu(client, url, repeats):
    started = time.process_time()
    for _repeat in range(repeats):
        _get(client, url)
    return (time.process_time() - started) / repeats
