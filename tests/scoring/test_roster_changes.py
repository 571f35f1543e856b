"""The roster moves, and live cards and rankings follow the same minute."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from performance.services.mandates import end_mandate, move_start
from performance.services.suspensions import restore, suspend
from scoring.models import ScoreCard
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.verification import recompute_edition

from ..cast import login


def card(mandate):
    return ScoreCard.objects.get(mandate=mandate)


@pytest.fixture
def now(django_capture_on_commit_callbacks):
    def run(verb, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return verb(*args, **kwargs)

    return run


def test_suspending_and_restoring_lin_moves_the_card_at_once(cast, year, meeting, now):
    meeting(presence="absent")
    assert card(cast.lin_mandate).total == 55_000
    on = date(2026, 1, 1)
    span = now(suspend, cast.lin_mandate, on=on, cause="detained", reason="立案", by=cast.gao)
    assert card(cast.lin_mandate).total is None, "nobody is scored for a year of no duties"
    now(restore, span, on=date(2026, 1, 10), by=cast.gao)
    assert card(cast.lin_mandate).total == 55_000


def test_a_mandate_ended_before_the_period_takes_its_card_along(cast, year, duty, now):
    duty(cast.zhao_mandate)
    duty_days = card(cast.zhao_mandate).days
    now(
        end_mandate, cast.zhao_mandate, reason="moved_away", ends_on=date(2026, 6, 1),
        notice_ref="7号", notice_on=date(2026, 6, 1), by=cast.gao,
    )  # fmt: skip
    assert card(cast.zhao_mandate).days < duty_days


def test_c3_the_county_ranking_leaves_out_suspended_and_not_yet_elected_days_and_is_reprinted(
    client, cast, year, meeting, duty
):
    for day in (date(2026, 1, 20), date(2026, 3, 20)):
        meeting(presence="absent", on=day)
    span = suspend(
        cast.lin_mandate, on=date(2026, 1, 1), cause="detained", reason="立案", by=cast.gao
    )
    restore(span, on=date(2026, 2, 1), by=cast.gao)
    late, elected = cast.zhao_mandate, date(2026, 2, 1)
    meeting(late, on=date(2026, 3, 20))
    # By-elected in February: January's meeting was not theirs, and no record of it can be theirs.
    move_start(late, starts_on=elected, by=cast.gao, why="补选")
    edition = publish_edition(draw_edition(year, by=cast.gao, name="2026"), by=cast.tang)
    rows = {row.name: row for row in edition.rows.all()}
    assert rows["林秀英"].total == 55_000, "one absence of two counts: the other was suspended"
    meetings = [line for line in rows["赵大山"].lines if line.get("on") == "2026-01-20"]
    assert not any(line["points"] for line in meetings)
    login(client, cast.gao)
    sheet = reverse("scoring:edition-sheet", args=[edition.pk])
    before = client.get(sheet)
    names = {row[1].value for row in openpyxl.load_workbook(io.BytesIO(before.content)).active}
    assert {"林秀英", "赵大山"} <= names
    paper = client.get(reverse("scoring:edition-print", args=[edition.pk])).content
    duty(on=date(2026, 5, 5))
    suspend(cast.lin_mandate, on=date(2026, 6, 1), cause="serving", reason="判决", by=cast.gao)
    move_start(late, starts_on=date(2022, 1, 10), by=cast.gao, why="更正")

    def cells(response):
        book = openpyxl.load_workbook(io.BytesIO(response.content)).active
        return [[cell.value for cell in row] for row in book]

    assert cells(client.get(sheet)) == cells(before)
    assert recompute_edition(edition) == []
    assert client.get(reverse("scoring:edition-print", args=[edition.pk])).status_code == 200
    assert edition.digest in paper.decode() or edition.digest[:12] in paper.decode()
