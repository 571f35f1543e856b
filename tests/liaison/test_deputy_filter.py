"""Clerk Gao finds the lawyers who serve at one station, among four hundred deputies."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from liaison.models import Station, StationDeputy
from performance.models import Deputy, Mandate, Speciality

from ..cast import login

MANY = 418


@pytest.fixture
def county_of_418(cast):
    """418 deputies: every tenth knows law, every seventh serves at the station."""
    station = Station.objects.create(
        congress=cast.county, kind="station", name="东岭联络站", slug="dongling", district="东岭镇",
        address="东岭镇1号",
    )  # fmt: skip
    people = Deputy.objects.bulk_create(
        [Deputy(name=f"代表{number:03d}") for number in range(MANY - 2)]
    )
    values = {"congress": cast.county, "term": cast.term, "starts_on": cast.term.starts_on}
    mandates = Mandate.objects.bulk_create(
        [Mandate(deputy=p, certificate_no=f"C{n:03d}", **values) for n, p in enumerate(people)]
    )
    law = Speciality.objects.create(congress=cast.county, name="法律")
    Speciality.objects.create(congress=cast.county, name="教育")
    for mandate in mandates[::10]:
        mandate.specialities.add(law)
    StationDeputy.objects.bulk_create(
        [
            StationDeputy(station=station, mandate=mandate, starts_on=date(2024, 1, 1))
            for mandate in mandates[::7]
        ]
    )
    left = StationDeputy.objects.get(mandate=mandates[70])
    left.ends_on = timezone.localdate() - timedelta(days=1)
    left.save()
    return station, [mandates[number].deputy.name for number in range(0, MANY - 2, 70)]


def test_l1_law_and_a_station_find_the_right_deputies_and_print_their_code_cards(
    client, cast, county_of_418, django_assert_max_num_queries
):
    station, both = county_of_418
    Deputy.objects.filter(name="代表000").update(phone="13911112222")
    right = [name for name in both if name != "代表070"]  # left the station yesterday
    login(client, cast.gao)
    asked = f"?speciality=法律&station={station.pk}"
    page = client.get(reverse("performance:deputies") + asked).content.decode()
    shown = [f"代表{number:03d}" for number in range(MANY) if f"代表{number:03d}</a>" in page]
    assert shown == right and len(right) == 5
    with django_assert_max_num_queries(25):
        cards = client.get(reverse("performance:code-cards") + asked).content.decode()
    assert cards.count('<section class="pf-card">') == len(right)
    assert cards.count("<svg") >= len(right) and "东岭联络站" in cards
    assert "法律" in cards and "13911112222" not in cards
    nobody = client.get(reverse("performance:deputies") + "?speciality=法律&station=999999")
    assert "No deputy fits" in nobody.content.decode()


def test_the_list_costs_as_much_for_thirty_as_for_three(client, cast, county_of_418):
    login(client, cast.gao)
    client.get(reverse("performance:deputies"))

    def cost(asked):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("performance:deputies") + asked).status_code == 200
        return len(queries)

    assert cost("?q=C00") == cost("") == cost("?order=pinyin")
