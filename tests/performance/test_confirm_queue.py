"""The clerk's queue: filtered, long, by bulk, and never one's own."""

from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from performance import queue as reads
from performance.models import DeputyGroup, DutyKind, DutyRecord, PhotoPair
from performance.services import confirming
from performance.services.evidence import keep_evidence
from performance.services.records import confirm_record, submit_record, submit_records

from ..cast import login
from ..pictures import exif, photo, upload

QUEUE = "/desk/confirm/"
DAY = date(2026, 3, 3)


@pytest.fixture
def visit(cast):
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def log(number=1, mandate=None, by=None, **fact):
        mandate = mandate or cast.lin_mandate
        fact = {"kind": kind, "on": DAY, "title": f"走访第{number}户", **fact}
        source = f"performance.log:{number:032x}"
        return submit_record(mandate, source=source, by=by or mandate.deputy.user, **fact)

    return log


@pytest.fixture
def many(cast, more_deputies):
    """That many visits of as many deputies, entered by Head Tang, one a day."""
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def enter(count):
        rows = [
            DutyRecord(
                congress=cast.county, mandate=mandate, kind=kind, source=f"test:{number}",
                on=DAY + timedelta(days=number % 20), title=f"走访第{number:04d}户",
            )
            for number, mandate in enumerate(more_deputies(count))
        ]  # fmt: skip
        return submit_records(rows, by=cast.tang)

    return enter


