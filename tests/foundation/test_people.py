"""Three administrators keep the people: one adds, one posts, one looks on; nobody is two."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from foundation.models import Posting, Role
from foundation.permissions import people_kept_by
from foundation.postings import holds
from foundation.services.people import add_person, end_posting, grant_posting, set_password
from liaison.models import Station

from ..cast import login, person, post

NEW_PASSWORD = "gold osmanthus 21"


@pytest.fixture
def xi(cast):
    """System administrator of the county."""
    xi = person("xi", "席系统")
    post(xi, Role.SYSTEM_ADMIN, "congress", cast.county)
    return xi


@pytest.fixture
def an(cast):
    """Security administrator of the county."""
    an = person("an", "安保密")
    post(an, Role.SECURITY_ADMIN, "congress", cast.county)
    return an


def clerk_of(congress):
    return {"role": Role.CLERK, "scope": "congress", "scope_id": congress.pk}


def test_one_adds_a_person_another_posts_them_and_neither_can_do_both(cast, xi, an):
    with pytest.raises(PermissionDenied):
        add_person(username="fang", name="方新", password=NEW_PASSWORD, by=an)
    fang = add_person(username="fang", name="方新", password=NEW_PASSWORD, by=xi)
    with pytest.raises(PermissionDenied):
        grant_posting(person=fang, **clerk_of(cast.county), by=xi)
    grant_posting(person=fang, **clerk_of(cast.county), by=an)
    assert holds(fang, {Role.CLERK}, "congress", cast.county.pk)
    actions = ModelLogEntry.objects.filter(object_id=fang.pk).values_list("action", "user")
    assert set(actions) == {
        ("foundation.person_add", xi.pk),
        ("foundation.posting_grant", an.pk),
    }


def test_granting_twice_is_one_posting_and_ending_it_closes_every_door(cast, an):
    for _time in range(2):
        posting = grant_posting(person=cast.lin, **clerk_of(cast.county), by=an)
    assert Posting.objects.filter(user=cast.lin).count() == 1
    assert cast.lin.has_perm("wagtailadmin.access_admin") or cast.lin.groups.exists()
    for _time in range(2):
        end_posting(posting, on=timezone.localdate(), by=an)
    posting.refresh_from_db()
    assert posting.ends_on == timezone.localdate() - timedelta(days=1)
    cast.lin.__dict__.pop("_postings_today", None)
    assert not holds(cast.lin, {Role.CLERK}) and not cast.lin.groups.exists()


def test_nobody_posts_themselves_or_people_of_another_county(cast, an):
    assert grant_posting(person=cast.zhao, **clerk_of(cast.county), by=an)
    for who, where in [(an, cast.county), (cast.zhao, cast.other_county)]:
        with pytest.raises(PermissionDenied):
            grant_posting(person=who, **clerk_of(where), by=an)
    with pytest.raises(PermissionDenied):
        end_posting(an.postings.get(), on=date(2026, 1, 1), by=an)
    with pytest.raises(PermissionDenied):
        end_posting(cast.bai.postings.get(), on=date(2026, 1, 1), by=an)


def test_no_account_is_two_of_the_three_administrators(cast, xi, an):
    seat = {"scope": "congress", "scope_id": cast.county.pk}
    for who in (xi, cast.jin):
        with pytest.raises(ValidationError, match="cannot be two"):
            grant_posting(person=who, role=Role.SECURITY_ADMIN, **seat, by=an)
    yesterday = timezone.localdate() - timedelta(days=1)
    xi.postings.update(ends_on=yesterday)
    assert grant_posting(person=xi, role=Role.AUDITOR, **seat, by=an)
    with pytest.raises(ValidationError, match="not held"):
        grant_posting(person=xi, role=Role.STATION_OFFICER, **seat, by=an)


def test_a_station_officer_is_posted_to_a_station_of_ones_own_county_only(cast, an):
    def station_of(congress, slug):
        station = Station.objects.create(
            congress=congress, name=slug, slug=slug, kind=Station.Kind.STATION
        )
        return {"role": Role.STATION_OFFICER, "scope": "station", "scope_id": station.pk}

    assert grant_posting(person=cast.chen, **station_of(cast.county, "dongling"), by=an)
    with pytest.raises(PermissionDenied):
        grant_posting(person=cast.chen, **station_of(cast.other_county, "qingshan"), by=an)


def test_a_password_is_set_in_person_but_never_an_administrators(cast, xi, an):
    set_password(cast.lin, NEW_PASSWORD, by=xi)
    cast.lin.refresh_from_db()
    assert cast.lin.check_password(NEW_PASSWORD)
    for target in (xi, an, cast.jin, cast.bai):
        with pytest.raises(PermissionDenied):
            set_password(target, NEW_PASSWORD, by=xi)
    with pytest.raises(PermissionDenied):
        set_password(cast.lin, NEW_PASSWORD, by=an)
    with pytest.raises(ValidationError):
        set_password(cast.lin, "123", by=xi)


def test_an_administrator_keeps_their_own_countys_people_and_the_unposted(cast, xi):
    fang = person("fang", "方新")
    kept = set(people_kept_by(xi))
    assert {cast.gao, cast.lin, cast.jin, fang} <= kept
    assert cast.bai not in kept
    assert set(people_kept_by(cast.gao)) <= {fang, cast.chen, cast.sun, cast.wu}


def test_the_page_adds_posts_and_refuses_with_a_sentence(client, cast, xi, an):
    login(client, xi)
    new = {"name": "方新", "username": "fang", "phone": "", "password": "123"}
    page = client.post(reverse("foundation:person-add"), new)
    assert page.status_code == 422 and "too short" in page.text
    taken = client.post(reverse("foundation:person-add"), new | {"username": "gao"})
    assert taken.status_code == 422 and "already exists" in taken.text
    made = client.post(reverse("foundation:person-add"), new | {"password": NEW_PASSWORD})
    there = made.headers["Location"]
    assert "Set a password in person" in client.get(there).text
    assert "Give a posting" not in client.get(there).text
    grant = there + "posting/"
    given = {"role": "clerk", "place": f"congress:{cast.county.pk}"}
    assert client.post(grant, given).status_code == 403
    login(client, an)
    elsewhere = {"role": "clerk", "place": f"congress:{cast.other_county.pk}"}
    assert client.post(grant, elsewhere).status_code == 422
    backwards = given | {"starts_on": "2026-05-02", "ends_on": "2026-05-01"}
    assert "before the first" in client.post(grant, backwards).text
    assert client.post(grant, given).status_code == 302
    assert "End now" in client.get(there).text
    posting = Posting.objects.get(user__username="fang")
    client.post(reverse("foundation:posting-end", args=[posting.pk]))
    assert "not in force" in client.get(there).text
    assert "方新" in client.get(reverse("foundation:people") + "?q=方").text


def test_the_list_of_people_costs_the_same_for_three_and_for_thirty(
    client, cast, xi, django_assert_max_num_queries
):
    login(client, xi)
    client.get(reverse("foundation:people"))
    for number in range(30):
        post(person(f"p{number}", f"员{number}"), Role.COMMITTEE, "congress", cast.county)
    with django_assert_max_num_queries(14):
        assert "员29" in client.get(reverse("foundation:people")).text
