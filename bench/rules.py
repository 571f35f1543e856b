"""The 25 rules of the measured scheme, once, and written out three ways.

The scheme file for the engine, the SQL for DuckDB and the Python rules of the naive loop are all
made from this table, so that all three add up the same thing; the benchmark checks that they do.
"""

from dataclasses import dataclass

# category → its most, in thousandths of a point
CATEGORIES = {"meetings": 30_000, "inspection": 20_000, "contact": 40_000, "suggestions": 30_000}
TIERS = [("excellent", 45_000), ("good", 35_000), ("pass", 25_000), ("fail", None)]


@dataclass(frozen=True)
class Rule:
    """Points (thousandths) for each record of a kind that fits, at most `cap` per window."""

    code: str
    category: str
    kind: str
    when: dict
    points: int
    cap: int
    per: str = "period"


# code | category | kind | what must hold | thousandths each | at most | in each
TABLE = """
visit | contact | voter_contact | occasion=contact mode=visit | 500 | 1000 | month
phone | contact | voter_contact | occasion=contact mode=phone | 200 | 400 | month
online | contact | voter_contact | occasion=contact mode=online | 200 | 600 | quarter
letter | contact | voter_contact | occasion=contact mode=letter | 300 | 1500 | period
desk-am | contact | voter_contact | occasion=reception half_day=morning | 1000 | 2000 | quarter
desk-pm | contact | voter_contact | occasion=reception half_day=afternoon | 1000 | 2000 | quarter
desk-eve | contact | voter_contact | occasion=reception half_day=evening | 1500 | 6000 | period
lead-province | suggestions | suggestion | role=lead level=province | 4000 | 8000 | period
lead-prefecture | suggestions | suggestion | role=lead level=prefecture | 3000 | 9000 | period
lead-county | suggestions | suggestion | role=lead level=county | 2000 | 6000 | period
lead-township | suggestions | suggestion | role=lead level=township | 1000 | 3000 | period
co-province | suggestions | suggestion | role=cosigner level=province | 1000 | 3000 | period
co-prefecture | suggestions | suggestion | role=cosigner level=prefecture | 700 | 2100 | period
co-county | suggestions | suggestion | role=cosigner level=county | 500 | 1000 | quarter
co-township | suggestions | suggestion | role=cosigner level=township | 300 | 600 | quarter
plenary | meetings | meeting | occasion=plenary status=present | 2000 | 20000 | period
plenary-late | meetings | meeting | occasion=plenary status=late | 1000 | 5000 | period
plenary-leave | meetings | meeting | occasion=plenary status=leave_approved | 500 | 1000 | period
training | meetings | meeting | occasion=training status=present | 1000 | 4000 | period
sit-in | meetings | meeting | occasion=sit_in status=present | 1500 | 3000 | quarter
inspect | inspection | inspection | occasion=inspection status=present | 2000 | 4000 | quarter
research | inspection | inspection | occasion=research status=present | 2500 | 7500 | period
law-check | inspection | inspection | occasion=law_check status=present | 2500 | 7500 | period
group | inspection | group_activity | status=present | 1000 | 1000 | month
group-late | inspection | group_activity | status=late | 500 | 500 | month
"""


def _read(line):
    code, category, kind, when, points, cap, per = (cell.strip() for cell in line.split("|"))
    when = dict(pair.split("=") for pair in when.split())
    return Rule(code, category, kind, when, int(points), int(cap), per)


RULES = [_read(line) for line in TABLE.strip().splitlines()]

# What the engine calls a field, and the record's own column for it.
COLUMN = {
    "occasion": "occasion",
    "mode": "mode",
    "half_day": "half_day",
    "role": "role",
    "level": "level",
    "status": "presence",
}
