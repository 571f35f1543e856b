"""``manage.py scheme``: one document or one clear line, and no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.scoring.scheme.test_refusals import GOOD

SCHEMES = Path(__file__).parents[3] / "scoring" / "schemes"
FACTS = """\
period: {year: 2026}
subjects:
  - {subject: lin, name: 林代表, group: 城关, start: 2022-01-01}
  - {subject: zhao, name: 赵代表, group: 城关, start: 2022-01-01}
  - {subject: qian, name: 钱代表, group: 城关, start: 2022-01-01}
  - {subject: sun, name: 孙代表, group: 城关, start: 2022-01-01}
  - {subject: li, name: 李代表, group: 江边, start: 2022-01-01}
facts:
  - {fact: "1", subject: lin, kind: voter_contact, mode: visit, on: 2026-03-05, title: 走访}
  - {fact: "2", subject: zhao, kind: voter_contact, mode: visit, on: 2026-03-05}
  - {fact: "3", subject: qian, kind: voter_contact, mode: visit, on: 2026-03-05}
  - {fact: "4", subject: qian, kind: voter_contact, mode: visit, on: 2026-03-06}
  - {fact: "5", subject: sun, kind: voter_contact, mode: phone, on: 2026-03-06}
  - {fact: "6", subject: li, kind: voter_contact, mode: phone, on: 2026-03-06}
"""


def run(*args):
    out = StringIO()
    call_command("scheme", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.fixture
def files(tmp_path):
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(GOOD.replace("below: 60}", "below: 59}"), encoding="utf-8")
    return tmp_path


def test_a_good_scheme_is_in_order_and_a_bad_one_ends_with_a_fault(files):
    assert json.loads(run("check", files / "good.yaml", "--json"))["ok"] is True
    out = StringIO()
    with pytest.raises(CommandError, match="1 "):
        call_command("scheme", "check", str(files / "bad.yaml"), "--json", stdout=out)
    document = json.loads(out.getvalue())
    assert document["ok"] is False
    fault = document["faults"][0]
    assert (fault["code"], fault["path"]) == ("tier_gap", "tiers[2]")
    assert fault["line"] and fault["message"] and fault["write"]


def test_a_ranking_comes_out_with_ties_and_a_group_too_small(files):
    document = json.loads(
        run("score", SCHEMES / "demo-county.yaml", files / "facts.yaml", "--json")
    )
    rank = {one["subject"]: (one["rank"], one["class"]) for one in document["results"]}
    assert rank == {
        "qian": (1, "ranked"), "lin": (2, "ranked"), "zhao": (2, "ranked"), "sun": (4, "ranked"),
        "li": (None, "unranked"),
    }  # fmt: skip
    assert all(one["actions"][0]["action"] == "talk" for one in document["results"])
    text = run("score", SCHEMES / "demo-county.yaml", files / "facts.yaml", "--lines")
    assert "钱代表" in text and "走访" in text


@pytest.mark.parametrize("missing", ["scheme", "facts", "bad scheme", "bad facts"])
def test_what_cannot_be_scored_ends_in_plain_words(files, missing):
    (files / "bad-facts.csv").write_text("subject,kind,on\na,visit,2026-02-30\n", encoding="utf-8")
    scheme = {"scheme": "none.yaml", "bad scheme": "bad.yaml"}.get(missing, "good.yaml")
    facts = {"facts": "none.yaml", "bad facts": "bad-facts.csv"}.get(missing, "facts.yaml")
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(
            "scheme", "score", str(files / scheme), str(files / facts), "--json", stdout=out
        )
    assert str(files) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    if missing.startswith("bad"):
        assert json.loads(out.getvalue())["faults"]


def test_a_scheme_that_contradicts_its_own_example_scores_nobody(files):
    facts = "period: {year: 2026}\nfacts: []\n"
    (files / "none.yaml").write_text(facts, encoding="utf-8")
    assert json.loads(run("score", files / "good.yaml", files / "none.yaml", "--json"))
    wrong = GOOD.replace("expect: {total: 2}", "expect: {total: 3}")
    (files / "wrong.yaml").write_text(wrong, encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="expects 3"):
        call_command(
            "scheme", "score", str(files / "wrong.yaml"), str(files / "none.yaml"), "--json",
            stdout=out,
        )  # fmt: skip
    (fault,) = json.loads(out.getvalue())["faults"]
    assert (fault["code"], fault["path"]) == ("example", "examples[0].expect.total")
    assert fault["line"] and fault["write"]


@pytest.mark.parametrize("verb", ["check", "score"])
@pytest.mark.parametrize("path", ["none.yaml", "."])
def test_a_file_that_is_not_there_is_a_fault_in_the_document_too(files, verb, path):
    wanted = [str(files / path)] + [str(files / "facts.yaml")] * (verb == "score")
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("scheme", verb, *wanted, "--json", stdout=out)
    assert "\n" not in str(refusal.value)
    document = json.loads(out.getvalue())
    assert document["ok"] is False
    assert document["faults"][0]["code"] == "file" and document["faults"][0]["write"]


def test_a_year_that_is_none_is_refused_in_plain_words(files):
    (files / "bare.csv").write_text("subject,kind,on\n", encoding="utf-8")
    wanted = ("score", files / "good.yaml", files / "bare.csv", "--json", "--year")
    assert json.loads(run(*wanted, "2026"))["period"]["name"] == "2026"
    with pytest.raises(CommandError, match="20x is not a year"):
        run(*wanted, "20x")


def test_the_schema_can_be_printed():
    assert json.loads(run("schema"))["title"] == "Luzhi scoring scheme"
