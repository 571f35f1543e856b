"""A period is opened over days its measure counts, and a measure holds once on one day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from scoring.models import ScoringPeriod
from scoring.services.periods import set_period


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
