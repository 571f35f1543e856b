"""云岭县's stations: where deputies receive residents, on which days, who is on duty."""

from datetime import date, time, timedelta

from foundation.models import Posting, Role
from liaison.models import (
    Closure,
    OpeningHours,
    ReceptionDay,
    RosterRule,
    Station,
    StationDeputy,
)
from liaison.services.receptions import announce, hold_reception
from liaison.services.rosters import assign_deputies, generate_reception_days
from liaison.working_calendar import working_calendar

from .names import TOWNS

Kind = Station.Kind
# town number in TOWNS, slug, kind, name, English name, address, English address, how it receives
STATIONS = [
    (
        *(2, "county-home", Kind.HOME, "云岭县人大代表之家", "Yunling County Deputies' Home"),
        *("云岭街道人民路18号便民服务中心二楼", "2nd floor, Service Centre, 18 Renmin Road"),
        {"frequency": "monthly_day", "days": "5, 25"},
    ),
    (
        *(0, "dongling", Kind.STATION, "东岭镇人大代表联络站", "Dongling Town Liaison Station"),
        *("东岭镇政府大院一楼东侧", "Ground floor, east wing, Dongling Town Government"),
        {"frequency": "monthly_weekday", "nth": 2, "weekday": 3},
    ),
    (
        *(1, "xihe", Kind.STATION, "西河镇人大代表联络站", "Xihe Town Liaison Station"),
        *("西河镇河滨路6号", "6 Hebin Road, Xihe Town"),
        {"frequency": "monthly_day", "days": "15"},
    ),
    (
        *(3, "shiqiao", Kind.STATION, "石桥镇人大代表联络站", "Shiqiao Town Liaison Station"),
        *("石桥镇老街42号", "42 Old Street, Shiqiao Town"),
        {"frequency": "monthly_day", "days": "9, 19", "holiday_policy": "next_workday"},
    ),
    (
        *(4, "qingxi", Kind.STATION, "清溪镇人大代表联络站", "Qingxi Town Liaison Station"),
        *("清溪镇文化站一楼", "Ground floor, Qingxi Town Cultural Centre"),
        {"frequency": "monthly_weekday", "nth": -1, "weekday": 5},
    ),
    (
        *(5, "nanping", Kind.STATION, "南坪乡人大代表联络站", "Nanping Township Liaison Station"),
        *("南坪乡政府旁综合楼101室", "Room 101, beside Nanping Township Government"),
        {"frequency": "monthly_day", "days": "15", "months": "odd"},
    ),
    (
        *(2, "binjiang", Kind.CONTACT_POINT, "滨江社区代表联系点", "Binjiang Community Point"),
        *("云岭街道滨江社区居委会", "Binjiang Community Office, Yunling Subdistrict"),
        {"frequency": "weekly", "weekday": 4, "min_deputies": 1},
    ),
    (
        *(0, "liuxi", Kind.CONTACT_POINT, "柳溪村代表联系点", "Liuxi Village Contact Point"),
        *("东岭镇柳溪村党群服务中心", "Liuxi Village Service Centre, Dongling Town"),
        {"frequency": "monthly_weekday", "nth": 1, "weekday": 6, "min_deputies": 1},
    ),
    (
        *(3, "tea-studio", Kind.STUDIO, "茶产业代表工作室", "Tea Industry Deputy Studio"),
        *("石桥镇茶叶专业合作社", "Tea Growers' Cooperative, Shiqiao Town"),
        {"frequency": "monthly_day", "days": "20", "months": "quarter_end", "min_deputies": 1},
    ),
]
OFFICERS = {"chen": "dongling", "sun": "xihe"}


def make_stations(place, people, today):
    """Nine stations with their rules and deputies; reception days of two months past and to come,
    the past ones held, those to come announced."""
    calendar = working_calendar()
    first = (today.replace(day=1) - timedelta(days=32)).replace(day=1)
    last = (today.replace(day=1) + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    stations = {}
    for number, row in enumerate(STATIONS):
        station = _station(place, number, row)
        stations[station.slug] = station
        _who_serves(place, station, TOWNS[row[0]][0])
        rule = RosterRule.objects.create(
            station=station,
            starts_at=time(9, 0),
            ends_at=time(11, 0),
            valid_from=date(today.year - 1, 1, 1),
            **row[7],
        )
        generate_reception_days(rule, first, last, calendar=calendar, by=people["gao"])
        assign_deputies(station, first, last, by=people["gao"])
    for username, slug in OFFICERS.items():
        Posting.objects.create(
            user=people[username],
            role=Role.STATION_OFFICER,
            scope="station",
            scope_id=stations[slug].pk,
        )
    Closure.objects.create(
        station=stations["qingxi"],
        starts_on=today + timedelta(days=9),
        ends_on=today + timedelta(days=11),
        reason="镇文化站检修电路",
        reason_en="Electrical repairs in the building",
    )
    _live_through(people, today)
    return stations


def _station(place, number, row):
    town, slug, kind, name, name_en, address, address_en, _rule = row
    station = Station.objects.create(
        congress=place.county,
        kind=kind,
        name=name,
        name_en=name_en,
        slug=slug,
        district=TOWNS[town][0],
        district_en=TOWNS[town][1],
        address=address,
        address_en=address_en,
        phone=f"0888-555{number:04d}",
        latitude=f"{30.20 + number * 0.031:.5f}",
        longitude=f"{109.75 + number * 0.027:.5f}",
        access_note="一楼入口有坡道，大厅有座椅。" if number % 2 else "",
        access_note_en="Ramp at the ground-floor entrance; seats in the hall."
        if number % 2
        else "",
    )
    if kind in {Kind.HOME, Kind.STATION}:
        OpeningHours.objects.bulk_create(
            [
                OpeningHours(station=station, weekday=weekday, opens_at=opens, closes_at=closes)
                for weekday in range(1, 6)
                for opens, closes in [(time(8, 30), time(12, 0)), (time(14, 30), time(17, 30))]
            ]
        )
    return station


def _who_serves(place, station, town):
    """The town's deputies in office; a deputies' home has the standing committee's too."""
    mandates = [m for m in place.mandates if place.town_of[m.pk] == town and m.ends_on is None]
    if station.kind == Kind.HOME:
        mandates = list({m.pk: m for m in [*mandates, *place.standing]}.values())
    StationDeputy.objects.bulk_create(
        [
            StationDeputy(station=station, mandate=mandate, starts_on=mandate.starts_on)
            for mandate in mandates
        ]
    )


def _live_through(people, today):
    for day in ReceptionDay.objects.order_by("on", "pk"):
        announce(day, by=people["gao"])
        if day.on < today:
            hold_reception(day, by=people["gao"])
