"""Attendance as a rate, a target with a price, judged speeches, places: by hand and by engine."""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

import pytest

from .facts import answers, counted, dossier, measure, points

D = Decimal
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def make(draw):
    kind = draw.choice(["meeting", "meeting", "contact", "contact", "speech", "suggestion"])
    if kind == "meeting":
        return {
            "kind": kind,
            "status": draw.choice(["present", "present", "late", "leave_approved", "absent"]),
        }
    if kind == "speech" and draw.random() < 0.8:
        return {"kind": kind, "judged": draw.randint(2, 12) / 2, "judge": "评审组",
                "reason": "按评分表", "confirmer": "代工委"}  # fmt: skip
    if kind == "suggestion":
        return {"kind": kind, "role": draw.choice(["lead", "cosigner"])}
    return {"kind": kind}


def tenth(value):
    return value.quantize(D("0.1"), ROUND_HALF_UP)


def by_hand(facts):
    due = [m for m in facts if m["kind"] == "meeting" and m["status"] != "leave_approved"]
    came = sum(({"present": D(1), "late": D("0.5")}.get(m["status"], D(0)) for m in due), D(0))
    attendance = tenth(40 * came / len(due)) if due else D(40)
    number = sum(one["kind"] == "contact" for one in facts)
    contact = tenth(D("1.5") * (number - 8) if number > 8 else D(2) * (number - 8))
    contact = min(max(contact, D(-10)), D(15))
    judged = [D(str(one["judged"])) for one in facts if one["kind"] == "speech" and "judged" in one]
    speech = min(sum(judged, D(0)), D(20))
    total = max(attendance + contact + speech, D(0))
    asked = any(one["kind"] == "suggestion" and one["role"] == "lead" for one in facts)
    tier = "good" if total >= 50 else "fair" if total >= 30 else "poor"
    if tier == "good" and not asked:
        tier = "fair"
    return attendance, contact, speech, total, tier, asked


@pytest.mark.parametrize("seed", range(5))
def test_rates_targets_judged_values_and_places_as_by_hand(seed):
    draw = random.Random(seed)
    people, facts, want = [], [], {}
    for number in range(30):
        who = f"d{number:02d}"
        mine = dossier(draw, who, make, FIRST, LAST, most=34)
        people.append({"subject": who, "start": date(2022, 1, 10)})
        facts += mine
        want[who] = by_hand(counted(mine, FIRST, LAST))
    draw.shuffle(facts)
    found = answers(measure("rates"), 2025, people, facts)
    totals = {who: hand[3] for who, hand in want.items()}
    places = ceil(D(15) * len(people) / 100)
    for who, (attendance, contact, speech, total, tier, asked) in want.items():
        answer = found[who]
        assert points(answer) == total
        if total > 0:
            assert points(answer, "attendance", "contact", "speech") == (
                attendance, contact, speech,
            )  # fmt: skip
        assert answer["tier"] == tier
        assert answer["rank"] == 1 + len({t for t in totals.values() if t > total})
        rivals = [other for other in totals if want[other][5] and totals[other] >= total]
        taken = any(one["what"] == "quota" for one in answer["findings"])
        assert taken == (asked and len(rivals) <= places), who
