"""The studio: one document as forms and text, handed in by one person, put in force by another."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from scoring.models import Manuscript, SchemeVersion
from scoring.scheme import check_scheme
from scoring.services.manuscripts import hand_in, save_manuscript
from scoring.services.publicity import answer_comment, open_to_comments, record_comment, take_back
from scoring.services.schemes import publish_scheme_version
from tests.cast import login

from . import stage, studio_stage


@pytest.fixture
def manuscript(cast):
    return studio_stage.manuscript(cast)


def url(name, *args):
    return reverse(f"scoring:{name}", args=args)


def page(response):
    return response.content.decode()


def form_of(manuscript, **fields):
    return {"revision": manuscript.revision, **fields}


def test_a_form_changes_its_own_line_and_leaves_the_rest_alone(client, cast, manuscript):
    login(client, cast.gao)
    where = url("studio-part", manuscript.pk, "total")
    answer = client.post(where, form_of(manuscript, **{"f.max": "120", "f.floor": "0"}))
    assert answer.status_code == 302
    before, manuscript = manuscript.text, Manuscript.objects.get(pk=manuscript.pk)
    changed = [
        (was, now)
        for was, now in zip(before.split("\n"), manuscript.text.split("\n"), strict=False)
        if was != now
    ]
    assert len(changed) == 1 and "120" in changed[0][1]
    assert client.post(where, form_of(manuscript, **{"f.max": "很多", "f.floor": "0"})).status_code
    assert [state.number for state in manuscript.revisions.all()][-1] == 1


def test_an_unreadable_text_keeps_every_word_and_names_the_line(client, cast, manuscript):
    login(client, cast.gao)
    broken = manuscript.text.replace("period: {cycle", "period: {{cycle", 1)
    answer = client.post(url("studio-save", manuscript.pk), form_of(manuscript, text=broken))
    assert answer.status_code == 302
    shown = page(client.get(url("studio", manuscript.pk)))
    assert ("period: {{cycle" in shown and "line 20" in shown) or "line" in shown
    assert client.get(url("studio-part", manuscript.pk, "total")).status_code == 302


def test_the_second_of_two_writers_is_told_and_loses_nothing(client, cast, manuscript):
    save_manuscript(manuscript, "code: tangs", by=cast.tang, revision=1)
    login(client, cast.gao)
    answer = client.post(url("studio-save", manuscript.pk), {"text": "code: gaos", "revision": 1})
    assert answer.status_code == 422 and "code: gaos" in page(answer)
    assert Manuscript.objects.get(pk=manuscript.pk).text == "code: tangs"


def test_whoever_wrote_in_it_cannot_put_it_into_force(cast, manuscript):
    text = manuscript.text.replace("max: 110", "max: 115", 1)
    save_manuscript(manuscript, text, by=cast.tang, revision=1)
    manuscript.refresh_from_db()
    version = hand_in(manuscript, by=cast.gao)
    for writer in (cast.gao, cast.tang):
        with pytest.raises(PermissionDenied):
            publish_scheme_version(version, by=writer, in_force_from=date(2027, 1, 1))
    version.refresh_from_db()
    assert version.is_draft


def test_a_measure_without_a_worked_example_is_not_handed_in(cast):
    bare = studio_stage.manuscript(cast, text=stage.MEASURE, key="bare")
    with pytest.raises(ValidationError, match="worked example"):
        hand_in(bare, by=cast.gao)
    assert not SchemeVersion.objects.exists()


def test_a_wrong_example_stops_the_hand_in(cast, manuscript):
    wrong = manuscript.text.replace("expect: {total:", "expect: {total: 1", 1)
    save_manuscript(manuscript, wrong, by=cast.gao, revision=1)
    manuscript.refresh_from_db()
    assert wrong != studio_stage.COUNTY  # the example really was made wrong
    with pytest.raises(ValidationError):
        hand_in(manuscript, by=cast.gao)


def test_a_draft_open_to_comments_rests_until_every_comment_is_answered(cast):
    version = studio_stage.opened(cast)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="Take it back"):
        stage.draft(cast, stage.MEASURE + "# 改\n")
    with pytest.raises(ValidationError, match="open to comments until"):
        publish_scheme_version(version, by=cast.tang, in_force_from=today + timedelta(days=30))
    comment = record_comment(
        version, by=cast.gao, key="k", sender="代表", received_on=today, words="偏低"
    )
    again = record_comment(
        version, by=cast.gao, key="k", sender="代表", received_on=today, words="偏低"
    )
    assert again.pk == comment.pk
    SchemeVersion.objects.filter(pk=version.pk).update(publicity_until=today - timedelta(days=1))
    version.refresh_from_db()
    with pytest.raises(ValidationError, match="no answer yet"):
        publish_scheme_version(version, by=cast.tang, in_force_from=today)
    answer_comment(comment, by=cast.tang, answer="已采纳")
    with pytest.raises(ValidationError, match="answered already"):
        answer_comment(comment, by=cast.gao, answer="不采纳")
    version = publish_scheme_version(version, by=cast.tang, in_force_from=today)
    assert version.status == "published"
    with pytest.raises(ValidationError, match="cannot be taken back"):
        take_back(version, by=cast.gao)


def test_taken_back_it_can_be_changed_and_opened_again(cast):
    version = take_back(studio_stage.opened(cast), by=cast.gao)
    assert version.status == "draft" and version.publicity_from is None
    stage.draft(cast, stage.MEASURE + "# 改\n")
    version.refresh_from_db()
    today = timezone.localdate()
    open_to_comments(version, by=cast.gao, first_day=today, last_day=today)
    with pytest.raises(ValidationError, match="before the first"):
        open_to_comments(
            take_back(version, by=cast.gao), by=cast.gao, first_day=today,
            last_day=today - timedelta(days=1),
        )  # fmt: skip


def test_no_measure_is_in_force_twice_on_one_day(cast):
    first = stage.measure(cast)
    second = stage.draft(cast, stage.MEASURE + "# 第二版\n")
    for day in (first.in_force_from, first.in_force_from - timedelta(days=1)):
        with pytest.raises(ValidationError, match="starts later"):
            publish_scheme_version(second, by=cast.tang, in_force_from=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeVersion.objects.filter(pk=second.pk).update(in_force_from=first.in_force_from)
    tomorrow = timezone.localdate() + timedelta(days=1)
    publish_scheme_version(second, by=cast.tang, in_force_from=tomorrow)
    versions = SchemeVersion.objects.filter(scheme=first.scheme)
    assert versions.in_force_on(timezone.localdate()).get().pk == first.pk
    assert versions.in_force_on(tomorrow).get().pk == second.pk


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1\nb: *x\n", "Anchors"),
        ("a: [\n", "YAML"),
        ("x: " + "[" * 40 + "]" * 40, "nested too deeply"),
        ("items:\n" + "  - code: a\n" * 5000, "Shorten it"),
    ],
)
def test_hostile_and_endless_texts_are_refused_in_words(client, cast, manuscript, text, said):
    login(client, cast.gao)
    where = url("studio-check", manuscript.pk)
    answer = client.post(where, {"text": text, "revision": 1}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and said in page(answer)
    assert Manuscript.objects.get(pk=manuscript.pk).text == studio_stage.COUNTY


def test_an_example_is_typed_as_a_sheet_and_run(client, cast, manuscript):
    login(client, cast.gao)
    sheet = {
        "name": "走访一次", "fact.0.kind": "voter_contact", "fact.0.mode": "visit",
        "fact.0.count": "1", "expect.total": "99",
    }  # fmt: skip
    answer = client.post(url("studio-example", manuscript.pk, "new"), form_of(manuscript, **sheet))
    assert answer.status_code == 302
    shown = page(client.get(answer.url))
    assert "It comes out otherwise." in shown and "expects 99" in shown
    assert client.post(url("studio-example", manuscript.pk, "new"), {"name": ""}).status_code == 422


def test_exclusions_that_go_round_in_a_circle_are_refused():
    codes = re.findall(r"^  - code: (\w+)$", stage.MEASURE.split("\nitems:")[1], re.M)[:3]
    a, b, c = codes
    group = "  - {{code: x{0}, items: [{1}, {2}], per: subject, choose: order}}\n"
    line = stage.MEASURE + "\nexclusions:\n" + group.format(1, a, b) + group.format(2, b, c)
    assert not [f for f in check_scheme(line, examples=False).faults if "cycle" in f.code]
    report = check_scheme(line + group.format(3, c, a), examples=False)
    assert [fault.code for fault in report.faults] == ["exclusion_cycle"]
    assert "the other way round" in str(report.faults[0].message)
