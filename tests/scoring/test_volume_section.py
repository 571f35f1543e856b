"""The volume carries the points for those who may see them, and for nobody else."""

from datetime import date

import pytest

from performance.sections import Span
from scoring.panels import points_section

from . import stage

pytestmark = pytest.mark.django_db


def test_the_volume_tells_points_to_the_deputy_and_the_office_only(cast):
    stage.year(cast)
    span = Span(date(2022, 1, 10))
    own = points_section(cast.lin_mandate, cast.lin, span)
    assert [row[0] for row in own.rows] == ["2026"]
    assert points_section(cast.lin_mandate, cast.gao, span) == own
    assert points_section(cast.lin_mandate, cast.zhao, span) is None
    assert points_section(cast.lin_mandate, cast.bai, span) is None
    assert (
        points_section(cast.lin_mandate, cast.lin, Span(date(2022, 1, 1), date(2025, 12, 31)))
        is None
    )