def text(client, url, **data):
    answer = client.get(url, data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_queue_is_narrowed_by_kind_township_and_lateness(client, cast, visit):
    other = DeputyGroup.objects.create(congress=cast.county, kind="delegation", name="西坪镇代表团")
    cast.zhao_mandate.delegation = other
    cast.zhao_mandate.save()
    talk = DutyKind.objects.get(catalogue="zhushan", code="suggestion")
    today = timezone.localdate()
    visit(1, on=today)
    visit(2, cast.zhao_mandate, on=today, kind=talk)
    visit(3, on=today - timedelta(days=40))
    login(client, cast.gao)
    expected = [
        ({}, {1, 2, 3}),
        ({"delegation": other.pk}, {2}),
        ({"kind": talk.pk}, {2}),
        ({"late": "1"}, {3}),
        ({"late": "1", "delegation": other.pk}, set()),
        ({"kind": "x", "delegation": "-1", "after": "nonsense"}, {1, 2, 3}),
        ({"kind": "9" * 30, "after": f"2026-01-01.{'9' * 40}"}, {1, 2, 3}),
    ]
    for params, numbers in expected:
        page = text(client, QUEUE, **params)
        assert {n for n in (1, 2, 3) if f"走访第{n}户</a>" in page} == numbers, params
    assert "西坪镇代表团 (1)" in text(client, QUEUE)
    assert text(client, QUEUE).count("entered late") == 1


def test_pages_go_on_from_the_last_row_and_miss_nothing(client, cast, many, monkeypatch):
    monkeypatch.setattr(reads, "PER_PAGE", 7)
    rows = many(23)
    chosen, after, seen = reads.Chosen(), "", []
    while True:
        page = reads.queue_page([cast.county], cast.gao, chosen, after)
        seen += [record.pk for record in page.records]
        # what is confirmed meanwhile moves nothing
        confirm_record(page.records[0], by=cast.gao)
        if not page.after:
            break
        after = page.after
    wanted = sorted(rows, key=lambda record: (record.on, record.pk))
    assert seen == [record.pk for record in wanted]


def test_the_queue_costs_the_same_at_3_and_at_30_rows(client, cast, visit, many):
    login(client, cast.gao)

    def cost():
        with CaptureQueriesContext(connection_of()) as seen:
            text(client, QUEUE)
        return len(seen)

    for number in (1, 2, 3):
        keep_evidence(visit(number), photo(number), by=cast.lin)
    text(client, QUEUE)
    few = cost()
    for number, record in enumerate(many(27)):
        keep_evidence(record, photo(number % 4), by=cast.tang)
    assert cost() == few


def connection_of():
    from django.db import connection

    return connection


def test_what_is_counted_stops_at_a_thousand(client, cast, many, monkeypatch):
    monkeypatch.setattr(reads, "COUNTED", 10)
    many(12)
    login(client, cast.gao)
    page = text(client, QUEUE)
    assert "10+" in page and "东岭镇代表团</option>" in page


def test_ones_own_submission_and_own_volume_cannot_be_ticked_and_it_says_why(client, cast, visit):
    from ..cast import post

    post(cast.zhao, "clerk", "congress", cast.county)  # a deputy who also keeps the record
    login(client, cast.zhao)
    visit(1, cast.zhao_mandate, by=cast.gao)
    visit(2, by=cast.zhao)
    hers = visit(3)
    page = text(client, QUEUE)
    assert "it is about yourself" in page and "you submitted it yourself" in page
    assert page.count('name="record"') == 1
    keys = [record.pk for record in DutyRecord.objects.all()]
    told = client.post(QUEUE, {"record": keys, "what": "ticked"}, follow=True).content.decode()
    assert "1 record confirmed" in told
    assert "1 you submitted yourself" in told and "1 about yourself" in told
    assert set(DutyRecord.objects.confirmed()) == {hers}


def test_all_of_a_filter_is_confirmed_in_batches_and_what_is_left_is_told(
    client, cast, visit, many, monkeypatch
):
    monkeypatch.setattr(confirming, "BATCH", 4)
    monkeypatch.setattr(confirming, "MOST_AT_ONCE", 10)
    many(12)
    own, alike = visit(1, by=cast.gao, on=DAY - timedelta(days=9)), visit(2, on=date(2026, 1, 1))
    keep_evidence(visit(3, cast.zhao_mandate, on=date(2026, 1, 2)), photo(1), by=cast.zhao)
    keep_evidence(alike, photo(1), by=cast.lin)
    login(client, cast.gao)
    now = timezone.now().isoformat()
    told = client.post(QUEUE, {"what": "all", "seen_at": now}, follow=True).content.decode()
    assert "7 records confirmed" in told
    assert "1 you submitted yourself" in told and "2 with a photo" in told
    assert "At most" in told
    told = client.post(QUEUE, {"what": "all", "seen_at": now}, follow=True).content.decode()
    assert "5 records confirmed" in told
    assert set(DutyRecord.objects.waiting()) == {
        own, alike, DutyRecord.objects.get(title="走访第3户"),
    }  # fmt: skip
    client.post(QUEUE, {"record": [alike.pk], "what": "ticked"})
    alike.refresh_from_db()
    assert alike.status == "confirmed", "looked at and ticked by hand"


def test_a_long_press_leaves_what_came_after_the_page_was_shown(client, cast, visit):
    visit(1)
    shown = timezone.now().isoformat()
    late = visit(2)
    login(client, cast.gao)
    client.post(QUEUE, {"what": "all", "seen_at": shown})
    assert set(DutyRecord.objects.waiting()) == {late}


def test_a_batch_someone_else_got_into_stays_whole(cast, many, monkeypatch):
    rows = many(3)

    def hasty(wanted, by):
        from django.core.exceptions import ValidationError

        raise ValidationError("Someone else has just dealt with one of these records.")

    monkeypatch.setattr(confirming, "confirm_records", hasty)
    waiting = DutyRecord.objects.filter(pk__in=[row.pk for row in rows])
    report = confirming.confirm_all(waiting, by=cast.gao, seen_at=timezone.now())
    assert (report.done, dict(report.left)) == (0, {"dealt_with": 3})


def test_a_record_goes_back_with_a_reason_from_the_list_and_ones_own_words(client, cast, visit):
    record = visit()
    login(client, cast.gao)
    url = reverse("performance:record-return", args=[record.pk])
    assert client.post(url, {"why": "other", "words": " "}).status_code == 422
    assert client.post(url, {"why": "nonsense"}).status_code == 422
    assert client.post(url, {}).status_code == 422
    back = "/desk/confirm/?late=1"
    answer = client.post(url, {"why": "proof", "words": "补一张现场照片", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    record.refresh_from_db()
    assert record.reason == "A photo or another proof is missing: 补一张现场照片"
    away = client.post(
        reverse("performance:record-return", args=[visit(2).pk]),
        {"why": "day", "next": "https://elsewhere.example/"},
    )
    assert away["Location"] == QUEUE


def test_the_record_page_shows_proof_and_the_cameras_notes_to_confirmers_only(client, cast, visit):
    record = visit()
    keep_evidence(record, photo(exif=exif()), by=cast.lin)
    desk = reverse("performance:desk-record", args=[record.pk])
    login(client, cast.gao)
    page = text(client, desk)
    assert "Huawei P60" in page and "30.231" in page
    login(client, cast.xie)
    assert "Huawei" not in text(client, desk)
    login(client, cast.lin)
    own = reverse("performance:my-record", args=[record.pk])
    assert "Huawei" not in text(client, own)
    added = client.post(own, {"files": [photo(2), photo(3, name="b.jpg")]})
    assert added.status_code == 302 and record.evidence.count() == 3
    bad = client.post(own, {"files": [photo(4), upload(b"<script>", "坏.jpg")]})
    assert bad.status_code == 422 and "坏.jpg" in bad.content.decode()
    assert record.evidence.count() == 3, "nothing half-written"
    login(client, cast.xie)
    assert client.post(desk, {"files": [photo(5)]}).status_code == 403


def test_a_50_mb_upload_gets_a_sentence_and_is_never_kept_whole(client, cast, visit):
    record = visit()
    login(client, cast.lin)
    own = reverse("performance:my-record", args=[record.pk])
    answer = client.post(own, {"files": [upload(b"\xff\xd8\xff" + b"\0" * 50_000_000, "大.jpg")]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“大.jpg” has 50 MB; at most 20 MB are taken." in page
    assert not record.evidence.exists()


def test_a_record_is_confirmed_and_taken_back_on_its_own_page(client, cast, visit):
    record = visit()
    login(client, cast.gao)
    confirm = reverse("performance:record-confirm", args=[record.pk])
    for _twice in range(2):
        assert client.post(confirm).status_code == 302
    record.refresh_from_db()
    assert record.status == "confirmed"
    withdraw = reverse("performance:record-withdraw", args=[record.pk])
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    assert client.post(withdraw, {"reason": "抽查发现不属实"}).status_code == 302
    record.refresh_from_db()
    assert (record.status, record.reason) == ("withdrawn", "抽查发现不属实")


@pytest.fixture
def pair(cast, visit):
    """Zhao sent the photo Lin had sent before."""
    keep_evidence(visit(1), photo(1), by=cast.lin)
    keep_evidence(visit(2, cast.zhao_mandate), photo(1), by=cast.zhao)
    return PhotoPair.objects.get()


def test_two_like_photos_are_shown_side_by_side_and_judged_by_a_person(client, cast, pair):
    url = reverse("performance:duplicate", args=[pair.pk])
    login(client, cast.gao)
    for page in (text(client, "/desk/duplicates/"), text(client, url)):
        assert "林秀英" in page and "赵大山" in page and "The same file" in page
    assert "photo looks like another" in text(client, QUEUE)
    assert client.post(url, {"verdict": "raised", "note": " "}).status_code == 422
    assert client.post(url, {"verdict": "guilty", "note": "x"}).status_code == 422
    for _twice in range(2):
        answer = client.post(url, {"verdict": "raised", "note": "这张照片是哪天拍的？"})
        assert answer.status_code == 302
    login(client, cast.xie)
    assert client.post(url, {"verdict": "explained"}).status_code == 403
    statuses = set(DutyRecord.objects.values_list("status", flat=True))
    assert statuses == {"submitted"}, "a verdict changes no record"


def test_the_deputy_is_told_what_is_asked_and_answers(client, cast, pair):
    record = pair.later.record
    own = reverse("performance:my-record", args=[record.pk])
    login(client, cast.zhao)
    assert "looks like" not in text(client, own), "nothing is told before a person asks"
    login(client, cast.gao)
    client.post(
        reverse("performance:duplicate", args=[pair.pk]), {"verdict": "raised", "note": "请说明"}
    )
    login(client, cast.zhao)
    page = text(client, own)
    assert "请说明" in page and "another deputy" in page
    assert "林秀英" not in page, "whose the other photo is stays at the desk"
    answer = reverse("performance:pair-answer", args=[pair.pk])
    client.post(answer, {"answer": "我们一起走访，用的同一张照片。"})
    login(client, cast.gao)
    page = text(client, reverse("performance:duplicate", args=[pair.pk]))
    assert "我们一起走访" in page


def test_whoever_sent_a_photo_does_not_judge_it(client, cast, visit):
    keep_evidence(visit(1), photo(1), by=cast.lin)
    keep_evidence(visit(2, cast.zhao_mandate), photo(1), by=cast.gao)
    url = reverse("performance:duplicate", args=[PhotoPair.objects.get().pk])
    for person, status in [(cast.gao, 403), (cast.tang, 302)]:
        login(client, person)
        assert client.post(url, {"verdict": "different"}).status_code == status
