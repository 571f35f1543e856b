"""Two places where a measure's words leave room for a wrong number: a share, and the bounds."""

import json

from scoring.scheme import load_scheme
from tests.scoring.scheme.test_manual import on_the_smallest


def runs(**blocks):
    """Put these blocks on the smallest measure of the manual; loading it runs its examples."""
    plain = on_the_smallest(json.dumps(blocks)).plain
    return load_scheme(json.dumps(plain, default=float), examples=True)


def meetings(**numbers):
    return [
        {"kind": "meeting", "occasion": "plenary", "status": status, "count": count}
        for status, count in numbers.items()
    ]


def test_a_share_counts_only_what_fell_due_and_so_never_passes_the_whole():
    gate = {
        "code": "came", "name": "到会", "when": {"kind": "meeting", "status": "present"},
        "share": {
            "of": {"kind": "meeting", "status": ["absent", "late"]},
            "percent": 70, "nothing_due": "met",
        },
        "fails_to": "flag",
    }  # fmt: skip
    facts = meetings(present=9, absent=1)
    assert runs(
        switches={"tier_rounding": "exact", "missing_data": "zero"},
        gates=[gate],
        examples=[
            {"name": "九次到会", "given": {"facts": facts}, "expect": {"gates": {"came": "failed"}}}
        ],
    )
    gate["share"]["of"]["status"] = "any"
    assert runs(
        switches={"tier_rounding": "exact", "missing_data": "zero"},
        gates=[gate],
        examples=[
            {"name": "九次到会", "given": {"facts": facts}, "expect": {"gates": {"came": "met"}}}
        ],
    )


def test_bounds_before_the_factors_stay_before_them_where_months_are_reckoned():
    switches = {
        "missing_data": "zero", "late_starters": "per_month", "rounding": "hundredth_half_up",
        "unequal_maxima": "allowed", "role_at": "fact_date",
        "cap_order": "first_in_time", "cap_excess": "truncate", "cap_on": "net",
    }  # fmt: skip
    whole = {"roles": ["standing_member"], "facts": [{"kind": "visit", "count": 6}]}
    part = {
        "start": "2024-07-01", "roles": ["standing_member"],
        "facts": [{"kind": "visit", "count": 6, "on": "2024-08-01"}],
    }  # fmt: skip
    assert runs(
        switches=switches,
        months_served="whole",
        ranking={"group": "none", "min_size": 1, "ties": "competition"},
        total={"max": 10, "floor": "none"},
        multipliers={
            "combine": "product", "bounds": "before",
            "list": [
                {"code": "office", "name": "常委", "when": {"subject_role": "standing_member"},
                 "factor": 1.1},
            ],
        },
        examples=[
            {"name": "全年任职", "given": whole, "expect": {"total": 11}},
            {"name": "任职半年", "given": part, "expect": {"total": 10}},
        ],
    )  # fmt: skip
