"""What is written in a facts file counts as it is written, once, and for the right period."""

from datetime import date

import polars as pl
import pytest

from scoring.engine import Period, score
from scoring.engine.facts_file import FactsFileRefused, period_of_year, read_facts_file
from scoring.scheme import load_scheme
from tests.scoring.scheme.test_manual import BLOCKS

PLAIN = load_scheme(BLOCKS[0])
FACT = "{subject: lin, kind: visit, on: 2026-03-05}"


def read(text, suffix=".yaml", scheme=PLAIN, period=None):
    return read_facts_file(text.encode(), suffix, scheme, period=period)


def refused(text, words, suffix=".yaml", scheme=PLAIN, period=None):
    with pytest.raises(FactsFileRefused) as refusal:
        read(text, suffix, scheme, period)
    told = [str(fault) for fault in refusal.value.faults]
    assert any(words in one for one in told), told


def measure(period, switches=""):
    text = BLOCKS[0].replace("period: {cycle: calendar_year}", f"period: {period}")
    return load_scheme(text.replace("  period_date: event\n", f"  period_date: event\n{switches}"))


def test_a_key_written_twice_in_json_is_refused_and_once_is_read():
    fact = '{"subject": "lin", "kind": "visit", "on": "2026-03-05"%s}'
    whole = '{"period": {"year": 2026}, "facts": [%s]}'
    given = read(whole % (fact % ', "quantity": 2'), ".json")
    assert given.facts["quantity"].to_list() == [2000]
    refused(whole % (fact % ', "quantity": 2, "quantity": 20'), "written twice", ".json")
    refused('{"facts": [], "facts": [%s]}' % (fact % ""), "facts", ".json")


def test_ids_keep_their_zeros_as_in_csv_and_blanks_around_them_are_nothing():
    rows = ["object: 010", "object: 10", "object: 1.0", "object: 1"]
    facts = ", ".join(f"{{subject: 007, kind: visit, on: 2026-03-05, {row}}}" for row in rows)
    given = read(f"period: {{year: 2026}}\nfacts: [{facts}]")
    assert given.facts["object"].to_list() == ["010", "10", "1.0", "1"]
    assert given.cohort.subjects["subject"].to_list() == ["007"]
    two = "subjects: [{subject: %s}, {subject: %s}]\nperiod: {year: 2026}\nfacts: []"
    assert read(two % ("01", "1")).cohort.subjects.height == 2
    refused(two % ('"a "', "a"), "used twice")
    assert read('{"period": {"year": 2026}, "facts": []}', ".json").period.name == "2026"


@pytest.mark.parametrize("odd", ["1e3", "1_000", "２", "010", "+-1", "1,5", "0x10", ".nan", "true"])
def test_an_odd_number_is_refused_and_a_plain_one_counts(odd):
    fact = "{subject: lin, kind: visit, on: 2026-03-05, quantity: '%s'}"
    text = "period: {year: 2026}\nfacts: [" + fact + "]"
    assert read(text % "2.50").facts["quantity"].to_list() == [2500]
    refused(text % odd, "facts[0].quantity")
    refused((text % odd).replace("'", '"' if "," in odd else ""), "facts[0].quantity")


@pytest.mark.parametrize("odd", ["2_026", "２０２６", "026", "20x", "99999", "0"])
def test_a_year_is_four_plain_digits(odd):
    assert period_of_year(PLAIN.period, "2026")[0].end == date(2026, 12, 31)
    period, message, fix = period_of_year(PLAIN.period, odd)
    assert period is None and odd in str(message) and "2026" in str(fix)
    refused(f"period: {{year: {odd}}}\nfacts: [{FACT}]", "not a year")


def test_the_period_is_said_once():
    csv = "row,year,subject,kind,on\nperiod,2026,,,\n%sfact,,lin,visit,2026-03-05\n"
    assert read(csv % "", ".csv").period.start == date(2026, 1, 1)
    refused(csv % "period,2025,,,\n", "given twice", ".csv")
    refused(f"period: {{year: 2026, start: 2025-01-01}}\nfacts: [{FACT}]", "by year and by start")
    named = f"period: {{year: 2026}}\nfacts: [{FACT}]"
    year = period_of_year(PLAIN.period, "2026")[0]
    assert read(named, period=year).period == year
    refused(named, "--year says 2025", period=period_of_year(PLAIN.period, "2025")[0])


def test_a_whole_calendar_year_is_a_period_and_a_quarter_only_if_announced():
    text = "period: {name: x, start: %s, end: %s}\nfacts: [" + FACT + "]"
    whole, quarter = ("2026-01-01", "2026-12-31"), ("2026-04-01", "2026-06-30")
    to_date = ("2026-01-01", "2026-06-30")
    assert read(text % whole).period.name == "x"
    for days in (quarter, to_date, ("2026-01-02", "2026-12-31")):
        refused(text % days, "no period of this measure")
    rule = "{cycle: calendar_year, interim: [quarter]}"
    separate = measure(rule, "  interim_results: separate\n")
    assert read(text % quarter, scheme=separate).period.end == date(2026, 6, 30)
    refused(text % to_date, "no period of this measure", scheme=separate)
    cumulative = measure(rule, "  interim_results: cumulative\n")
    assert read(text % to_date, scheme=cumulative).period.start == date(2026, 1, 1)
    refused(text % quarter, "no period of this measure", scheme=cumulative)


