"""The pages of check-in: a phone, the organiser's screen, the list of what is odd."""

import re
from datetime import datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from performance.check_in_codes import screen_code, step_at, typed_code
from performance.models import CheckIn
from performance.services.activities import publish_activity

from ..cast import PASSWORD, login
from .conftest import DAY, line_of

NINE = timezone.make_aware(datetime.combine(DAY, time(9, 0)))
PAGE = reverse("performance:check-in")


@pytest.fixture
def sitting(published, monkeypatch):
    """A morning's meeting, at nine o'clock."""
    activity = published()
    monkeypatch.setattr(timezone, "now", lambda: NINE)
    return activity.sittings.get()


def code_of(sitting, moment=NINE):
    return screen_code(settings.SECRET_KEY, sitting.pk, step_at(moment))


def later(monkeypatch, **values):
    monkeypatch.setattr(timezone, "now", lambda: NINE.replace(**values))


def ticket_in(address):
    return parse_qs(urlsplit(address).query)["t"][0]


def test_lin_scans_signs_in_and_presses_once(client, cast, sitting, monkeypatch):
    first = client.get(PAGE, {"c": code_of(sitting)})
    assert first.status_code == 302 and "?t=" in first["Location"]
    asked = client.get(first["Location"])
    assert asked.status_code == 302 and asked["Location"].startswith("/sign-in/")
    later(monkeypatch, minute=3)  # signing in took three minutes; the code was seen in time
    signed_in = client.post(asked["Location"], {"username": "lin", "password": PASSWORD})
    page = client.get(signed_in["Location"])
    assert page.status_code == 200 and "第五次会议" in page.content.decode()
    ticket = page.context["ticket"]
    done = client.post(PAGE, {"ticket": ticket})
    again = client.post(PAGE, {"ticket": ticket})
    assert done["Location"] == again["Location"]
    shown = client.get(done["Location"]).content.decode()
    assert "You are checked in" in shown and "09:00:00" in shown
    assert CheckIn.objects.get().at == NINE.replace(minute=3)
    assert line_of(sitting.activity, cast.lin_mandate).status == "present"


def test_a_ticket_is_worth_nothing_on_another_phone(client, cast, sitting):
    login(client, cast.lin)
    ticket = client.get(PAGE, {"c": code_of(sitting)})["Location"]
    other = Client()
    login(other, cast.zhao)
    assert "Too much time" in other.get(ticket).content.decode()
    text = ticket_in(ticket)
    assert other.post(PAGE, {"ticket": text}).status_code == 422
    assert client.get(ticket).status_code == 200 and not CheckIn.objects.exists()


def test_typing_the_short_code_works_and_an_old_one_says_why(client, cast, sitting, monkeypatch):
    login(client, cast.lin)
    typed = typed_code(settings.SECRET_KEY, sitting.pk, step_at(NINE))
    later(monkeypatch, second=31)
    refused = client.post(PAGE, {"code": typed})
    assert refused.status_code == 422
    assert "Scan the code that is on the screen now" in refused.content.decode()
    assert not CheckIn.objects.exists()
    later(monkeypatch, second=20)
    done = client.post(PAGE, {"code": f" {typed[:4].lower()} {typed[4:]}", "nonce": "ab12"})
    assert done.status_code == 302
    assert CheckIn.objects.get().nonce == "ab12"


def test_a_phone_that_kept_the_code_sends_it_later_and_is_told(client, cast, sitting, monkeypatch):
    login(client, cast.lin)
    later(monkeypatch, hour=13)
    data = {"code": code_of(sitting), "later": "1", "device_at": "2026-03-03T09:00:04+08:00"}
    headers = {"Accept": "application/json"}
    answer = client.post(PAGE, data, headers=headers)
    assert answer.json()["state"] == "waiting"
    row = CheckIn.objects.get()
    assert (row.shown_at, row.device_at) == (NINE, NINE.replace(second=4))
    page = client.get(answer.json()["url"]).content.decode()
    assert "the officer will look at it" in page and "It was sent later." in page
    client.logout()
    assert client.post(PAGE, data, headers=headers).status_code == 401
    login(client, cast.lin)
    data["code"] = "v1.1.1.A"
    assert "not a code" in client.post(PAGE, data, headers=headers).json()["message"]


