"""A random check: fixed beforehand, drawn the same by anyone, judged by people not involved."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from performance.audit import commitment_of, draw_sample, lot_of, places_by_kind, sample_size
from performance.models import AuditItem, AuditRound, DutyKind, DutyRecord
from performance.services import audits
from performance.services.audits import announce_round, check_item, draw_round
from performance.services.records import confirm_records, submit_records

from ..cast import login

SEED = "三月十五日下午三点的雨-7391"
FIRST = date(2026, 3, 1)
LAST = date(2026, 3, 31)

lists = st.dictionaries(
    st.integers(1, 10_000), st.sampled_from(["visit", "meeting", "talk", "training"]), min_size=1
).map(lambda found: list(found.items()))


@given(lists, st.text(min_size=1), st.randoms(), st.integers(0, 1000), st.integers(0, 60))
def test_the_sample_is_the_same_in_any_order_and_in_proportion(records, seed, dice, share, least):
    drawn = draw_sample(records, seed, share, least)
    shuffled = records[:]
    dice.shuffle(shuffled)
    assert draw_sample(shuffled, seed, share, least) == drawn
    assert len(drawn) == len(set(drawn)) == sample_size(len(records), share, least)
    assert len(drawn) >= min(len(records), least)
    kinds = dict(records)
    assert set(drawn) <= set(kinds)
    sizes = {kind: sum(k == kind for k in kinds.values()) for kind in set(kinds.values())}
    for kind, size in sizes.items():
        of_kind = [number for number in drawn if kinds[number] == kind]
        assert abs(len(of_kind) - len(drawn) * size / len(records)) <= len(sizes)
        if len(drawn) >= len(sizes):
            assert of_kind, "every kind is looked at"
        lots = sorted(lot_of(seed, number) for number, k in records if k == kind)
        assert sorted(lot_of(seed, number) for number in of_kind) == lots[: len(of_kind)]


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1), st.integers(0, 900))
def test_places_add_up_and_no_kind_gets_more_than_it_has(sizes, wanted):
    wanted = min(wanted, sum(sizes.values()))
    places = places_by_kind(sizes, wanted)
    assert sum(places.values()) == wanted
    assert all(places[kind] <= size for kind, size in sizes.items())


def test_the_policys_figures():
    assert [sample_size(n) for n in (0, 12, 30, 599, 600, 601, 20_000)] == [
        0, 12, 30, 30, 30, 31, 1000,
    ]  # fmt: skip
    first = draw_sample([(n, "visit") for n in range(1, 401)], SEED)
    assert first == draw_sample([(n, "visit") for n in range(400, 0, -1)], SEED)
    assert first != draw_sample([(n, "visit") for n in range(1, 401)], SEED + "!")


@pytest.fixture
def month(cast, more_deputies):
    """Forty visits and twelve suggestions of March, entered by Tang and confirmed by Gao."""
    kinds = {k.code: k for k in DutyKind.objects.filter(catalogue="zhushan")}
    codes = ["voter_contact"] * 40 + ["suggestion"] * 12
    rows = [
        DutyRecord(
            congress=cast.county, mandate=mandate, kind=kinds[code], source=f"test:{number}",
            on=FIRST + timedelta(days=number % 28), title=f"第{number}件",
        )
        for number, (code, mandate) in enumerate(zip(codes, more_deputies(52), strict=True))
    ]  # fmt: skip
    return confirm_records(submit_records(rows, by=cast.tang), by=cast.gao)


@pytest.fixture
def on_day(monkeypatch):
    def be(day):
        moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 10))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return be


@pytest.fixture
def announced(cast, month, on_day):
    on_day(date(2026, 3, 20))
    found = announce_round(
        cast.county, name="三月抽查", first=FIRST, last=LAST,
        commitment=commitment_of(SEED), by=cast.jin,
    )  # fmt: skip
    return found


def test_a_check_is_announced_while_its_span_runs_and_drawn_after_it(
    cast, month, on_day, announced
):
    values = {"name": "抽查", "first": FIRST, "last": LAST, "commitment": commitment_of("另一个")}
    for person in (cast.gao, cast.xie, cast.lin, cast.bai):
        with pytest.raises(PermissionDenied):
            announce_round(cast.county, by=person, **values)
    again = announce_round(cast.county, by=cast.jin, **values | {"commitment": commitment_of(SEED)})
    assert again == announced and AuditRound.objects.count() == 1
    with pytest.raises(ValidationError, match="64 characters"):
        announce_round(cast.county, by=cast.jin, **values | {"commitment": "abc"})
    with pytest.raises(ValidationError, match="runs until"):
        draw_round(announced, seed=SEED, by=cast.jin)
    on_day(date(2026, 4, 1))
    with pytest.raises(ValidationError, match="is over"):
        announce_round(cast.county, by=cast.jin, **values)
    with pytest.raises(ValidationError, match="not the seed"):
        draw_round(announced, seed=SEED + "?", by=cast.jin)
    with pytest.raises(PermissionDenied):
        draw_round(announced, seed=SEED, by=cast.gao)
    drawn = draw_round(announced, seed=SEED, by=cast.jin)
    assert drawn.items.count() == 30
    before = list(drawn.items.values_list("record", "checker"))
    assert list(draw_round(drawn, seed=SEED, by=cast.jin).items.values_list("record", "checker")) \
        == before  # fmt: skip
    redone = draw_sample([tuple(pair) for pair in drawn.population], SEED)
    assert [record for record, _checker in before] == redone
    assert {record.pk for record in month} == {number for number, _kind in drawn.population}


def test_nobody_checks_a_record_they_had_a_hand_in(cast, announced, on_day):
    on_day(date(2026, 4, 1))
    drawn = draw_round(announced, seed=SEED, by=cast.jin)
    assert set(drawn.items.values_list("checker", flat=True)) == {cast.jin.pk}
    item = drawn.items.first()
    for involved in (cast.gao, cast.tang):
        with pytest.raises(PermissionDenied):
            check_item(item, verdict="in_order", by=involved)
    with pytest.raises(PermissionDenied):
        check_item(item, verdict="in_order", by=cast.xie)
    with pytest.raises(ValidationError, match="not in order"):
        check_item(item, verdict="not_in_order", by=cast.jin)
    found = check_item(item, verdict="not_in_order", note="当天不在县内", by=cast.jin)
    item.record.refresh_from_db()
    assert found.checked_by == cast.jin and item.record.status == "confirmed"


def test_a_record_nobody_may_check_is_left_open(cast, announced, on_day):
    from foundation.models import Posting

    Posting.objects.filter(user=cast.jin).update(role="head")
    cast.jin = type(cast.jin).objects.get(pk=cast.jin.pk)
    DutyRecord.objects.update(submitted_by=cast.jin)
    on_day(date(2026, 4, 1))
    drawn = draw_round(announced, seed=SEED, by=cast.jin)
    # Gao confirmed them and Jin submitted them: Tang has no hand in any more.
    assert set(drawn.items.values_list("checker", flat=True)) == {cast.tang.pk}
    Posting.objects.filter(user=cast.tang).delete()
    assert [item.checker_id for item in audits._items(drawn, [drawn.population[0][0]])] == [None]


def test_the_pages_announce_draw_check_and_report(client, cast, month, on_day):
    on_day(date(2026, 3, 20))
    login(client, cast.jin)
    form = {"name": "三月抽查", "first": "2026-03-01", "last": "2026-03-31"}
    assert client.post("/desk/audit/", {**form, "seed": "short"}).status_code == 422
    assert client.post("/desk/audit/", {**form, "last": "2026-03-02", "seed": SEED}).status_code \
        == 422  # fmt: skip
    for _twice in range(2):
        assert client.post("/desk/audit/", {**form, "seed": SEED}).status_code == 302
    one = AuditRound.objects.get()
    assert one.seed == "" and one.commitment == commitment_of(SEED)
    url = reverse("performance:audit", args=[one.pk])
    listed = reverse("performance:audit-list", args=[one.pk])
    assert "it can be drawn the day after" in client.get(url).content.decode()
    assert client.get(listed).status_code == 404
    on_day(date(2026, 4, 1))
    login(client, cast.jin)
    wrong = client.post(url, {"seed": "x"})
    assert wrong.status_code == 422 and "not the seed" in wrong.content.decode()
    assert client.post(url, {"seed": f" {SEED} "}).status_code == 302
    page = client.get(url).content.decode()
    assert "30 / 52" in page and SEED in page
    item = one.items.first()
    check = reverse("performance:audit-check", args=[item.pk])
    client.post(check, {"verdict": "not_in_order"})
    assert not AuditItem.objects.exclude(verdict="").exists()
    client.post(check, {"verdict": "not_in_order", "note": "当天不在县内"})
    assert "1 / 30" in client.get(url).content.decode()
    login(client, cast.gao)
    page = client.get(url).content.decode()
    assert reverse("performance:record-withdraw", args=[item.record_id]) in page
    rows = b"".join(client.get(listed).streaming_content).decode().splitlines()
    assert len(rows) == 53 and sum(row.endswith(",1") for row in rows[1:]) == 30
