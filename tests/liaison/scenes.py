"""A station as the stories need it: Officer Chen runs 东岭镇联络站, where Lin and Zhao serve."""

from datetime import date, time

from foundation.models import Posting, Role
from liaison.models import ReceptionDay, RosterEntry, RosterRule, Station, StationDeputy


class PlainWeeks:
    """Monday to Friday, no holidays: what a story needs when holidays are not its subject."""

    def is_working(self, day):
        return day.isoweekday() <= 5


def a_station(cast, slug="dongling", *, officer=None, serving=True, **facts):
    """A station of the county; its officer (Chen unless said) is posted there."""
    station, new = Station.objects.get_or_create(
        slug=slug,
        defaults={
            "congress": cast.county,
            "kind": Station.Kind.STATION,
            "name": "东岭镇人大代表联络站" if slug == "dongling" else f"{slug}联络站",
            "district": "东岭镇",
            "address": "东岭镇政府大院一楼",
            **facts,
        },
    )
    if new:
        Posting.objects.create(
            user=officer or cast.chen,
            role=Role.STATION_OFFICER,
            scope="station",
            scope_id=station.pk,
        )
        if serving:
            for mandate in (cast.lin_mandate, cast.zhao_mandate):
                StationDeputy.objects.create(
                    station=station, mandate=mandate, starts_on=mandate.starts_on
                )
    return station


def a_rule(station, **facts):
    """Every month on the 25th from nine to eleven, unless said otherwise."""
    values = {
        "frequency": "monthly_day",
        "days": "25",
        "starts_at": time(9, 0),
        "ends_at": time(11, 0),
        "valid_from": date(2026, 1, 1),
    }
    return RosterRule.objects.create(station=station, **(values | facts))


def a_reception(station, on, *deputies, status="planned", **facts):
    """A reception from nine to eleven with these mandates on duty."""
    values = {"starts_at": time(9, 0), "ends_at": time(11, 0), "original_on": on}
    day = ReceptionDay.objects.create(station=station, on=on, status=status, **(values | facts))
    RosterEntry.objects.bulk_create(
        RosterEntry(reception_day=day, mandate=mandate) for mandate in deputies
    )
    return day