def test_the_screen_shows_a_code_that_works_and_counts_who_came(client, cast, sitting):
    login(client, cast.gao)
    url = reverse("performance:check-in-screen", args=[sitting.activity_id, sitting.pk])
    page = client.get(url)
    assert "<strong>0</strong> of 2 here" in page.content.decode()
    assert page["Cache-Control"].count("no-store")
    phone = Client()
    login(phone, cast.lin)
    ticket = phone.get(page.context["url"])["Location"]
    phone.post(PAGE, {"ticket": ticket_in(ticket)})
    part = client.get(url)
    said = part.content.decode()
    assert "<strong>1</strong> of 2 here" in said and "林秀英" in said
    assert re.search(r"<strong>[0-9A-Z]{4} [0-9A-Z]{4}</strong>", said)


def test_gao_decides_what_was_flagged_with_a_reason(client, cast, sitting):
    phone = Client()
    for who in (cast.lin, cast.zhao):
        login(phone, who)
        ticket = phone.get(PAGE, {"c": code_of(sitting)})["Location"]
        done = phone.post(PAGE, {"ticket": ticket_in(ticket)})
    shown = phone.get(done["Location"]).content.decode()
    assert "This phone was used for another deputy too." in shown and "林秀英" not in shown
    login(client, cast.gao)
    activity = client.get(sitting.activity.get_absolute_url()).content.decode()
    url = reverse("performance:check-ins", args=[sitting.activity_id])
    assert "1 check-in waits for you" in activity and url in activity
    page = client.get(url).content.decode()
    assert "One phone for two deputies" in page and "林秀英 2026-03-03 09:00" in page
    row = CheckIn.objects.waiting().get()
    refused = client.post(url, {"chosen": [row.pk], "accept": "1", "reason": ""})
    assert refused.status_code == 422 and "Say why." in refused.content.decode()
    assert client.post(url, {"chosen": [row.pk], "accept": "1", "reason": "借用手机，本人在场"})
    assert line_of(sitting.activity, cast.zhao_mandate).status == "present"
    told = phone.get(done["Location"]).content.decode()
    assert "You are checked in" in told and "借用手机" in told


def test_the_organiser_writes_the_times_of_a_half_day(client, cast, make_activity):
    activity = make_activity()
    login(client, cast.gao)
    url = reverse("performance:activity-edit", args=[activity.pk])
    form = {
        "title": "第五次会议",
        "kind": activity.kind_id,
        "occasion": "plenary",
        "sittings": ["2026-03-03 morning"],
        "mandatory": "on",
        "times_morning": "9:30-8:00",
    }
    refused = client.post(url, form)
    assert refused.status_code == 422 and "It ends before it begins" in refused.content.decode()
    assert client.post(url, {**form, "times_morning": "8：30至11：45"}).status_code == 302
    sitting = activity.sittings.get()
    assert (sitting.begins, sitting.ends) == (time(8, 30), time(11, 45))
    publish_activity(activity, by=cast.gao)
    announced = {"title": "第五次会议", "times_morning": "10:00–12:00"}
    assert client.post(url, announced).status_code == 302
    sitting.refresh_from_db()
    assert sitting.begins == time(10, 0)


def test_the_list_of_odd_check_ins_costs_the_same_for_three_and_for_thirty(
    client, cast, sitting, more_deputies, django_assert_max_num_queries
):
    url = reverse("performance:check-ins", args=[sitting.activity_id])
    login(client, cast.gao)
    client.get(url)  # what is asked once and remembered

    def flag(mandates):
        CheckIn.objects.bulk_create(
            CheckIn(
                sitting=sitting,
                mandate=mandate,
                method="late",
                state="waiting",
                reasons=[{"code": "sent_later", "about": ""}],
                by=cast.lin,
                at=NINE,
            )
            for mandate in mandates
        )

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (3, 27):
        flag(more_deputies(more))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
