"""A facts file is judged cell by cell; what is wrong names its row and field."""

import json
from datetime import date

import pytest

from scoring.engine import Period, points_text, score
from scoring.engine.facts_file import FactsFileRefused, read_facts_file
from scoring.engine.report import result_document
from scoring.scheme import load_scheme
from tests.scoring.scheme.test_manual import BLOCKS, MANUAL

SCHEME = load_scheme(BLOCKS[0])
YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
YAML_FACTS = "period: {year" + MANUAL.split("```\nperiod: {year")[1].split("```")[0]
CSV_FACTS = "row,year" + MANUAL.split("```\nrow,year")[1].split("```")[0]


def read(text, suffix=".yaml", period=None):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_facts_file(raw, suffix, SCHEME, period=period)


def test_the_facts_file_of_the_manual_is_read():
    given = read(YAML_FACTS)
    assert given.facts.height == 2
    assert given.cohort.subjects.height == 2
    assert given.cohort.role_spans.height == given.cohort.suspensions.height == 1
    assert given.period.end == date(2026, 12, 31)


def test_the_csv_of_the_manual_is_read_and_what_is_not_confirmed_is_counted():
    given = read(CSV_FACTS, ".csv")
    assert given.facts.height == 1
    assert given.facts["quantity"][0] == 2500
    assert given.dropped == {"submitted": 1}
    assert given.cohort.role_spans["role"].to_list() == ["standing_member"]
    assert read(CSV_FACTS.encode("gb18030"), ".csv").facts.equals(given.facts)


def test_json_says_the_same_as_yaml():
    fact = {"fact": "a", "subject": "林", "kind": "visit", "on": "2026-03-05", "quantity": 1.25}
    plain = {"period": {"year": 2026}, "facts": [fact]}
    given = read(json.dumps(plain), ".json")
    assert given.facts["quantity"].to_list() == [1250]
    assert given.cohort.subjects["subject"].to_list() == ["林"]


FACT = "{subject: lin, kind: visit, on: 2026-03-05}"
FAULTS = {
    "no such day": ("facts: [{subject: lin, kind: visit, on: 2025-02-30}]", "facts[0].on"),
    "no kind": ("facts: [{subject: lin, on: 2026-02-03}]", "facts[0].kind"),
    "unknown field": (
        "facts: [{subject: lin, kind: visit, on: 2026-02-03, qantity: 1}]", "quantity"),
    "unknown status": (
        "facts: [{subject: lin, kind: visit, on: 2026-02-03, status: here}]", "facts[0].status"),
    "unknown state": (
        "facts: [{subject: lin, kind: visit, on: 2026-02-03, state: ok}]", "facts[0].state"),
    "not a number": (
        "facts: [{subject: lin, kind: visit, on: 2026-02-03, quantity: many}]",
        "facts[0].quantity"),
    "too fine": (
        "facts: [{subject: lin, kind: visit, on: 2026-02-03, quantity: 1.0005}]",
        "facts[0].quantity"),
    "negative": (
        "facts: [{subject: lin, kind: visit, on: 2026-02-03, quantity: -1}]", "facts[0].quantity"),
    "one id twice": (
        "facts: [{fact: a, subject: lin, kind: visit, on: 2026-02-03}, "
        "{fact: a, subject: lin, kind: visit, on: 2026-02-03}]", "facts[1].fact"),
    "a stranger": (f"subjects: [{{subject: zhao}}]\nfacts: [{FACT}]", "facts[0].subject"),
    "one person twice": ("subjects: [{subject: a}, {subject: a}]", "subjects[1].subject"),
    "out before in": (
        "subjects: [{subject: a, start: 2026-03-01, end: 2026-02-01}]", "subjects[0].end"),
    "unknown role": ("subjects: [{subject: a, roles: [king]}]", "subjects[0].roles[0].role"),
    "a list of words": ("facts: [visit]", "facts[0]"),
    "unknown block": ("fact: []", "facts"),
    "not a list": ("facts: {a: b}", "facts"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_cell_is_named_and_nothing_is_scored(name):
    text, place = FAULTS[name]
    with pytest.raises(FactsFileRefused) as refusal:
        read(text, period=YEAR)
    faults = refusal.value.faults
    assert any(place in str(fault) for fault in faults), faults
    assert all(fault.line for fault in faults)


RAW = {
    "wrong type": (b"PK\x03\x04", ".xlsx"),
    "broken json": (b"{", ".json"),
    "json list": (b"[]", ".json"),
    "deep json": (b"[" * 100_000, ".json"),
    "not text": (b"\xff\xfe\x00\x01", ".csv"),
    "empty csv": (b"", ".csv"),
    "ragged csv": (b"subject,kind,on\na,visit,2026-01-02,x\n", ".csv"),
    "column twice": (b"subject,subject,kind\na,b,visit\n", ".csv"),
    "unknown row": (b"row,subject,kind,on\nfoo,a,visit,2026-01-02\n", ".csv"),
    "bad date in csv": (b"subject,kind,on\na,visit,2026-02-30\n", ".csv"),
    "bomb": (b"a: &a [1]\nb: [*a]\n", ".yaml"),
    "binary yaml": (b"\xb0\xa1", ".yaml"),
    "no period": (b"subject,kind,on\na,visit,2026-02-03\n", ".csv"),
}


@pytest.mark.parametrize("name", RAW)
def test_a_file_that_is_none_is_refused_in_plain_words(name):
    raw, suffix = RAW[name]
    with pytest.raises(FactsFileRefused) as refusal:
        read(raw, suffix)
    assert all(str(fault.message) and str(fault.fix) for fault in refusal.value.faults)


def test_a_fault_in_csv_names_the_row_and_the_column():
    with pytest.raises(FactsFileRefused) as refusal:
        read("subject,kind,on\na,visit,2026-02-03\na,visit,2026-02-30\n", ".csv", YEAR)
    (fault,) = refusal.value.faults
    assert (fault.path, fault.line) == ("row 3, on", 3)
    assert str(fault.message) == "2026-02-30 is not a day of the calendar."
    assert str(fault.fix) == "Write a date such as 2026-03-05."


def test_words_the_scheme_does_not_know_are_told_and_earn_nothing():
    given = read(f"facts: [{FACT}, {{subject: lin, kind: dance, on: 2026-03-05}}]", period=YEAR)
    assert len(given.warnings) == 1
    assert "dance" in given.warnings[0]
    result = score(SCHEME, given.facts, given.cohort, given.period)
    assert result.totals["total"].to_list() == [2000]
    assert sorted(result.lines["mark"]) == ["counted", "no_item"]


def test_the_document_adds_up_and_explains_itself():
    given = read(YAML_FACTS)
    document = result_document(
        SCHEME, given, score(SCHEME, given.facts, given.cohort, given.period)
    )
    json.dumps(document)
    lin = document["results"][0]
    assert lin["total"] == "2"
    assert [line["mark"] for line in lin["lines"]] == ["counted", "no_item"]
    assert "走访河东村" in lin["lines"][0]["text"]
    assert "第三条" in lin["lines"][0]["text"]


@pytest.mark.parametrize(
    ("milli", "text"), [(0, "0"), (22500, "22.5"), (-1000, "-1"), (-50, "-0.05"), (1, "0.001")]
)
def test_points_are_written_exactly(milli, text):
    assert points_text(milli) == text
