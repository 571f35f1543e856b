"""Deputy Lin tells of a duty on her phone; Clerk Gao confirms it; nothing counts before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from performance.models import DutyRecord, Gift, Household, HouseholdTalk, Suspension
from performance.services.households import link_household
from performance.services.records import confirm_record

from ..cast import login


@pytest.fixture
def full(cast):
    """The county works by the fuller catalogue."""
    cast.county.kind_catalogue = "full"
    cast.county.save()
    return cast


def form_of(client, duty="visit", **changes):
    page = client.get(reverse("performance:log-form", args=[duty]))
    assert page.status_code == 200
    return {
        "on": timezone.localdate().isoformat(),
        "place": "东岭村",
        "title": "走访两户，了解用水",
        "key": page.context["form"]["key"].value(),
        **changes,
    }


def send(client, duty="visit", headers=None, **changes):
    form = form_of(client, duty, **changes)
    return client.post(reverse("performance:log-form", args=[duty]), form, headers=headers)


def test_lin_logs_a_visit_and_sees_at_once_that_it_waits(client, cast):
    login(client, cast.lin)
    page = client.post("/my/log/visit/", form_of(client), follow=True).content.decode()
    assert "It counts once the office has confirmed it" in page
    assert "走访两户，了解用水" in page and "Waiting to be confirmed" in page
    record = DutyRecord.objects.get()
    assert (record.occasion, record.mode, record.kind.code) == ("visit", "visit", "voter_contact")
    assert record.quantity == 1000


def test_sending_twice_makes_one_and_says_so(client, cast):
    login(client, cast.lin)
    form = form_of(client)
    client.post("/my/log/visit/", form)
    page = client.post("/my/log/visit/", form | {"title": "另一句"}, follow=True)
    assert "had been sent already" in page.content.decode()
    client.post("/my/log/policy_talk/", form)
    assert DutyRecord.objects.get().title == "走访两户，了解用水"


def test_the_script_is_told_where_to_go_and_the_message_is_kept_for_that_page(client, cast):
    login(client, cast.lin)
    answer = send(client, headers={"X-Luzhi-Draft": "1"})
    assert answer.json() == {"next": f"/my/log/?mandate={cast.lin_mandate.pk}"}
    assert "Sent." in client.get(answer.json()["next"]).content.decode()
    assert send(client, title="", headers={"X-Luzhi-Draft": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": "2099-01-01"}, "still to come"),
        ({"on": "2001-01-01"}, "time in office"),
        ({"on": "昨天"}, "valid date"),
        ({"title": "走访张某 42032319900307001X"}, "identity card number"),
        ({"title": "电话 １３８ ００００ ０００２"}, "桥头第3户"),
        ({"place": "13800000002"}, "mobile phone number"),
        ({"title": "长" * 161}, "160"),
        ({"title": " \n "}, "required"),
        ({"key": "x"}, "UUID"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(client, cast, changes, words):
    login(client, cast.lin)
    response = send(client, **changes)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not DutyRecord.objects.exists()
    assert send(client).status_code == 302


def test_nothing_is_entered_for_a_day_under_suspension(client, cast):
    today = timezone.localdate()
    Suspension.objects.create(
        mandate=cast.lin_mandate, starts_on=today - timedelta(days=9), reason="依法暂停"
    )
    login(client, cast.lin)
    response = send(client)
    assert response.status_code == 422 and "suspended" in response.content.decode()
    earlier = (today - timedelta(days=10)).isoformat()
    assert send(client, on=earlier).status_code == 302


def test_an_entry_after_more_than_fifteen_days_is_taken_and_told_it_is_late(client, cast):
    login(client, cast.lin)
    today = timezone.localdate()
    for days, late in [(15, False), (16, True)]:
        on = (today - timedelta(days=days)).isoformat()
        form = form_of(client, on=on)
        page = client.post("/my/log/visit/", form, follow=True).content.decode()
        assert ("It is marked late" in page) is late
        assert DutyRecord.objects.get(on=on).late is late


def test_an_unconfirmed_entry_is_taken_back_with_one_tap_a_confirmed_one_is_not(client, cast):
    login(client, cast.lin)
    send(client), send(client)
    first, second = DutyRecord.objects.order_by("pk")
    confirm_record(second, by=cast.gao)
    for record, status in [(first, "withdrawn"), (second, "confirmed")]:
        url = reverse("performance:log-take-back", args=[record.pk])
        for _twice in range(2):
            assert client.post(url).status_code == 302
        record.refresh_from_db()
        assert record.status == status
    login(client, cast.zhao)
    assert client.post(url).status_code == 404


def test_an_entry_the_office_made_is_not_the_deputys_to_take_back(client, cast):
    from performance.models import DutyKind
    from performance.services.records import submit_record

    kind = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    record = submit_record(
        cast.lin_mandate, kind=kind, on=date(2026, 3, 3), title="视察", source="x:1", by=cast.gao
    )
    login(client, cast.lin)
    assert "视察" in client.get("/my/log/").content.decode()
    url = reverse("performance:log-take-back", args=[record.pk])
    assert client.post(url).status_code == 403
    record.refresh_from_db()
    assert record.status == "submitted"


def test_a_talk_names_linked_households_and_shows_in_their_list(client, full):
    login(client, full.lin)
    page = client.get("/my/log/household_talk/").content.decode()
    assert "No household is linked yet" in page
    linked = link_household(full.lin_mandate, label="桥头第3户", area="三组", by=full.lin)
    theirs = link_household(full.zhao_mandate, label="河边第1户", area="一组", by=full.zhao)
    assert send(client, "household_talk", mode="phone").status_code == 422
    wrong = send(client, "household_talk", mode="phone", households=[theirs.pk])
    assert wrong.status_code == 422
    assert send(client, "household_talk", mode="phone", households=[linked.pk]).status_code == 302
    talk = HouseholdTalk.objects.get()
    assert (talk.household, talk.record.mode) == (linked, "phone")
    assert "one is waiting" in client.get("/my/households/").content.decode()
    confirm_record(talk.record, by=full.gao)
    assert "Last talk" in client.get("/my/households/").content.decode()


def test_a_donation_keeps_its_worth_apart_in_whole_cents(client, full):
    login(client, full.lin)
    for changes, words in [
        ({}, "an amount, the goods, or both"),
        ({"amount": "很多"}, "is not an amount of money"),
        ({"amount": "-3"}, "is not an amount of money"),
    ]:
        response = send(client, "donation", **changes)
        assert response.status_code == 422 and words in response.content.decode()
    assert send(client, "donation", amount="1,200.50", goods="大米十袋").status_code == 302
    gift = Gift.objects.get()
    assert (gift.amount_cents, gift.goods, gift.record.quantity) == (120050, "大米十袋", 1000)


def test_a_returned_talk_is_filled_in_again_with_other_households(client, full):
    login(client, full.lin)
    one, two = (
        link_household(full.lin_mandate, label=f"桥头第{n}户", area="三组", by=full.lin)
        for n in (1, 2)
    )
    send(client, "household_talk", mode="visit", households=[one.pk])
    record = DutyRecord.objects.get()
    login(client, full.gao)
    client.post(reverse("performance:record-return", args=[record.pk]), {"reason": "写错户"})
    login(client, full.lin)
    again = reverse("performance:log-again", args=[record.pk])
    page = client.get(again)
    assert page.context["form"].initial["households"] == [one.pk]
    form = {"on": record.on.isoformat(), "title": "走访", "mode": "phone", "households": [two.pk]}
    assert client.post(again, form).status_code == 302
    record.refresh_from_db()
    assert (record.status, record.mode) == ("submitted", "phone")
    assert [talk.household for talk in record.household_talks.all()] == [two]


def test_a_kind_the_congress_has_no_place_for_is_not_there(client, cast):
    login(client, cast.lin)
    assert client.get("/my/log/donation/").status_code == 404
    assert client.get("/my/log/nonsense/").status_code == 404
    assert "donation" not in client.get("/my/log/").content.decode()


def test_eleven_households_are_one_too_many_even_from_two_tabs(client, cast):
    login(client, cast.lin)
    url = reverse("performance:my-households")
    for number in range(10):
        assert client.post(url, {"label": f"第{number}户", "area": "三组"}).status_code == 302
    page = client.post(url, {"label": "第11户", "area": "三组"})
    assert page.status_code == 422 and "as many as this congress allows" in page.content.decode()
    assert client.post(url, {"label": "第3户", "area": "三组"}).status_code == 302
    assert Household.objects.linked().count() == 10
    household = Household.objects.get(label="第3户")
    client.post(reverse("performance:household-close", args=[household.pk]))
    assert client.post(url, {"label": "第11户", "area": "三组"}).status_code == 302
    assert (Household.objects.count(), Household.objects.linked().count()) == (11, 10)


def test_the_database_itself_refuses_a_second_household_in_one_place(cast):
    from django.db import IntegrityError, transaction

    link_household(cast.lin_mandate, label="第1户", area="三组", by=cast.lin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.create(
            mandate=cast.lin_mandate,
            label="第2户",
            area="三组",
            place_no=1,
            linked_on=date(2026, 1, 1),
        )


@pytest.mark.parametrize("field", ["label", "area"])
def test_a_household_typed_with_an_identity_is_refused(client, cast, field):
    login(client, cast.lin)
    words = {"label": "桥头第3户", "area": "东岭村三组"} | {field: "李某42032319900307001x"}
    response = client.post(reverse("performance:my-households"), words)
    assert response.status_code == 422
    assert "桥头第3户" in response.content.decode()
    assert not Household.objects.exists()


def test_a_household_is_renamed_and_closed_and_stays_in_the_list(client, cast):
    login(client, cast.lin)
    household = link_household(cast.lin_mandate, label="第1户", area="三组", by=cast.lin)
    rename = reverse("performance:household-rename", args=[household.pk])
    assert client.post(rename, {"label": "13800000002", "area": "三组"}).status_code == 422
    assert client.post(rename, {"label": "坡上第1户", "area": "四组"}).status_code == 302
    close = reverse("performance:household-close", args=[household.pk])
    for _twice in range(2):
        assert client.post(close).status_code == 302
    household.refresh_from_db()
    assert (household.label, household.is_linked) == ("坡上第1户", False)
    assert "坡上第1户" in client.get(reverse("performance:my-households")).content.decode()
    assert client.post(rename, {"label": "第9户", "area": "四组"}).status_code == 422


def test_one_photo_goes_with_the_visit_and_a_bad_one_stops_the_form(client, cast):
    from ..pictures import photo, upload

    login(client, cast.lin)
    form = form_of(client)
    bad = upload(b"not a picture at all")
    assert client.post("/my/log/visit/", form | {"photo": bad}).status_code == 422
    assert not DutyRecord.objects.exists()
    for _twice in range(2):
        assert client.post("/my/log/visit/", form | {"photo": photo()}).status_code == 302
    [evidence] = DutyRecord.objects.get().evidence.all()
    assert evidence.uploaded_by == cast.lin
