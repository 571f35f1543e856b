"""A resident looks for the next reception near home, on a telephone, in Chinese or English."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page, Site

from cms.models import HomePage, NoticeIndexPage, NoticePage, StationIndexPage, StationPage
from cms.services.station_pages import keep_all_station_pages, keep_station_page
from liaison.models import OpeningHours, Station
from liaison.services.receptions import announce, cancel_reception, move_reception
from liaison.services.stations import change_station, open_station
from liaison.wording import day_words, rule_words, week_words

from ..liaison.scenes import a_reception, a_rule, a_station


def text_of(client, path, language="en"):
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_site_stands_after_the_first_migration(db, client):
    home = Site.objects.get(is_default_site=True).root_page.specific
    assert isinstance(home, HomePage)
    assert [page.slug for page in home.get_children()] == ["stations", "schedules", "notices"]
    assert Page.find_problems() == ([], [], [], [], [])
    for path in ("/", "/stations/", "/schedules/", "/notices/", "/search/"):
        assert "人大代表联络站" in text_of(client, path, "zh-hans")
        assert "Deputies near you" in text_of(client, path, "en")


def test_a_resident_sees_who_receives_when_and_where(cast, client, station, soon):
    day = a_reception(station, soon, cast.lin_mandate, theme="物业", theme_en="Housing")
    for path in ("/", f"/stations/{station.slug}/"):
        assert "林秀英" not in text_of(client, path)
    announce(day, by=cast.chen)
    for path in ("/", f"/stations/{station.slug}/"):
        english = text_of(client, path)
        for words in ("林秀英", "09:00–11:00", "Housing", "Ground floor, Town Hall"):
            assert words in english
        chinese = text_of(client, path, "zh-hans")
        for words in ("云岭县人大 · 第1选区", "物业", station.address):
            assert words in chinese
    assert "Next reception" in text_of(client, "/stations/")


def test_a_moved_and_a_cancelled_day_stay_on_the_stations_page(cast, client, station, soon):
    first, second = (
        announce(a_reception(station, soon + timedelta(days=n), cast.lin_mandate), by=cast.chen)
        for n in range(2)
    )
    move_reception(first, to=soon + timedelta(days=5), by=cast.chen, reason="因防汛顺延")
    cancel_reception(second, by=cast.chen, reason="停电")
    page = text_of(client, f"/stations/{station.slug}/")
    with translation.override("en"):
        assert f"Had been announced for {day_words(soon)}" in page
    assert "因防汛顺延" in page and "Cancelled" in page and "停电" in page
    assert "停电" not in text_of(client, "/")


def test_no_deputys_telephone_or_private_fact_is_on_any_public_page(cast, client, station, soon):
    deputy = cast.lin_mandate.deputy
    deputy.phone, deputy.birth_year, deputy.ethnicity = "13912345678", 1971, "土家族"
    deputy.work_unit = "东岭镇卫生院主治医师"
    deputy.save()
    announce(a_reception(station, soon, cast.lin_mandate), by=cast.chen)
    for path in ("/", "/stations/", f"/stations/{station.slug}/", "/search/?q=林秀英"):
        page = text_of(client, path)
        for private in ("13912345678", "13800000002", "1971", "土家族", "卫生院"):
            assert private not in page, path


def test_stations_are_found_by_township_kind_and_words(cast, client, station):
    other = a_station(
        cast, "binjiang", officer=cast.sun, kind=Station.Kind.CONTACT_POINT, district="云岭街道"
    )
    keep_station_page(other)
    assert "/stations/dongling/" in text_of(client, "/stations/")
    for query, found in [
        ("?district=东岭镇", ["dongling"]),
        ("?kind=contact_point", ["binjiang"]),
        ("?q=政府大院", ["dongling", "binjiang"]),
        ("?q=Town+Hall", ["dongling"]),
        ("?q=binjiang", ["binjiang"]),
        ("?kind=nonsense", ["dongling", "binjiang"]),
        ("?q=没有这样的站", []),
    ]:
        page = text_of(client, f"/stations/{query}")
        for slug in ("dongling", "binjiang"):
            assert (f"/stations/{slug}/" in page) == (slug in found), query
    assert "No station fits" in text_of(client, "/stations/?q=没有这样的站")


def test_a_station_opened_at_the_desk_has_its_page_at_once(
    cast, client, django_capture_on_commit_callbacks
):
    station = Station(
        congress=cast.county,
        kind="home",
        name="云岭县人大代表之家",
        slug="county-home",
        district="云岭街道",
        address="人民路18号",
    )
    with django_capture_on_commit_callbacks(execute=True):
        open_station(station, by=cast.gao)
    assert "人民路18号" in text_of(client, "/stations/county-home/")
    assert "county-home" in text_of(client, "/search/?q=人民路")
    station.name, station.address = "云岭代表之家", "建设路2号"
    with django_capture_on_commit_callbacks(execute=True):
        change_station(station, by=cast.gao)
    assert StationPage.objects.get().title == "云岭代表之家"
    assert "county-home" in text_of(client, "/search/?q=建设路")
    station.status = Station.Status.RETIRED
    with django_capture_on_commit_callbacks(execute=True):
        change_station(station, by=cast.gao)
    assert client.get("/stations/county-home/").status_code == 404


def test_keeping_the_pages_twice_changes_nothing(cast, station):
    before = StationPage.objects.values_list("pk", "title", "slug", "url_path")
    assert keep_all_station_pages() == keep_all_station_pages() == 1
    assert list(StationPage.objects.values_list("pk", "title", "slug", "url_path")) == list(before)


def test_a_station_has_one_page(station):
    twin = StationPage(station=station)
    with pytest.raises(ValidationError, match="has a page already"):
        StationIndexPage.objects.get().add_child(instance=twin)
    assert StationPage.objects.count() == 1


def test_search_reads_chinese_and_survives_anything_typed(cast, client, station):
    NoticeIndexPage.objects.get().add_child(
        instance=NoticePage(title="加装电梯座谈会通知", slug="lift", intro="欢迎选民参加")
    )
    for words in ("电梯", "选民", "加装 座谈"):
        assert "/notices/lift/" in text_of(client, f"/search/?q={words}")
    assert "/stations/dongling/" in text_of(client, "/search/?q=联络站")
    for words in ('"', "'", "%", "\\", "a" * 500, "NEAR(", "-", "😀", "电" * 100, "%00"):
        assert client.get("/search/", {"q": words, "page": "x"}).status_code == 200
        assert client.get("/stations/", {"q": words, "district": words}).status_code == 200


def test_closures_and_opening_hours_are_told(cast, client, station):
    today = timezone.localdate()
    for weekday in range(1, 6):
        OpeningHours.objects.create(
            station=station, weekday=weekday, opens_at=time(8, 30), closes_at=time(12)
        )
    OpeningHours.objects.create(station=station, weekday=6, opens_at=time(9), closes_at=time(11))
    with translation.override("en"):
        assert week_words(station.opening_hours.all()) == [
            ("Monday–Friday", ["08:30–12:00"]),
            ("Saturday", ["09:00–11:00"]),
        ]
    station.closures.create(starts_on=today, ends_on=today, reason="检修", reason_en="Repairs")
    page = text_of(client, f"/stations/{station.slug}/")
    assert "Closed today" in page and "Repairs" in page and "Monday–Friday" in page


def test_days_and_rules_are_put_into_words(cast, station):
    rule = a_rule(station, days="5, 25", months="odd")
    second = a_rule(station, frequency="monthly_weekday", nth=2, weekday=3, days="")
    today = date(2026, 11, 20)
    with translation.override("en"):
        assert day_words(date(2026, 11, 25), today=today) == "Wed 25 November"
        assert day_words(date(2027, 1, 5), today=today) == "Tue 5 January 2027"
        assert rule_words(rule) == "Odd months, day 5, 25"
        assert rule_words(second) == "Every month, second Wednesday"
    with translation.override("zh-hans"):
        assert day_words(date(2026, 11, 25), today=today) == "11月25日 星期三"
        assert day_words(date(2027, 1, 5), today=today) == "2027年1月5日 星期二"


def many(cast, count):
    """So many stations of several townships, each with a page and two announced days."""
    today = timezone.localdate()
    for number in range(Station.objects.count(), count):
        station = a_station(
            cast, f"s{number}", district=f"第{number % 7}镇", serving=False, officer=cast.sun
        )
        keep_station_page(station)
        for ahead in (3, 9):
            on = today + timedelta(days=ahead)
            a_reception(station, on, cast.lin_mandate, cast.zhao_mandate, status="announced")


@pytest.mark.parametrize("path", ["/", "/stations/", "/stations/s0/", "/search/?q=联络站"])
def test_public_pages_cost_at_most_ten_queries_however_many_stations(cast, client, path):
    spent = []
    for count in (3, 40):
        many(cast, count)
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[1] <= 10, spent
