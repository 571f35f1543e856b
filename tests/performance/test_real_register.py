"""A real council's attendance register, whole: what it says of each member is what we record.

The register lies beside the project, not in it; without it these tests say so and are skipped.
Sums are made here a second time, by hand from the raw lines, and must agree.
"""

import csv
from collections import Counter, defaultdict
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from foundation.models import User
from performance.models import (
    Activity,
    Attendance,
    Congress,
    Constituency,
    CredentialFlag,
    Deputy,
    DeputyGroup,
    DutyRecord,
    FlagEvent,
    Mandate,
    Membership,
    RecordEvent,
    Sitting,
    Term,
)
from tests.cast import person, post
from tests.registers import published_edition, totals_by_hand

REGISTER = (
    Path(settings.BASE_DIR).parent / "shared" / "data" / "toronto_attendance_2022-11_2023-12.csv"
)
TERM_BEGAN = "2022-11-15"
# Whose mandate is not the whole term, by family name: first day in office, first day out, why.
PART_OF_TERM = {
    "Tory": (TERM_BEGAN, "2023-02-17", "Resigned"),
    "Crawford": (TERM_BEGAN, "2023-07-31", "Resigned"),
    "Chow": ("2023-07-12", "", ""),
    "Kandavel": ("2023-11-30", "", ""),
}
# What the imports make, those that point at others first.
MADE = (
    *(FlagEvent, CredentialFlag),
    *(RecordEvent, DutyRecord, Attendance, Sitting, Activity, Membership, Mandate, Deputy),
    *(DeputyGroup, Constituency, Term),
)
CAME = ("present", "late", "left_early")

pytestmark = pytest.mark.skipif(
    not REGISTER.exists(), reason=f"the real register is not here: {REGISTER.name}"
)


def import_sheet(kind, path, *more):
    import json

    out = StringIO()
    call_command(
        "import_sheet",
        kind,
        str(path),
        "--congress",
        "toronto",
        "--as",
        "clerk",
        "--json",
        *more,
        stdout=out,
    )
    return json.loads(out.getvalue())


