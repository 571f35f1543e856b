"""A cap holds for everybody alike, however many records of other parts stand between."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from scoring.engine import FACT_COLUMNS, SUBJECT_COLUMNS, Cohort, Period, score
from scoring.scheme import load_scheme

MEASURE = """
language: 1
code: crowd
title: 众人
version: "1"
completeness: full
period: {cycle: calendar_year}
kinds: {visit: {name: 走访}, speech: {name: 发言}, study: {name: 学习}}
switches: {period_date: event, cap_order: first_in_time, cap_excess: truncate}
categories:
  - {code: free, name: 不封顶, max: none}
  - {code: capped, name: 封顶, max: 20}
items:
  - {code: visit, name: 走访, category: free, when: {kind: visit}, points: 1}
  - {code: speech, name: 发言, category: capped, when: {kind: speech}, points: 3}
  - {code: study, name: 学习, category: capped, when: {kind: study}, points: 2}
limits:
  - {code: both, name: 合计, items: [speech, study], max: 19}
total: {max: none, floor: none}
"""


def test_a_category_cap_holds_for_each_of_many_beside_an_open_category():
    scheme = load_scheme(MEASURE.encode())
    people = [f"d{number:03d}" for number in range(60)]
    rows = []
    for number, who in enumerate(people):
        words = ["visit"] * (number % 17) + ["speech"] * 5 + ["study"] * (number % 5)
        for place, kind in enumerate(words):
            row = dict.fromkeys(FACT_COLUMNS)
            day = date(2024, 1, 1) + timedelta(days=(place * 7 + number) % 360)
            row |= {"fact": f"{who}:{place}", "subject": who, "kind": kind}
            row |= {"on": day, "quantity": 1000}
            rows.append(row)
    subjects = [dict.fromkeys(SUBJECT_COLUMNS) | {"subject": who} for who in people]
    result = score(
        scheme,
        pl.DataFrame(rows, schema=FACT_COLUMNS),
        Cohort(pl.DataFrame(subjects, schema=SUBJECT_COLUMNS)),
        Period("2024", date(2024, 1, 1), date(2024, 12, 31)),
    )
    totals = dict(result.totals.select("subject", "total").iter_rows())
    for number, who in enumerate(people):
        want = number % 17 + min(15 + 2 * (number % 5), 19)
        assert Decimal(totals[who]) / 1000 == want, who
