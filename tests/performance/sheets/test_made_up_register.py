"""A made-up county's register with the faults of real ones, sums checked by hand beside it."""

import csv
import json
from collections import defaultdict
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from foundation.models import User
from performance.models import Attendance, Congress, DutyRecord, Mandate, Term
from tests.cast import person, post
from tests.registers import published_edition, totals_by_hand

DATA = Path(__file__).parent.parent.parent / "data"
CAME = {"出席", "迟到", "早退"}


def import_sheet(kind, path, *more):
    out = StringIO()
    arguments = ["import_sheet", kind, str(path), "--congress", "yushan", "--as", "mei", "--json"]
    call_command(*arguments, *more, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def county(db):
    county = Congress.objects.create(
        code="yushan", name="玉山县人民代表大会", short_name="玉山县人大", level="county"
    )
    Term.objects.create(congress=county, number=17, starts_on=date(2024, 1, 8))
    post(person("mei", "梅文书"), "clerk", "congress", county)
    import_sheet("roster", DATA / "roster.csv")
    return county


def naive():
    """Obliged and attended per certificate and body, straight from the lines."""
    with (DATA / "roster.csv").open(encoding="utf-8-sig") as file:
        people = list(csv.DictReader(file))
    with (DATA / "register.csv").open(encoding="utf-8-sig") as file:
        lines = [row for row in csv.reader(file) if len(row) == 9 and row[0].isdigit()]
    said = defaultdict(set)
    for _n, name, certificate, body, number, day, half, times, mark in lines:
        who = certificate or next(p["代表证号"] for p in people if p["姓名"] == name)
        said[who, body.strip(), number, day, half, times].add(mark)
    sums = defaultdict(lambda: [0, 0])
    for (who, body, *_when), marks in said.items():
        if len(marks) == 1:
            sums[who, body][0] += 1
            sums[who, body][1] += marks <= CAME
    return {key: tuple(value) for key, value in sums.items()}


def recorded():
    sums = defaultdict(lambda: [0, 0])
    rows = Attendance.objects.filter(obliged="yes").values_list(
        "mandate__certificate_no", "sitting__activity__group__name", "status"
    )
    for who, body, status in rows:
        place = who, body or "玉山县人民代表大会会议"
        sums[place][0] += 1
        sums[place][1] += status in ("present", "late", "left_early")
    return {key: tuple(value) for key, value in sums.items()}


def test_the_register_says_of_each_deputy_what_its_lines_say(county):
    report = import_sheet("register", DATA / "register.csv")
    counts = report["counts"]
    assert (counts["duplicate"], counts["contradiction"], counts["error"]) == (2, 2, 0)
    assert report["totals_skipped"] == 1
    assert recorded() == naive()
    assert DutyRecord.objects.confirmed().count() == counts["new"]


def test_the_contradiction_is_named_and_left_unknown(county):
    [question] = import_sheet("register", DATA / "register.csv")["contradictions"]
    assert "高山" in question["message"] and len(question["rows"]) == 2
    left = Attendance.objects.get(obliged="unknown")
    assert left.mandate.certificate_no == "YS-06" and left.status == "expected"


def test_a_leaver_and_a_newcomer_have_only_their_own_days(county):
    import_sheet("register", DATA / "register.csv")
    for certificate in ("YS-03", "YS-05"):
        mandate = Mandate.objects.get(certificate_no=certificate)
        days = list(mandate.attendances.values_list("sitting__on", flat=True))
        assert days and all(mandate.covers(day) for day in days)


def test_the_whole_congress_met_in_the_plenary_and_the_committee_is_a_group(county):
    import_sheet("register", DATA / "register.csv")
    activities = {
        (a.sitting.activity.title, a.sitting.activity.occasion)
        for a in Attendance.objects.select_related("sitting__activity")
    }
    assert ("玉山县人民代表大会第4次会议", "plenary") in activities
    assert ("财政经济委员会第7次会议", "committee_meeting") in activities


def test_the_same_register_again_changes_nothing(county):
    import_sheet("register", DATA / "register.csv")
    before = list(DutyRecord.objects.values_list("pk", "status"))
    again = import_sheet("register", DATA / "register.csv")["counts"]
    assert again["new"] == again["changed"] == again["error"] == 0
    assert list(DutyRecord.objects.values_list("pk", "status")) == before


def test_a_dry_run_judges_everything_and_writes_nothing(county):
    report = import_sheet("register", DATA / "register.csv", "--dry-run")
    assert report["status"] == "judged" and report["counts"]["new"] > 30
    assert not Attendance.objects.exists()


def test_a_measure_scores_the_register_and_its_edition_is_published(county):
    import_sheet("register", DATA / "register.csv")
    marked = Attendance.objects.filter(obliged="yes").select_related("mandate")
    edition = published_edition(
        county,
        clerk=User.objects.get(username="mei"),
        first_day=date(2025, 1, 1),
        last_day=date(2025, 12, 31),
    )
    marks = [(line.mandate.certificate_no, line.status) for line in marked]
    shown = {r.mandate.certificate_no: (r.total, r.rank) for r in edition.rows.exclude(total=None)}
    assert shown == {**dict.fromkeys(shown, (0, None)), **totals_by_hand(marks)}
    assert any(rank for _total, rank in shown.values())