def write_roster(path):
    """A roster of everyone the register names, with the days they were in office."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        members = sorted({(row["Last Name"], row["First Name"]) for row in csv.DictReader(file)})
    headings = ["Certificate no.", "First name", "Last name"]
    headings += ["First day in office", "First day out of office", "Why it ended"]
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(headings)
        for number, (last, first) in enumerate(members, start=1):
            days = PART_OF_TERM.get(last, (TERM_BEGAN, "", ""))
            sheet.writerow([f"C-{number:02}", first, last, *days])
    return path


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker, tmp_path_factory):
    """The roster and the register, imported once for all tests of this file."""
    with django_db_blocker.unblock():
        council = Congress.objects.create(
            code="toronto", name="City of Toronto", short_name="Toronto", level="county"
        )
        Term.objects.create(congress=council, number=1, starts_on=date(2022, 11, 15))
        clerk = person("clerk", "Clerk")
        post(clerk, "clerk", "congress", council)
        roster = import_sheet(
            "roster", write_roster(tmp_path_factory.mktemp("roster") / "roster.csv")
        )
        register = import_sheet("register", REGISTER)
        yield council, roster, register
        for model in MADE:
            model.objects.all()._raw_delete("default")
        clerk.import_jobs.all().delete()
        council.delete()
        clerk.delete()


@pytest.fixture
def lines(imported, db):
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(lines):
    """What the lines say of each member and sitting: {(member, sitting): {marks}}."""
    said = defaultdict(set)
    for line in lines:
        member = f"{line['First Name']} {line['Last Name']}".strip()
        sitting = (line["Committee"].strip(), line["MTG #"], line["Session Date"])
        sitting += (line["Session Type"], line["Session Start-End Time"].strip())
        said[member, sitting].add(line["Present"])
    return said


def naive(lines):
    """Obliged and attended per member and body, counted from the raw lines plainly."""
    sums = defaultdict(lambda: [0, 0])
    for (member, sitting), marks in said(lines).items():
        if len(marks) == 1:
            sums[member, sitting[0]][0] += 1
            sums[member, sitting[0]][1] += marks == {"Y"}
    return {key: tuple(value) for key, value in sums.items()}


def recorded():
    sums = defaultdict(lambda: [0, 0])
    rows = Attendance.objects.filter(obliged="yes").values_list(
        "mandate__deputy__name",
        "sitting__activity__group__name",
        "status",
    )
    for member, body, status in rows:
        sums[member, body or "City Council"][0] += 1
        sums[member, body or "City Council"][1] += status in CAME
    return {key: tuple(value) for key, value in sums.items()}


def test_every_member_and_body_has_the_sessions_the_raw_lines_say(lines):
    assert recorded() == naive(lines)
    assert len(recorded()) > 200


def test_the_confirmed_records_say_the_same(lines, imported):
    records = DutyRecord.objects.confirmed().filter(obliged="yes")
    obliged, attended = (sum(column) for column in zip(*naive(lines).values(), strict=True))
    assert records.count() == obliged == 3823
    assert records.filter(presence__in=CAME).count() == attended
    assert RecordEvent.objects.filter(verb="attested").count() == records.count()


def test_five_lines_are_reported_once_as_duplicates(imported):
    _council, _roster, register = imported
    assert register["counts"]["duplicate"] == 5
    told = [entry["row"] for entry in register["warnings"] if entry["code"] == "duplicate_row"]
    assert told == [1049, 1051, 1053, 1057, 1059]


def test_the_one_contradiction_is_put_to_a_human_and_enters_no_rate(imported, db):
    _council, _roster, register = imported
    [question] = register["contradictions"]
    assert question["rows"] == [1054, 1055]
    assert "Josh Matlow" in question["message"] and "13:01PM - 13:04PM" in question["message"]
    left = Attendance.objects.get(obliged="unknown")
    assert left.mandate.deputy.name == "Josh Matlow" and left.sitting.on == date(2023, 3, 3)


def test_refusing_contradictions_names_both_rows_and_imports_nothing(imported, db, capsys):
    before = Attendance.objects.count()
    with pytest.raises(SystemExit):
        import_sheet("register", REGISTER, "--contradictions", "refuse")
    assert "row 1054" in capsys.readouterr().err
    assert Attendance.objects.count() == before


def test_the_broken_name_is_kept_and_remarked_upon(imported):
    _council, _roster, register = imported
    assert [w["row"] for w in register["warnings"] if w["code"] == "broken_text"] == [1121]


@pytest.mark.parametrize(
    ("member", "first", "last"),
    [
        ("John Tory", date(2022, 11, 15), date(2023, 2, 16)),
        ("Gary Crawford", date(2022, 11, 15), date(2023, 7, 30)),
        ("Olivia Chow", date(2023, 7, 12), date(2023, 12, 31)),
        ("Parthi Kandavel", date(2023, 11, 30), date(2023, 12, 31)),
    ],
)
def test_those_who_joined_or_left_are_judged_on_their_own_days_only(lines, member, first, last):
    rows = Attendance.objects.filter(mandate__deputy__name=member)
    days = set(rows.values_list("sitting__on", flat=True))
    assert days and min(days) >= first and max(days) <= last
    everyone = Attendance.objects.filter(sitting__activity__occasion="plenary")
    council_days = {
        day for day in everyone.values_list("sitting__on", flat=True) if first <= day <= last
    }
    assert (
        set(
            rows.filter(sitting__activity__occasion="plenary").values_list("sitting__on", flat=True)
        )
        == council_days
    )


def test_a_line_after_a_member_left_is_refused_by_name_and_day(imported, db, tmp_path, capsys):
    file = tmp_path / "late.csv"
    file.write_text(
        "First Name,Last Name,Committee,MTG #,Session Date,Session Type,Present\n"
        "John,Tory,City Council,5,2023-03-29,Morning,N\n"
    )
    with pytest.raises(SystemExit):
        import_sheet("register", file)
    said = capsys.readouterr().err
    assert "row 2, column E" in said and "2022-11-15—2023-02-17" in said


def test_the_council_is_the_plenary_and_its_meetings_keep_their_numbers(imported, db):
    plenary = Attendance.objects.filter(sitting__activity__occasion="plenary")
    activities = {row.sitting.activity for row in plenary.select_related("sitting__activity")}
    assert Counter(activity.number for activity in activities) == Counter(
        str(number) for number in range(1, 14)
    )


def test_the_same_register_again_changes_nothing(imported, db):
    before = (Attendance.objects.count(), RecordEvent.objects.count())
    again = import_sheet("register", REGISTER)
    assert again["counts"]["new"] == again["counts"]["changed"] == 0
    assert again["counts"]["same"] == 3823
    assert (Attendance.objects.count(), RecordEvent.objects.count()) == before


def test_a_measure_scores_the_year_and_its_edition_is_published(lines, imported):
    council, _roster, _register = imported
    marks = [
        (member, "present" if present == "Y" else "absent")
        for (member, sitting), (present, *other) in said(lines).items()
        if sitting[2].startswith("2023-") and not other
    ]
    edition = published_edition(
        council,
        clerk=User.objects.get(username="clerk"),
        first_day=date(2023, 1, 1),
        last_day=date(2023, 12, 31),
    )
    shown = {row.name: (row.total, row.rank) for row in edition.rows.exclude(total=None)}
    assert shown == totals_by_hand(marks)
