"""A period is opened over days its measure counts, and a measure holds once on one day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from scoring.models import ScoringPeriod
from scoring.services.periods import set_period
from tests.cast import login


def opens(cast, version, name, first, last):
    return set_period(
        cast.county, name=name, first_day=first, last_day=last, scheme_version=version, by=cast.gao
    )


def test_half_a_year_of_a_yearly_measure_is_refused_in_words(cast, measure):
    with pytest.raises(ValidationError, match="2026-01-01 to 2026-12-31"):
        opens(cast, measure, "上半年", date(2026, 1, 1), date(2026, 6, 30))
    with pytest.raises(ValidationError):
        opens(cast, measure, "跨年", date(2026, 7, 1), date(2027, 6, 30))
    assert not ScoringPeriod.objects.exists()
    period = opens(cast, measure, "2026", date(2026, 1, 1), date(2026, 12, 31))
    assert opens(cast, measure, "2026", date(2026, 1, 1), date(2026, 12, 31)) == period


def test_a_measure_in_force_twice_on_one_day_is_refused(cast, measure):
    opens(cast, measure, "2026", date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(ValidationError, match="twice on the same day"):
        opens(cast, measure, "2026年度", date(2026, 1, 1), date(2026, 12, 31))
    opens(cast, measure, "2027", date(2027, 1, 1), date(2027, 12, 31))
    assert ScoringPeriod.objects.count() == 2


def test_gao_draws_as_known_at_a_moment_from_the_page(cast, year, duty, client):
    duty()
    then = timezone.now()
    duty(on=date(2026, 3, 9))
    login(client, cast.gao)
    url = reverse("scoring:edition-draw", args=[year.pk])

    late = timezone.localtime(then + timedelta(days=1)).isoformat()[:16]
    assert client.post(url, {"name": "截止", "cut_off": late}).status_code == 422
    assert client.post(url, {"name": "截止", "cut_off": "昨天"}).status_code == 422
    assert not year.editions.exists()
    freeze = timezone.localtime(then).isoformat()[:26]
    assert client.post(url, {"name": "截止", "cut_off": freeze}).status_code == 302
    assert year.editions.get().rows.get(name="林秀英").total == 62_000
