"""Percentile, band and compared groups beside a real ranking, live and frozen."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from performance.models import Deputy, Mandate
from scoring.models import FairnessSheet, LiveFairness, ScoringPeriod
from scoring.ranking import edition_ranking, live_ranking
from scoring.services.cards import recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.fairness_sheets import note_disparity
from scoring.services.verification import all_faults, recompute_edition
from tests.cast import login


@pytest.fixture
def county(cast, year, duty, meeting):
    """Twenty more deputies: ten women who attended, ten men who stayed away; Lin and Zhao too."""
    for number in range(20):
        deputy = Deputy.objects.create(name=f"代表{number}", sex="fm"[number % 2])
        mandate = Mandate.objects.create(
            deputy=deputy,
            congress=cast.county,
            term=cast.term,
            delegation=cast.delegation,
            certificate_no=f"1910{number:02d}",
            starts_on=cast.term.starts_on,
        )
        meeting(mandate, presence="present" if number % 2 == 0 else "absent")
    duty()
    duty(on=date(2026, 3, 9))
    meeting()
    meeting(cast.zhao_mandate, presence="absent")
    return cast.county


def test_lin_has_a_percentile_and_a_band_live_and_the_same_when_frozen(county, cast, year):
    recompute_cards(year)
    live = live_ranking(year)
    lin = next(row for row in live.rows if row.name == "林秀英")
    assert (lin.rank, lin.place.rank, lin.place.of, lin.place.percentile_text) == (1, 1, 22, "97.7")
    assert lin.place.low == 1 and live.fairness.places[cast.lin_mandate.pk] == lin.place
    kept = LiveFairness.objects.get(period=year)
    assert live_ranking(year).fairness == kept.fairness
    assert LiveFairness.objects.get(period=year).computed_at == kept.computed_at
    frozen = edition_ranking(draw_edition(year, by=cast.gao, name="2026"))
    assert frozen.fairness.places == live.fairness.places
    assert frozen.fairness.seed == live.fairness.seed


def test_a_confirmed_record_makes_the_live_figures_anew(county, cast, year, duty):
    recompute_cards(year)
    before = live_ranking(year).fairness
    duty(cast.zhao_mandate, on=date(2026, 4, 1))
    after = live_ranking(year).fairness
    mine = cast.zhao_mandate.pk
    assert after.seed != before.seed
    assert after.places[mine].percentile > before.places[mine].percentile


def test_unequal_groups_need_a_word_before_head_tang_publishes(client, county, cast, year):
    edition = draw_edition(year, by=cast.gao, name="2026")
    sex = next(one for one in edition.fairness_sheet.fairness.dimensions if one.code == "sex")
    assert sex.is_unequal and edition.fairness_sheet.waits_for_a_note
    with pytest.raises(ValidationError, match=r"below 0\.8"):
        publish_edition(edition, by=cast.tang)
    for stranger in (cast.xie, cast.jin, cast.lin, cast.bai):
        with pytest.raises(PermissionDenied):
            note_disparity(edition, "无", by=stranger)
    login(client, cast.tang)
    page = reverse("scoring:edition-fairness", args=[edition.pk])
    assert "Waiting for a note" in client.get(page).content.decode()
    publish = reverse("scoring:edition-publish", args=[edition.pk])
    assert page in client.get(publish).content.decode()
    refused = client.post(publish, {"period_name": "2026"})
    assert refused.status_code == 422 and "below 0.8" in refused.content.decode()
    assert client.post(page, {"note": " "}).status_code == 422
    assert client.post(page, {"note": "男代表外出务工较多。"}).status_code == 302
    assert client.post(publish, {"period_name": "2026"}).status_code == 302
    edition.refresh_from_db()
    assert edition.status == "published" and list(all_faults()) == []
    assert recompute_edition(edition) == []
    late = client.post(page, {"note": "另一个说法"})
    assert late.status_code == 422 and "only a drawn one" in late.content.decode()


def test_a_published_sheet_stands_and_a_changed_one_is_found(county, cast, year):
    edition = draw_edition(year, by=cast.gao, name="2026")
    FairnessSheet.objects.filter(edition=edition).update(content={"places": {}})
    with pytest.raises(ValidationError):
        publish_edition(draw_edition(year, by=cast.gao, name="2026"), by=cast.tang)
    edition.refresh_from_db()
    assert [fault for fault in all_faults() if "fairness sheet" in fault]
    again = draw_edition(year, by=cast.gao, name="2026")
    note_disparity(again, "男代表外出务工较多。", by=cast.gao)
    publish_edition(again, by=cast.tang)
    with pytest.raises(DatabaseError), transaction.atomic():
        FairnessSheet.objects.filter(edition=again).update(note="别的说法")


def test_a_deputy_sees_the_own_percentile_only_where_ranks_are_shown(client, county, cast, year):
    edition = draw_edition(year, by=cast.gao, name="2026")
    note_disparity(edition, "男代表外出务工较多。", by=cast.gao)
    publish_edition(edition, by=cast.tang)
    row = reverse("scoring:my-edition-row", args=[edition.rows.get(name="林秀英").pk])
    login(client, cast.lin)
    for page in (row, reverse("scoring:my-points")):
        text = client.get(page).content.decode()
        assert "percentile 97.7" in text and "rank 1 in" in text
    login(client, cast.gao)
    ranks = reverse("scoring:period-ranks", args=[year.pk])
    for _twice in range(2):
        assert client.post(ranks, {"shown": "no"}).status_code == 302
    assert not ScoringPeriod.objects.get(pk=year.pk).deputies_see_ranks
    login(client, cast.lin)
    for page in (row, reverse("scoring:my-points")):
        text = client.get(page).content.decode()
        assert "97.7" not in text and "rank 1" not in text and "68" in text


def test_everywhere_a_rank_is_stand_the_percentile_and_who_is_ranked(client, county, cast, year):
    recompute_cards(year)
    edition = draw_edition(year, by=cast.gao, name="2026")
    login(client, cast.gao)
    for page in ("ranking", "edition", "edition-print"):
        at = year.pk if page == "ranking" else edition.pk
        text = client.get(reverse(f"scoring:{page}", args=[at])).content.decode()
        assert "97.7" in text, page
        assert "no least time in office" in text, page
    row = edition.rows.get(name="林秀英")
    text = client.get(reverse("scoring:edition-row", args=[row.pk])).content.decode()
    assert "percentile 97.7" in text and "weights up to 25% off" in text
