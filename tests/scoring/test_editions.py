"""Editions: drawn by one, published by another, frozen, and computed again to the same rows."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from foundation.models import Role
from performance.models import RoleSpan
from performance.services.records import withdraw_record
from scoring.models import Edition, SchemeVersion
from scoring.services.changes import changes_of
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.verification import recompute_edition
from tests.cast import post


@pytest.fixture
def drawn(cast, year, duty, meeting):
    """Lin has visited twice and attended; Zhao stayed away. Clerk Gao draws the ranking."""
    duty()
    duty(on=date(2026, 3, 9))
    meeting()
    meeting(cast.zhao_mandate, presence="absent")
    return draw_edition(year, by=cast.gao, name="2026年度履职积分排名")


def rows(edition):
    return list(edition.rows.values_list("name", "rank", "total", "tier", "standing"))


def test_lin_leads_the_delegation_and_every_line_is_kept(drawn):
    assert rows(drawn) == [
        ("林秀英", 1, 68_000, "fair", "ranked"),
        ("赵大山", 2, 55_000, "poor", "ranked"),
    ]
    lin = drawn.rows.first()
    assert sum(line["points"] for line in lin.lines) == lin.total
    visit = next(line for line in lin.lines if line.get("item") == "visits")
    assert (visit["title"], visit["clause"], visit["confirmer"]) == (
        "走访两户",
        "第五条第一款",
        "高文书",
    )


def test_whoever_drew_it_cannot_publish_it_and_another_person_can(cast, drawn):
    post(cast.gao, Role.HEAD, "congress", cast.county)  # a second posting is not a second person
    with pytest.raises(PermissionDenied):
        publish_edition(drawn, by=cast.gao)
    for stranger in (cast.xie, cast.jin, cast.bai, cast.lin):
        with pytest.raises(PermissionDenied):
            publish_edition(drawn, by=stranger)
    published = publish_edition(drawn, by=cast.tang)
    assert (published.status, published.number) == ("published", 1)
    assert publish_edition(drawn, by=cast.tang) == published  # twice is harmless


def test_the_database_itself_refuses_one_person_for_both(cast, drawn):
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=drawn.pk).update(
            status="published", number=1, published_by=cast.gao, published_at=timezone.now()
        )


def test_a_published_edition_stays_when_the_facts_move_on(cast, drawn, duty):
    publish_edition(drawn, by=cast.tang)
    before, digest = rows(drawn), drawn.digest
    late = duty(on=date(2026, 3, 20))
    withdraw_record(late, by=cast.gao, reason="重复登记")
    duty(cast.zhao_mandate, kind="group_activity", on=date(2026, 3, 21))
    RoleSpan.objects.create(mandate=cast.lin_mandate, role="chair", starts_on=date(2026, 1, 1))
    cast.lin_mandate.deputy.name = "林秀"
    cast.lin_mandate.deputy.save()
    drawn.refresh_from_db()
    assert (rows(drawn), drawn.digest) == (before, digest)
    assert recompute_edition(drawn) == []


def test_the_database_refuses_to_rewrite_what_is_published(cast, drawn):
    publish_edition(drawn, by=cast.tang)
    with pytest.raises(DatabaseError), transaction.atomic():
        drawn.rows.update(total=99_000)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=drawn.pk).update(name="另一个名字")
    with pytest.raises(DatabaseError), transaction.atomic():
        SchemeVersion.objects.filter(pk=drawn.scheme_version_id).update(text="x")


def test_a_correction_is_a_new_edition_with_a_list_of_what_changed(cast, year, drawn, duty):
    publish_edition(drawn, by=cast.tang)
    duty(cast.zhao_mandate, kind="group_activity", on=date(2026, 3, 21))
    with pytest.raises(ValidationError, match="Say why"):
        draw_edition(year, by=cast.gao, name="更正")
    second = draw_edition(year, by=cast.gao, name="更正", note="补记一次小组活动")
    publish_edition(second, by=cast.tang)
    drawn.refresh_from_db()
    second.refresh_from_db()
    assert (drawn.status, second.previous, second.number) == ("replaced", drawn, 2)
    assert second.previous_hash == drawn.hash
    changes = changes_of(second)
    assert [(c.name, c.before.total, c.after.total) for c in changes] == [
        ("赵大山", 55_000, 58_000)
    ]


def test_an_edition_drawn_again_before_publishing_discards_the_first(cast, year, drawn):
    second = draw_edition(year, by=cast.tang, name="重新生成")
    drawn.refresh_from_db()
    assert (drawn.status, second.status) == ("discarded", "drawn")
    with pytest.raises(ValidationError, match="Only a drawn"):
        publish_edition(drawn, by=cast.tang)


def test_facts_are_taken_as_known_at_the_cut_off(cast, year, duty):
    duty()
    then = timezone.now()
    duty(on=date(2026, 3, 9))
    edition = draw_edition(year, by=cast.gao, name="截止", cut_off=then)
    assert edition.rows.get(name="林秀英").total == 62_000
    assert recompute_edition(edition) == []
    with pytest.raises(ValidationError, match="future"):
        draw_edition(year, by=cast.gao, name="x", cut_off=then + timedelta(days=1))


def test_too_few_data_is_a_class_of_its_own(cast, year, duty):
    duty()
    edition = draw_edition(year, by=cast.gao, name="2026")
    zhao = edition.rows.get(name="赵大山")
    assert (zhao.standing, zhao.rank, zhao.tier) == ("too_few_data", None, "")
    lin = edition.rows.get(name="林秀英")
    assert (lin.standing, lin.reason) == ("unranked", "group_too_small")


def test_the_commands_draw_refuse_publish_and_recompute(cast, year, duty, capsys):
    duty()
    call_command("score", congress="yunling", period="2026", json=True)
    cards = json.loads(capsys.readouterr().out)["cards"]
    assert {card["name"]: card["total"] for card in cards} == {"林秀英": "62", "赵大山": "60"}
    draw = ["edition", "draw", "--congress=yunling", "--period=2026", "--as=gao", "--json"]
    call_command(*draw)
    pk = str(json.loads(capsys.readouterr().out)["edition"])
    with pytest.raises(CommandError, match="another person"):
        call_command("edition", "publish", pk, "--as=gao")
    with pytest.raises(CommandError, match="may not"):
        call_command("edition", "publish", pk, "--as=xie")
    call_command("edition", "publish", pk, "--as=tang", "--json")
    assert json.loads(capsys.readouterr().out)["status"] == "published"
    call_command("edition", "recompute", pk)
    assert "equal in all 2 rows" in capsys.readouterr().out
    call_command("edition", "show", pk, "--json")
    assert json.loads(capsys.readouterr().out)["rows"][0]["name"] == "林秀英"


def test_commands_name_what_they_cannot_find(cast, year):
    for arguments, words in [
        (["score", "--congress=nowhere", "--period=2026"], "yunling"),
        (["score", "--congress=yunling", "--period=1999"], "2026"),
        (["edition", "show", "999"], "no edition 999"),
        (["edition", "draw", "--congress=yunling", "--period=2026", "--as=nobody"], "nobody"),
    ]:
        with pytest.raises(CommandError, match=words):
            call_command(*arguments)
