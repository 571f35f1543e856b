"""Who sees which points, what the pages say, and what they cost."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from performance.models import Deputy, Mandate
from scoring.models import Edition, SchemeVersion
from scoring.services.cards import recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from tests.cast import login

from . import stage


@pytest.fixture
def standings(cast, year, duty, meeting):
    """Lin 68 points, Zhao 55."""
    duty()
    duty(on=date(2026, 3, 9))
    meeting()
    meeting(cast.zhao_mandate, presence="absent")
    recompute_cards(year)
    return year


def page(client, person, name, *args, **query):
    login(client, person)
    return client.get(reverse(f"scoring:{name}", args=args), query)


def text(response):
    return response.content.decode()


def test_lin_reads_every_line_of_her_own_points_and_nothing_of_zhaos(client, cast, standings):
    mine = standings.cards.get(mandate=cast.lin_mandate)
    zhaos = standings.cards.get(mandate=cast.zhao_mandate)
    response = page(client, cast.lin, "my-card", mine.pk)
    assert "<strong>68</strong>" in text(response)
    for words in [
        "走访两户",
        "第五条第一款",
        "Confirmed by 高文书",
        "Counted: 2 points.",
        "基础分",
    ]:
        assert words in text(response), words
    assert "sum of the lines" in text(response)
    assert page(client, cast.lin, "my-card", zhaos.pk).status_code == 404
    assert "赵大山" not in text(page(client, cast.lin, "my-points"))
    assert page(client, cast.lin, "ranking", standings.pk).status_code == 404


def test_a_record_that_earned_nothing_says_why(client, cast, year, duty):
    for day in range(1, 6):
        duty(on=date(2026, 3, day))
    duty(kind="inspection", on=date(2026, 4, 1), title="视察水库")
    card = year.cards.get(mandate=cast.lin_mandate)
    said = text(page(client, cast.lin, "my-card", card.pk))
    assert "nothing left under the cap of the item 走访选民" in said
    assert "The measure has no item for such a record." in said


def test_nobody_outside_the_office_sees_a_ranking_before_it_is_published(client, cast, standings):
    edition = draw_edition(standings, by=cast.gao, name="2026年度排名")
    row = edition.rows.get(mandate=cast.lin_mandate)
    before = {
        cast.xie: [
            page(client, cast.xie, "edition", edition.pk).status_code,
            page(client, cast.xie, "ranking", standings.pk).status_code,
            "2026年度排名" in text(page(client, cast.xie, "rankings")),
        ],
        cast.lin: [
            page(client, cast.lin, "my-edition-row", row.pk).status_code,
            "2026年度排名" in text(page(client, cast.lin, "my-points")),
        ],
    }
    publish_edition(edition, by=cast.tang)
    after = {
        cast.xie: [
            page(client, cast.xie, "edition", edition.pk).status_code,
            page(client, cast.xie, "ranking", standings.pk).status_code,
            "2026年度排名" in text(page(client, cast.xie, "rankings")),
        ],
        cast.lin: [
            page(client, cast.lin, "my-edition-row", row.pk).status_code,
            "2026年度排名" in text(page(client, cast.lin, "my-points")),
        ],
    }
    assert before == {cast.xie: [404, 403, False], cast.lin: [404, False]}
    assert after == {cast.xie: [200, 403, True], cast.lin: [200, True]}


def test_the_first_screen_and_the_dossier_show_the_points(client, cast, standings):
    login(client, cast.lin)
    assert ">68<" in text(client.get("/my/"))
    assert ">68<" in text(client.get(reverse("performance:my-dossier")))
    login(client, cast.gao)
    desk = reverse("performance:desk-dossier", args=[cast.lin_mandate.pk])
    assert ">68<" in text(client.get(desk))
    login(client, cast.xie)
    assert ">68<" not in text(client.get(desk))


def test_the_desk_says_what_waits_for_the_second_person_and_only_to_that_person(
    client, cast, standings
):
    draw_edition(standings, by=cast.gao, name="2026年度排名")
    for person, told in [
        (cast.tang, True),
        (cast.gao, False),
        (cast.xie, False),
        (cast.bai, False),
    ]:
        login(client, person)
        assert ("2026年度排名" in text(client.get("/desk/"))) == told, person


def test_ties_stand_as_ties_and_too_few_data_apart(client, cast, standings, duty):
    for number in range(3, 6):
        mandate = Mandate.objects.create(
            deputy=Deputy.objects.create(name=f"代表{number}"),
            congress=cast.county,
            term=cast.term,
            delegation=cast.delegation,
            certificate_no=f"1900{number}",
            starts_on=cast.term.starts_on,
        )
        if number < 5:
            mandate.deputy.user = cast.chen if number == 3 else cast.sun
            mandate.deputy.save()
            duty(mandate)
    recompute_cards(standings)
    response = page(client, cast.gao, "ranking", standings.pk)
    ranking = response.context["ranking"]
    assert [(row.rank, row.tied, row.name) for row in ranking.rows] == [
        (1, False, "林秀英"),
        (2, True, "代表3"),
        (2, True, "代表4"),
        (4, False, "赵大山"),
    ]
    assert [(str(label), [row.name for row in rows]) for label, rows in ranking.apart] == [
        ("Too few data", ["代表5"])
    ]
    assert "Live figures" in text(response)
    edition = draw_edition(standings, by=cast.gao, name="x")
    frozen = page(client, cast.gao, "edition", edition.pk).context["ranking"]
    assert [(row.rank, row.tied, row.name) for row in frozen.rows] == [
        (row.rank, row.tied, row.name) for row in ranking.rows
    ]


@pytest.mark.parametrize("kind", ["live", "edition", "my"])
def test_a_ranking_costs_the_same_queries_with_3_and_with_300_deputies(
    client, cast, standings, kind
):
    def cost(name):
        recompute_cards(standings)
        edition = draw_edition(standings, by=cast.gao, name=name)
        if kind == "my":
            card = standings.cards.get(mandate=cast.lin_mandate)
            asked = (cast.lin, "my-card", card.pk)
        elif kind == "live":
            asked = (cast.gao, "ranking", standings.pk)
        else:
            asked = (cast.gao, "edition", edition.pk)
        page(client, *asked)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse(f"scoring:{asked[1]}", args=asked[2:])).status_code == 200
        return len(queries)

    few = cost("few")
    people = Deputy.objects.bulk_create([Deputy(name=f"代表{n}") for n in range(300)])
    Mandate.objects.bulk_create(
        Mandate(
            deputy=deputy,
            congress=cast.county,
            term=cast.term,
            delegation=cast.delegation,
            certificate_no=f"2{n:04d}",
            starts_on=cast.term.starts_on,
        )
        for n, deputy in enumerate(people)
    )
    assert cost("many") == few
    assert few < 25


def test_the_second_person_types_the_period_and_publishes(client, cast, standings):
    edition = draw_edition(standings, by=cast.gao, name="2026")
    url = reverse("scoring:edition-publish", args=[edition.pk])
    login(client, cast.gao)
    assert client.post(url, {"period_name": "2026"}).status_code == 403
    login(client, cast.tang)
    wrong = client.post(url, {"period_name": "2025"})
    assert wrong.status_code == 422 and "not the name of the period" in text(wrong)
    edition.refresh_from_db()
    assert edition.status == Edition.Status.DRAWN
    assert client.post(url, {"period_name": " 2026 "}).status_code == 302
    assert client.post(url, {"period_name": "2026"}).status_code == 302  # a double click
    edition.refresh_from_db()
    assert edition.status == Edition.Status.PUBLISHED


def test_a_measure_with_faults_is_shown_them_and_nothing_is_stored(client, cast):
    login(client, cast.gao)
    url = reverse("scoring:scheme-new")
    broken = stage.MEASURE.replace("from: 60, below: 80", "from: 65, below: 80")
    response = client.post(url, {"text": broken, "save": "1"})
    assert response.status_code == 422
    assert "line" in text(response) and "tiers" in text(response)
    for bad in ["", "x: [", "\x00", "- 1\n- 2"]:
        assert client.post(url, {"text": bad, "save": "1"}).status_code == 422
    assert not SchemeVersion.objects.exists()
    assert client.post(url, {"text": stage.MEASURE}).status_code == 200  # only checked
    assert not SchemeVersion.objects.exists()
    for _again in range(2):
        assert client.post(url, {"text": stage.MEASURE, "save": "1"}).status_code == 302
    assert SchemeVersion.objects.count() == 1


def test_a_draft_shows_who_would_change_tier_before_it_takes_force(client, cast, standings):
    higher = stage.MEASURE.replace("from: 80}", "from: 65}").replace(
        "from: 60, below: 80", "from: 60, below: 65"
    )
    draft = stage.draft(cast, higher)
    effect = page(client, cast.tang, "scheme-effect", draft.pk).context["effect"]
    assert [(m.name, m.tier_before, m.tier_after) for m in effect.moves] == [
        ("林秀英", "称职", "优秀")
    ]
    assert SchemeVersion.objects.get(pk=draft.pk).is_draft


def test_the_workbook_holds_numbers_and_the_unranked(client, cast, standings):
    response = page(client, cast.gao, "ranking-sheet", standings.pk)
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:5] == (1, "林秀英", "19001", "东岭镇代表团", 68)


def test_changes_are_listed_against_the_edition_replaced(client, cast, standings, duty):
    publish_edition(draw_edition(standings, by=cast.gao, name="第一次"), by=cast.tang)
    duty(cast.zhao_mandate, kind="group_activity", on=date(2026, 3, 21))
    second = draw_edition(standings, by=cast.gao, name="更正", note="补记")
    publish_edition(second, by=cast.tang)
    response = page(client, cast.xie, "edition-changes", second.pk)
    assert "赵大山" in text(response) and "林秀英" not in text(response)
    assert "第一次" in text(response)
