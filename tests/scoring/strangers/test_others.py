"""Three more strangers' measures counted by hand: eaten blocks, outcomes, a year from December."""

import math
import random
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from .facts import answers, counted, dossier, measure, points

D = Decimal
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def scored(name, year, seed, make, first, last, by_hand, *, read=None):
    """Twenty dossiers scored by the measure and by hand: (answer, what the hand says) of each."""
    draw = random.Random(seed)
    people, facts, want = [], [], {}
    for number in range(20):
        who = f"d{number:02d}"
        mine = dossier(draw, who, make, first, last)
        people.append({"subject": who, "start": date(2020, 1, 10)})
        facts += mine
        want[who] = by_hand(counted(mine, *(read or (first, last))))
    draw.shuffle(facts)
    found = answers(measure(name), year, people, facts)
    return [(found[who], want[who]) for who in want]


def eaten(draw):
    kind = draw.choice(["meeting", "meeting", "breach", "activity", "activity"])
    if kind == "meeting":
        return {"kind": kind, "occasion": draw.choice(["plenary", "standing"]),
                "status": draw.choice(["present", "late", "leave_approved", "absent"])}  # fmt: skip
    if kind == "breach":
        return {"kind": kind, "degree": draw.choice(["whole", "partial"])}
    return {"kind": kind, "status": draw.choice(["present", "present", "absent"])}


def eaten_by_hand(facts):
    meetings = [one for one in facts if one["kind"] == "meeting"]
    activities = [one for one in facts if one["kind"] == "activity"]
    price = {"present": D(0), "late": D(-1), "leave_approved": D("-2.5"), "absent": D(-15)}
    plenary = sum((price[m["status"]] for m in meetings if m["occasion"] == "plenary"), D(0))
    missed = sum(m["occasion"] == "standing" and m["status"] == "absent" for m in meetings)
    attendance = max((40 if meetings else 0) + max(plenary, D(-30)) - D("7.5") * missed, D(0))
    breaches = sum((D(-8) if b["degree"] == "whole" else D(-3)
                    for b in facts if b["kind"] == "breach"), D(0))  # fmt: skip
    discipline = max((20 if activities else 0) + breaches, D(-10))
    took = sum(one["status"] == "absent" for one in activities) * 4
    credit = 0
    for one in activities:  # dropped: what no longer fits, and everything after it
        if one["status"] == "present":
            if credit + 5 > 12 + took:
                break
            credit += 5
    activity = max(D(credit - took), D(-5))
    return attendance, discipline, activity


@pytest.mark.parametrize("seed", range(5))
def test_blocks_that_start_full_are_eaten_as_by_hand(seed):
    for answer, want in scored("deducting", 2025, seed, eaten, FIRST, LAST, eaten_by_hand):
        total = sum(want)
        if total <= 70:  # above it whole credits fall away; here they are not told apart
            assert points(answer) == max(total, D(0))
        if 0 <= total <= 70:
            assert points(answer, "attendance", "discipline", "activity") == want


def outcomes(draw):
    kind = draw.choice(["suggestion", "suggestion", "information", "visit", "visit"])
    thing = draw.choice("甲乙丙丁")
    if kind == "suggestion":
        return {"kind": kind, "object": thing, "role": draw.choice(["lead", "lead", "cosigner"]),
                "outcome": draw.choice([None, "filed", "key", "excellent"]),
                "object_on": date(draw.choice([2024, 2025, 2025]), 6, 1)}  # fmt: skip
    if kind == "information":
        return {"kind": kind, "object": thing, "outcome": "adopted",
                "level": draw.choice(["county", "prefecture", "province"]),
                "object_on": date(2025, 5, 1)}  # fmt: skip
    return {"kind": kind, "mode": draw.choice(["individual", "joint", "composite"])}


