"""What is nearest: tried by the engine with the days that are left, and true when done."""

from datetime import date

import pytest

from scoring.cohort import load_cohort
from scoring.engine import score
from scoring.facts import load_facts
from scoring.nearest import nearest
from scoring.past import load_past
from scoring.services.edition_rows import row_contents
from scoring.services.measures import engine_period, scheme_of

from . import looking_back


@pytest.fixture
def this(cast):
    return looking_back.year(cast, 2026)


def near(period, mandate, today=date(2026, 6, 1)):
    scheme, span, only = scheme_of(period.scheme_version), engine_period(period), [mandate.pk]
    cohort = load_cohort(period.congress_id, span, mandate_ids=only)
    facts = load_facts(period.congress_id, scheme, span, mandate_ids=only, words=True)
    past = load_past(period, scheme, mandate_ids=only)
    result = score(scheme, facts, cohort, span, past=past)
    content = row_contents(result, facts, cohort, past)[0]
    return nearest(scheme, facts, cohort, span, past, content, today), content


def test_one_suggestion_meets_the_requirement_and_then_it_is_met(cast, this, duty):
    duty(on=date(2026, 3, 2))
    found, _content = near(this, cast.lin_mandate)
    first = found[0]
    assert (first.gate, first.n, first.have, first.needed) == ("每年一件建议", 1, 0, 1)
    duty(on=date(2026, 3, 3), kind="suggestion", role="lead")
    found, _content = near(this, cast.lin_mandate)
    assert not any(one.gate for one in found)


def test_what_is_promised_is_what_comes(cast, this, duty):
    duty(on=date(2026, 3, 2))
    found, before = near(this, cast.lin_mandate)
    group = next(one for one in found if one.name == "小组活动")
    for day in range(group.n):
        duty(on=date(2026, 6, 1 + day), kind="group_activity")
    _found, after = near(this, cast.lin_mandate)
    assert after["total"] - before["total"] == group.gain


def test_a_full_cap_promises_nothing_more(cast, this, duty):
    for day in (2, 3, 4):
        duty(on=date(2026, 3, day))
    found, _content = near(this, cast.lin_mandate)
    assert "走访选民" not in [one.name for one in found]


def test_a_period_that_is_over_promises_nothing(cast, this, duty):
    duty(on=date(2026, 3, 2))
    assert near(this, cast.lin_mandate, date(2027, 1, 1))[0] == ()
    assert near(this, cast.lin_mandate, date(2026, 12, 31))[0] != ()
