"""People sign in by user name or by phone, start where they work, and go no further than that."""

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse

from foundation.models import Role
from foundation.office import KEEPERS

from ..cast import PASSWORD, login, post


def test_clerk_gao_signs_in_by_name_or_by_phone_but_not_with_a_wrong_password(cast, rf):
    request = rf.post("/sign-in/")
    for name in ("gao", "13800000001"):
        assert authenticate(request, username=name, password=PASSWORD) == cast.gao
    assert authenticate(request, username="gao", password="not this one") is None
    assert authenticate(request, username="nobody", password=PASSWORD) is None


def test_each_person_starts_where_they_work(client, cast):
    for person, first_page in [(cast.gao, "/desk/"), (cast.lin, "/my/")]:
        client.post("/sign-in/", {"username": person.username, "password": PASSWORD})
        assert client.get("/after-sign-in/").headers["Location"] == first_page
        assert client.get("/sign-in/").headers["Location"] == "/after-sign-in/"
        assert client.get(first_page).status_code == 200
        client.post("/sign-out/")
        assert client.get(first_page).headers["Location"] == f"/sign-in/?next={first_page}"


def test_the_office_opens_to_postings_of_today_and_to_nobody_else(client, cast):
    def answer(user):
        login(client, user)
        return client.get("/office/", follow=True).status_code

    assert (answer(cast.gao), answer(cast.lin), answer(cast.jin)) == (200, 403, 403)
    login(client, None)
    assert client.get("/office/").headers["Location"] == "/sign-in/?next=/office/"
    assert client.get("/office/login/").headers["Location"].startswith("/sign-in/")
    cast.gao.postings.all().delete()
    assert answer(cast.gao) == 403
    post(cast.gao, Role.HEAD, "congress", cast.county)
    assert answer(cast.gao) == 200
    assert list(cast.gao.groups.values_list("name", flat=True)) == [KEEPERS]


def test_after_five_wrong_passwords_the_door_is_shut_for_a_while(client, cast):
    wrong = {"username": "gao", "password": "wrong"}
    answers = [client.post("/sign-in/", wrong).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    page = client.post("/sign-in/", {"username": "gao", "password": PASSWORD})
    assert page.status_code == 429 and "Sign-in is paused" in page.text
    assert client.post("/sign-in/", {"username": "lin", "password": PASSWORD}).status_code == 302


def test_a_new_password_replaces_the_old_one(client, cast):
    login(client, cast.lin)
    form = {"old_password": PASSWORD, "new_password1": "gold osmanthus 21"}
    mistyped = client.post("/account/password/", form | {"new_password2": "other"})
    assert "field" in mistyped.text and mistyped.status_code == 200
    done = client.post("/account/password/", form | {"new_password2": "gold osmanthus 21"})
    assert done.status_code == 302
    cast.lin.refresh_from_db()
    assert cast.lin.check_password("gold osmanthus 21")


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example"])
def test_switches_come_back_to_the_page_and_never_lead_elsewhere(client, db, there):
    back = client.post(reverse("foundation:larger-text"), {"on": "1", "next": "/sign-in/"})
    assert back.headers["Location"] == "/sign-in/"
    assert "lz-large" in client.get("/sign-in/").text
    assert client.post("/larger-text/", {"on": "0", "next": there}).headers["Location"] == "/"
    assert "lz-large" not in client.get("/sign-in/").text
    client.post("/language/", {"language": "zh-hans", "next": "/sign-in/"})
    assert 'lang="zh-hans"' in client.get("/sign-in/").text
    assert "elsewhere" not in client.post("/language/", {"next": there}).headers["Location"]
