"""Made-up dossiers for the strangers' measures, and the engine's answer read from its document.

The facts go through a facts file, as ``scheme score`` reads it.
"""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from scoring.engine import score
from scoring.engine.facts_file import read_facts_file
from scoring.engine.report import result_document
from scoring.scheme import load_scheme

HERE = Path(__file__).parent


def measure(name):
    return load_scheme((HERE / f"{name}.yaml").read_bytes(), examples=True)


def answers(scheme, year, people, facts):
    """{subject: result}, each a row of the document ``scheme score --json`` prints."""
    book = {"period": {"year": year}, "subjects": people, "facts": facts}
    raw = json.dumps(book, default=str).encode()
    given = read_facts_file(raw, ".json", scheme)
    result = score(scheme, given.facts, given.cohort, given.period, past=given.past)
    return {one["subject"]: one for one in result_document(scheme, given, result)["results"]}


def points(answer, *parts):
    """The points of named categories, or the total."""
    if not parts:
        return Decimal(answer["total"])
    found = {one["category"]: Decimal(one["points"]) for one in answer["categories"]}
    return tuple(found[part] for part in parts)


def days(draw, first, last, spill=10):
    """A day in the period, now and then outside it."""
    return first + timedelta(days=draw.randint(-spill, (last - first).days + spill))


def dossier(draw, who, make, first, last, most=25):
    """Facts of one person: ``make(draw)`` gives the words of each."""
    out = []
    for number in range(draw.randint(0, most)):
        fact = {"fact": f"{who}:{draw.randint(0, 99)}:{number}", "subject": who}
        fact |= make(draw) | {"on": days(draw, first, last)}
        if draw.random() < 0.08:
            fact["state"] = draw.choice(["submitted", "withdrawn"])
        out.append({key: value for key, value in fact.items() if value is not None})
    return out


def counted(facts, first, last, start=date.min, end=date.max):
    """What the manual says counts: confirmed, in the period and in office; by date, then id."""
    mine = [
        one for one in facts
        if one.get("state", "confirmed") == "confirmed"
        and first <= one["on"] <= last and start <= one["on"] < end
    ]  # fmt: skip
    return sorted(mine, key=lambda one: (one["on"], one["fact"]))