def test_a_window_and_a_shifted_year_are_held_to_their_days():
    window = measure("{cycle: window, start: 2026-03-01, end: 2026-06-30}")
    text = "period: {%s}\nfacts: [" + FACT + "]"
    assert read(text % "start: 2026-03-01, end: 2026-06-30", scheme=window).facts.height == 1
    assert read(text % "year: 2026", scheme=window).period.start == date(2026, 3, 1)
    refused(text % "year: 2025", "from 2026-03-01", scheme=window)
    refused(text % "start: 2026-01-01, end: 2026-12-31", "no period", scheme=window)
    shifted = measure("{cycle: year_from, from: 07-01}")
    assert read(text % "year: 2025", scheme=shifted).period.end == date(2026, 6, 30)
    assert read(text % "start: 2025-07-01, end: 2026-06-30", scheme=shifted).facts.height == 1
    refused(text % "start: 2026-01-01, end: 2026-12-31", "2025-07-01", scheme=shifted)


def test_months_of_a_window_that_begins_late_in_a_month():
    window = measure(
        "{cycle: window, start: 2026-01-31, end: 2026-04-15, interim: [month]}",
        "  interim_results: separate\n",
    )
    ends = [
        ("2026-01-31", "2026-02-27"),
        ("2026-02-28", "2026-03-30"),
        ("2026-03-31", "2026-04-15"),
    ]
    for start, end in ends:
        text = f"period: {{start: {start}, end: {end}}}\nfacts: []"
        assert read(text, scheme=window).period.end == date.fromisoformat(end)
    refused("period: {start: 2026-02-28, end: 2026-03-31}\nfacts: []", "no period", scheme=window)


def test_a_csv_row_has_as_many_cells_as_the_header():
    head = "subject,kind,on,mode\n"
    year = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
    assert read(head + "a,visit,2026-01-02,\n\n", ".csv", period=year).facts.height == 1
    refused(head + "a,visit,2026-01-02\n", "fewer cells", ".csv", period=year)
    refused(head + "a,visit,2026-01-02,,\n", "more cells", ".csv", period=year)


def test_a_field_its_kind_does_not_declare_is_told():
    text = "period: {year: 2026}\nfacts: [{subject: lin, kind: visit, on: 2026-03-05%s}]"
    assert read(text % ", mode: joint, quantity: 2").warnings == ()
    (told,) = read(text % ", occasion: plenary").warnings
    assert "visit" in told and "occasion" in told
    visit = "{subject: lin, kind: suggestion, on: 2026-03-05, quantity: 3}"
    (told,) = read(f"period: {{year: 2026}}\nfacts: [{visit}]").warnings
    assert "quantity" in told


def test_a_missing_date_an_item_goes_by_is_told():
    scheme = load_scheme(BLOCKS[0].replace("period_date: event", "period_date: submission"))
    text = "period: {year: 2026}\nfacts: [{subject: lin, kind: visit, on: 2026-03-05%s}]"
    assert read(text % ", submitted_on: 2026-03-06", scheme=scheme).warnings == ()
    given = read(text % "", scheme=scheme)
    assert "submitted_on" in given.warnings[0]
    result = score(scheme, given.facts, given.cohort, given.period)
    assert result.lines["mark"].to_list() == ["no_date"]


def test_who_served_no_day_of_the_period_is_not_scored_and_says_why():
    given = read(
        "period: {year: 2026}\n"
        "subjects:\n"
        "  - {subject: before, end: 2026-01-01}\n"
        "  - {subject: after, start: 2027-01-01}\n"
        "  - {subject: away, suspended: [{start: 2025-06-01}]}\n"
        "  - {subject: back, suspended: [{start: 2025-06-01, end: 2026-12-31}]}\n"
        "  - {subject: one_day, start: 2026-12-31}\n"
        "facts: [{subject: away, kind: visit, on: 2026-03-05}]\n"
    )
    result = score(PLAIN, given.facts, given.cohort, given.period)
    rows = {row["subject"]: row for row in result.totals.iter_rows(named=True)}
    assert {name: row["reason"] for name, row in rows.items() if row["class"] == "not_scored"} == {
        "before": "not_in_office", "after": "not_in_office", "away": "suspended_throughout",
    }  # fmt: skip
    for name in ("before", "after", "away"):
        assert (rows[name]["total"], rows[name]["tier"], rows[name]["rank"]) == (None, None, None)
    assert rows["back"]["total"] == rows["one_day"]["total"] == 0
    assert not set(result.actions["subject"]) & {"before", "after", "away"}
    assert result.lines.filter(pl.col("subject") == "away").is_empty()
