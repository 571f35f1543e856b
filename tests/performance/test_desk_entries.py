"""A township presidium enters a duty of several deputies; the county confirms it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.models import Role
from performance.models import DeputyGroup, DutyRecord, Suspension

from ..cast import login, post

URL = "/desk/log/"


@pytest.fixture
def presidium(cast):
    """Chen is clerk of the presidium of the township both deputies were elected in."""
    post(cast.chen, Role.TOWN_CLERK, "delegation", cast.delegation)
    return cast.chen


def entry(cast, **changes):
    return {
        "duty": "inspection",
        "on": timezone.localdate().isoformat(),
        "place": "东岭水厂",
        "title": "视察农村饮水安全",
        "participants": [cast.lin_mandate.pk, cast.zhao_mandate.pk],
        "key": str(uuid4()),
        **changes,
    }


def test_one_entry_makes_one_waiting_record_each_and_sent_twice_nothing_more(
    client, cast, presidium
):
    login(client, presidium)
    assert "林秀英" in client.get(URL).content.decode()
    form = entry(cast)
    for _twice in range(2):
        assert client.post(URL, form).status_code == 302
    records = list(DutyRecord.objects.order_by("mandate"))
    assert [record.mandate for record in records] == [cast.lin_mandate, cast.zhao_mandate]
    assert len({record.object_key for record in records}) == 1
    assert {record.status for record in records} == {"submitted"}
    assert {record.submitted_by for record in records} == {presidium}
    for deputy in (cast.lin, cast.zhao):
        login(client, deputy)
        page = client.get("/my/log/").content.decode()
        assert "视察农村饮水安全" in page and "Entered by 陈站长" in page
        assert "视察农村饮水安全" in client.get("/my/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"participants": []}, "Tick who took part"),
        ({"on": "2099-01-01"}, "still to come"),
        ({"on": "2021-01-01"}, "林秀英、赵大山"),
        ({"title": "找李某 420323199003070010"}, "identity card"),
        ({"duty": "household_talk"}, "valid choice"),
        ({"duty": ""}, "required"),
    ],
)
def test_an_entry_that_cannot_be_writes_nothing(client, cast, presidium, changes, words):
    login(client, presidium)
    response = client.post(URL, entry(cast, **changes))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not DutyRecord.objects.exists()
    assert client.post(URL, entry(cast)).status_code == 302


def test_a_suspended_deputy_stops_the_whole_entry_by_name(client, cast, presidium):
    Suspension.objects.create(
        mandate=cast.zhao_mandate,
        starts_on=timezone.localdate() - timedelta(days=3),
        reason="依法暂停",
    )
    login(client, presidium)
    response = client.post(URL, entry(cast))
    assert response.status_code == 422 and "suspended: 赵大山" in response.content.decode()
    assert not DutyRecord.objects.exists()
    assert client.post(URL, entry(cast, participants=[cast.lin_mandate.pk])).status_code == 302


def test_a_presidium_enters_only_for_its_own_delegation(client, cast, presidium):
    other = DeputyGroup.objects.create(
        congress=cast.county, kind=DeputyGroup.Kind.DELEGATION, name="西河镇代表团"
    )
    cast.zhao_mandate.delegation = other
    cast.zhao_mandate.save()
    login(client, presidium)
    assert "赵大山" not in client.get(URL).content.decode()
    assert client.post(URL, entry(cast)).status_code == 422
    assert client.post(URL, entry(cast, participants=[cast.lin_mandate.pk])).status_code == 302
    login(client, cast.gao)
    assert client.post(URL, entry(cast)).status_code == 302


def test_what_came_back_is_filled_in_again_and_what_was_wrong_taken_back(client, cast, presidium):
    login(client, presidium)
    form = entry(cast)
    client.post(URL, form)
    lins, zhaos = DutyRecord.objects.order_by("mandate")
    login(client, cast.gao)
    returned = reverse("performance:record-return", args=[lins.pk])
    client.post(returned, {"reason": "写明水厂名称"})
    login(client, presidium)
    page = reverse("performance:desk-entry", args=[form["key"]])
    assert "写明水厂名称" in client.get(page).content.decode()
    assert "Returned 1" in client.get(reverse("performance:desk-entries-made")).content.decode()
    again = reverse("performance:desk-entry-again", args=[form["key"]])
    told = {"on": form["on"], "place": "东岭镇水厂", "title": "视察东岭镇水厂"}
    assert client.post(again, told | {"title": ""}).status_code == 422
    assert client.post(again, told).status_code == 302
    assert client.get(again).status_code == 404
    lins.refresh_from_db(), zhaos.refresh_from_db()
    assert (lins.status, lins.title) == ("submitted", "视察东岭镇水厂")
    assert (zhaos.status, zhaos.title) == ("submitted", "视察农村饮水安全")
    assert (lins.occasion, lins.object_key) == (zhaos.occasion, zhaos.object_key)

    assert client.post(page, {"reason": "赵代表未参加"}).status_code == 422
    assert client.post(page, {"record": [zhaos.pk], "reason": ""}).status_code == 422
    taken = {"record": [zhaos.pk], "reason": "赵代表未参加"}
    assert client.post(page, taken).status_code == 302
    zhaos.refresh_from_db()
    assert (zhaos.status, zhaos.reason) == ("withdrawn", "赵代表未参加")
    login(client, cast.gao)
    client.post(reverse("performance:confirm-queue"), {"record": [lins.pk]})
    login(client, presidium)
    assert client.post(page, taken | {"record": [lins.pk]}).status_code == 422
    lins.refresh_from_db()
    assert lins.status == "confirmed"


def test_z1_a_township_entry_is_in_no_points_until_the_county_confirms_it(
    client, cast, presidium, django_capture_on_commit_callbacks
):
    from scoring.models import ScoreCard

    from ..scoring.stage import year

    year(cast)

    def points():
        return list(ScoreCard.objects.order_by("mandate").values_list("mandate", "total"))

    def ranking():
        login(client, cast.gao)
        period = ScoreCard.objects.first().period_id
        return client.get(reverse("scoring:ranking", args=[period])).context["ranking"]

    before, ranked = points(), ranking()
    day = date(2026, 3, 9)
    login(client, presidium)
    with django_capture_on_commit_callbacks(execute=True):
        form = entry(cast, on=day.isoformat(), duty="visit", title="视察农村饮水并走访用水户")
        assert client.post(URL, form).status_code == 302
        form = entry(cast, on=day.isoformat(), duty="inspection", title="视察农村饮水安全")
        assert client.post(URL, form).status_code == 302
    assert points() == before and ranking() == ranked

    waiting = list(DutyRecord.objects.waiting())
    login(client, presidium)
    refused = client.post(reverse("performance:confirm-queue"), {"record": [r.pk for r in waiting]})
    assert refused.status_code == 404
    assert points() == before
    login(client, cast.gao)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("performance:confirm-queue"), {"record": [r.pk for r in waiting]})
    assert all(now > was for (_m, was), (_n, now) in zip(before, points(), strict=True))
    for deputy in (cast.lin, cast.zhao):
        login(client, deputy)
        dossier = client.get(reverse("performance:my-dossier")).context["dossier"]
        [inspection] = next(c for c in dossier.chapters if c.code == "inspection").entries
        assert (inspection.title, inspection.standing) == ("视察农村饮水安全", "confirmed")


def test_lists_cost_the_same_queries_at_3_and_at_30(client, cast, presidium, more_deputies):
    login(client, presidium)
    urls = [URL, reverse("performance:desk-entries-made"), "/desk/households/"]
    counts = []
    for count in (3, 27):
        for mandate in more_deputies(count):
            client.post(URL, entry(cast, participants=[mandate.pk]))
        counts.append([])
        for url, person in zip(urls, (presidium, presidium, cast.gao), strict=True):
            login(client, person)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts[-1].append(len(queries))
        login(client, presidium)
    assert counts[0] == counts[1]