def outcomes_by_hand(facts):
    step = {"filed": D(2), "key": D(5), "excellent": D("8.5")}
    level = {"county": D(1), "prefecture": D(3), "province": D(6)}
    given = sorted(
        (f for f in facts if f.get("outcome")), key=lambda f: (f["object_on"], f["fact"])
    )
    given = [one for one in given if FIRST <= one["object_on"] <= LAST]
    asked, told, signed = {}, {}, []
    for one in given:
        thing = one["object"]
        if one["kind"] == "information":
            told[thing] = max(told.get(thing, D(0)), level[one["level"]])
        elif one["role"] == "lead":
            asked[thing] = max(asked.get(thing, D(0)), step[one["outcome"]])
        elif one["outcome"] == "filed" and thing not in signed:
            signed.append(thing)
    sums = {}
    for thing in {*asked, *told, *signed}:
        left = asked.get(thing, D(0)) + (D("0.5") if thing in signed else D(0))
        sums[thing] = "left" if left >= told.get(thing, D(0)) else "right"
    work = sum((told[t] for t in told if sums[t] == "right"), D(0))
    work += sum((asked[t] for t in asked if sums[t] == "left"), D(0))
    work += min(sum(D("0.5") for t in signed if sums[t] == "left"), D("1.5"))
    months = {}
    for one in facts:
        if one["kind"] == "visit" and FIRST <= one["on"] <= LAST:
            value = (
                D("1.5")
                * {"individual": D(1), "joint": D("0.5"), "composite": D("0.25")}[one["mode"]]
            )
            value = value.quantize(D("0.1"), ROUND_HALF_UP)
            months[one["on"].month] = months.get(one["on"].month, D(0)) + value
    return work, min(sum((min(v, D(2)) for v in months.values()), D(0)), D(10))


@pytest.mark.parametrize("seed", range(5))
def test_outcomes_ladders_and_converted_proposals_count_as_by_hand(seed):
    """A late outcome goes to the year of its object, whenever it was given."""
    ever = (date.min, date.max)
    answered = scored(
        "outcomes", 2025, seed, outcomes, FIRST, LAST, outcomes_by_hand, read=ever
    )  # fmt: skip
    for answer, want in answered:
        assert points(answer, "work", "visits") == want


BEGIN, END = date(2024, 12, 1), date(2025, 11, 30)


def winter(draw):
    kind = draw.choice(["service", "service", "meeting", "contact", "contact"])
    if kind == "service":
        return {"kind": kind, "quantity": draw.choice([0.5, 1, 1.25, 3, 4, 4.5, 7.125, 9])}
    if kind == "meeting":
        return {"kind": kind, "status": draw.choice(["present", "present", "absent"]),
                "half_day": draw.choice(["morning", "afternoon", None])}  # fmt: skip
    return {"kind": kind, "mode": draw.choice(["phone", "visit"])}


def winter_by_hand(facts):
    served = [D(str(one["quantity"])) for one in facts if one["kind"] == "service"]
    total = D(2) * int(sum(served, D(0)) // 8)
    quarters = {}
    for one in facts:
        if one["kind"] == "service" and one["quantity"] > 1:
            quarter = (one["on"].year, (one["on"].month - 1) // 3)
            value = D("0.25") * math.ceil(D(str(one["quantity"])) / 4)
            left = quarters.setdefault(quarter, [D(0), True])
            if left[1] and left[0] + value <= 3:
                left[0] += value
            else:
                left[1] = False
    total += sum((left[0] for left in quarters.values()), D(0))
    halves = {}
    for one in facts:
        if one["kind"] == "meeting" and one["status"] == "present":
            halves.setdefault(one["on"], set()).add(one.get("half_day", "whole"))
    total += sum(D("0.6") if "whole" in day else D("0.3") * len(day) for day in halves.values())
    absent = sum(one["kind"] == "meeting" and one["status"] == "absent" for one in facts)
    total += max(D("-0.7") * absent, D(-2))
    contacts = [one for one in facts if one["kind"] == "contact"]
    weeks, parts = set(), Counter()
    for one in contacts:
        week = one["on"].isocalendar()[:2]
        if one["mode"] == "visit" and week not in weeks:
            weeks.add(week)
            parts[one["on"].year, one["on"].month > 6] += 1
    total += sum(D("0.5") * min(count, 4) for count in parts.values())
    total += len({(one["on"].year, one["on"].month) for one in contacts})
    return max(total, D(-1))


@pytest.mark.parametrize("seed", range(5))
def test_hours_half_days_weeks_and_months_count_as_by_hand(seed):
    for answer, want in scored("winter", 2024, seed, winter, BEGIN, END, winter_by_hand):
        assert points(answer) == want
