"""A township's measure, counted by hand in plain Python and by the engine: every number agrees."""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from .facts import answers, counted, dossier, measure, points

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
D = Decimal


def make(draw):
    kind = draw.choice(["meeting", "meeting", "suggestion", "suggestion", "visit", "honour"])
    if kind == "meeting":
        status = draw.choice(["present", "present", "late", "leave_approved", "absent"])
        return {"kind": kind, "status": status, "half_day": draw.choice(["morning", "afternoon"])}
    if kind == "suggestion":
        return {"kind": kind, "role": draw.choice(["lead", "lead", "cosigner"]),
                "object": draw.choice("甲乙丙丁戊") + str(draw.randint(1, 2)),
                "outcome": draw.choice([None, None, "solved"])}  # fmt: skip
    if kind == "honour":
        return {"kind": kind, "object": draw.choice(["奖一", "奖二", None]),
                "level": draw.choice(["national", "province", "prefecture", "county"])}  # fmt: skip
    return {"kind": kind}


def highest_first_up_to(values, top):
    """Credits by size under a cap: the sum is simply cut."""
    return min(sum(values), top)


def by_hand(facts, leader):
    meetings = {}
    for one in facts:
        if one["kind"] == "meeting":
            worth = {"present": D("1.5"), "late": D(1), "leave_approved": D(0), "absent": D(-2)}
            key = (one["on"], one["half_day"])
            meetings[key] = max(meetings.get(key, D(-99)), worth[one["status"]])
    credit = min(sum((v for v in meetings.values() if v > 0), D(0)), D(9))
    debit = max(sum((v for v in meetings.values() if v < 0), D(0)), D(-8))
    meeting = max(min(credit, D(9)) + debit, D(-8))
    plain = [one for one in facts if one["kind"] == "suggestion" and "outcome" not in one]
    leads = [one for one in plain if one["role"] == "lead"]
    objects = {one["object"] for one in leads}
    first = D(4) if leads else D(0)
    more = min(D(2) * max(len(objects) - 1, 0), D(6))
    cosigned = {one["object"] for one in plain if one["role"] == "cosigner"}
    cosign = min(D("0.5") * len(cosigned), D(2))
    solved = {
        one["object"] for one in facts
        if one["kind"] == "suggestion" and one.get("outcome") == "solved" and one["role"] == "lead"
    }  # fmt: skip
    suggestions = min(first + more + cosign + min(D(3) * len(solved), D(6)), D(15))
    visits = sum(1 for one in facts if one["kind"] == "visit")
    voters = min(D(12) * visits / 6, D(12))
    awards = {}
    for one in facts:
        if one["kind"] == "honour":
            worth = {"national": 10, "province": 6, "prefecture": 4, "county": 2}[one["level"]]
            key = one.get("object", one["fact"])
            awards[key] = max(awards.get(key, 0), worth)
    honours = min(D(sum(awards.values())), D(10))
    base = D(65 if leader else 60)
    total = min(max(base + meeting + suggestions + voters + honours, D(0)), D(110))
    reading = total.quantize(D(1), ROUND_HALF_UP)
    tier = next(
        name for low, name in ((85, "excellent"), (70, "good"), (60, "basic"), (-999, "poor"))
        if reading >= low
    )  # fmt: skip
    return meeting, suggestions, voters, honours, total, tier


@pytest.mark.parametrize("seed", range(6))
def test_a_township_measure_counts_as_by_hand(seed):
    draw = random.Random(seed)
    scheme = measure("township")
    people, facts, want, served = [], [], {}, {}
    for number in range(25):
        who = f"d{number:02d}"
        person = {"subject": who, "group": draw.choice("东西南"), "start": date(2022, 1, 10)}
        leader = draw.random() < 0.3
        if leader:
            person["roles"] = ["leader"]
        if draw.random() < 0.2:
            person["start"] = draw.choice([date(2025, 3, 1), date(2025, 11, 1)])
        mine = dossier(draw, who, make, FIRST, LAST)
        people.append(person)
        facts += mine
        served[who] = max(person["start"], FIRST)
        want[who] = by_hand(counted(mine, FIRST, LAST, start=person["start"]), leader)
    draw.shuffle(facts)
    found = answers(scheme, 2025, people, facts)
    ranked = {}
    for person in people:
        who = person["subject"]
        parts = points(found[who], "meetings", "suggestions", "voters", "honours")
        assert (*parts, points(found[who])) == want[who][:5], who
        late = served[who] > FIRST
        too_short = served[who] > date(2025, 10, 2)
        tier = None if too_short else want[who][5]
        assert found[who]["tier"] == tier
        if not late:
            ranked.setdefault(person["group"], []).append(who)
    for group, members in ranked.items():
        for who in members:
            better = sum(want[other][4] > want[who][4] for other in members)
            assert found[who]["rank"] == (better + 1 if len(members) >= 2 else None), (group, who)
