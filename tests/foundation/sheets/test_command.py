"""`manage.py import_sheet`: the same code as the wizard, one line on every failure."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from performance.models import Attendance, Mandate

from .books import REGISTER, book, line, register, roster


@pytest.fixture
def command(cast, tmp_path, capsys):
    """Run the command on some content; returns (exit code, stdout, stderr)."""

    def run(kind, content, *more, user="gao", congress="yunling", name="表.xlsx"):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        out, code = StringIO(), 0
        try:
            call_command(
                *("import_sheet", kind, str(file), "--congress", congress, "--as", user),
                *more,
                stdout=out,
            )
        except SystemExit as error:
            code = error.code
        return code, out.getvalue(), capsys.readouterr().err

    return run


def test_a_good_sheet_is_imported_and_said_so(command):
    code, out, err = command("register", register(line(), line("赵大山", mark="请假")))
    assert (code, err) == (0, "")
    assert "2 new" in out and "Imported." in out
    assert Attendance.objects.count() == 2


def test_a_bad_row_ends_in_one_line_and_writes_nothing(command):
    code, out, err = command("register", register(line(), line("王五六")))
    assert code == 1
    assert err.count("\n") == 1 and "row 3, column A “姓名”" in err
    assert "王五六" in out
    assert not Attendance.objects.exists()


def test_json_is_one_document_with_every_fault_in_both_languages(command):
    code, out, err = command("register", register(line("王五六"), line(on="3月5日")), "--json")
    report = json.loads(out)
    assert code == 1 and err.count("\n") == 1
    assert report["status"] == "errors"
    assert {(fault["row"], fault["column"], fault["code"]) for fault in report["faults"]} == {
        (2, 0, "unknown_deputy"),
        (3, 3, "no_year"),
    }
    assert all(fault["message_en"] for fault in report["faults"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"kind": "nonsense"}, "no kind of sheet called “nonsense”"),
        ({"congress": "nowhere"}, "no congress with the code “nowhere”"),
        ({"user": "nobody"}, "nobody with the user name “nobody”"),
        ({"user": "lin"}, "may not import"),
        ({"user": "bai"}, "may not import"),
        ({"content": None}, "cannot be read"),
        ({"content": b"%PDF-1.4 "}, "not a spreadsheet"),
    ],
)
def test_every_failure_is_one_clear_line_and_a_non_zero_exit(command, arguments, said):
    arguments = {"kind": "register", "content": register(line()), **arguments}
    for more in ((), ("--json",)):
        code, out, err = command(
            arguments["kind"],
            arguments["content"],
            *more,
            **{key: value for key, value in arguments.items() if key not in ("kind", "content")},
        )
        assert code == 1 and err.count("\n") == 1 and said in err
        assert not more or json.loads(out)["status"] == "refused"
    assert not Attendance.objects.exists()


def test_a_dry_run_judges_and_writes_nothing(command):
    code, out, _err = command("roster", roster(["李大海", "19010"]), "--dry-run", "--json")
    assert code == 0 and json.loads(out)["counts"]["new"] == 1
    assert not Mandate.objects.filter(certificate_no="19010").exists()


def test_columns_can_be_named_on_the_command_line(command):
    content = book(["何人", *REGISTER[1:]], line())
    code, _out, err = command("register", content)
    assert code == 1 and "no column for “Name" in err
    code, _out, _err = command("register", content, "--column", "name=何人")
    assert code == 0 and Attendance.objects.count() == 1
    code, _out, err = command("register", content, "--column", "name=谁")
    assert code == 1 and "谁" in err


def test_contradictions_are_left_unknown_or_refuse_the_file(command):
    content = register(line(), line(mark="缺席"))
    code, _out, err = command("register", content, "--contradictions", "refuse")
    assert code == 1 and "row 2" in err and not Attendance.objects.exists()
    code, out, _err = command("register", content, "--json")
    assert code == 0 and json.loads(out)["contradictions"][0]["rows"] == [2, 3]
    assert Attendance.objects.get().obliged == "unknown"
