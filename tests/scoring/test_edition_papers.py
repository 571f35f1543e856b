"""Editions as documents: printed alike years later, verified without a name, compared in words."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from performance.services.records import withdraw_record
from scoring.comparing import changed_lines
from scoring.edition_book import edition_book
from scoring.edition_document import edition_document
from scoring.jobs import edition_pdf
from scoring.models import Edition, EditionImprint
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.schemes import publish_scheme_version, save_draft

from ..cast import login
from . import stage

pytestmark = pytest.mark.django_db


def fresh(edition):
    return Edition.objects.get(pk=edition.pk)


def test_an_edition_is_printed_unchanged_after_everything_around_it_has_changed(cast):
    edition = stage.published(cast)
    document = edition_document(fresh(edition))
    with override("zh-hans"):
        paper = edition_pdf(document)
    before = document.content_digest(), document.digest

    record = cast.lin_mandate.duty_records.get()
    withdraw_record(record, by=cast.tang, reason="重复登记")
    text = stage.MEASURE.replace("points: 2", "points: 3")
    publish_scheme_version(
        save_draft(cast.county, text, by=cast.gao), by=cast.tang, in_force_from=date(2027, 1, 1)
    )
    for thing, name in ((cast.county, "云岭市人民代表大会"), (cast.tang, "汤主任")):
        thing.name = name
        thing.save()
    cast.lin_mandate.deputy.name = "林秀云"
    cast.lin_mandate.deputy.save()
    edition.period.name = "二〇二六"
    edition.period.save()

    again = edition_document(fresh(edition))
    with override("zh-hans"):
        assert edition_pdf(again) == paper
    assert (again.content_digest(), again.digest) == before
    assert again.congress == "云岭县人民代表大会"
    assert again.published_by == "唐主任"
    with override("en"):
        assert edition_document(fresh(edition)).content_digest() == before[0]


def test_an_edition_has_one_code_from_the_day_it_is_published(cast):
    drawn = stage.drawn(cast)
    assert edition_document(drawn).code == ""
    assert not EditionImprint.objects.exists()
    published = publish_edition(drawn, by=cast.tang)
    assert edition_document(published).code == edition_document(fresh(published)).code != ""
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionImprint.objects.update(words={})


def test_the_public_page_says_known_and_equal_and_names_nobody(client, cast):
    edition = stage.published(cast)
    document = edition_document(edition)
    address = reverse("scoring:verify-edition", args=[document.code])
    page = client.get(address)
    text = page.content.decode()
    assert page.status_code == 200
    assert document.grouped_digest in text
    totals = [str(row.total // 1000) + "<" for row in edition.rows.all() if row.total]
    for secret in ["林秀英", "赵大山", "19001", "唐主任", *totals]:
        assert secret not in text
    typed = document.digest.upper()
    assert client.get(address, {"digest": typed}).context["equal"] is True
    assert client.get(address, {"digest": typed[:-1] + "x"}).context["equal"] is False
    hyphens = "-".join(document.code[at : at + 4] for at in (0, 4, 8)).lower()
    asked = client.get(reverse("scoring:verify-any-edition"), {"code": hyphens})
    assert asked.url == address
    assert client.get(reverse("scoring:verify-edition", args=["000000000000"])).status_code == 404


def test_a_changed_head_no_longer_verifies(client, cast):
    from scoring.guards import lay_guards, lift_guards

    edition = stage.published(cast)
    address = reverse("scoring:verify-edition", args=[edition_document(edition).code])
    assert client.get(address).context["state"] == "known"
    lift_guards()
    Edition.objects.filter(pk=edition.pk).update(name="别的榜")
    assert client.get(address).context["state"] == "changed"
    lay_guards()


def test_a_drawn_edition_leaves_no_trace_in_public(client, cast):
    edition = stage.drawn(cast)
    for code in ("any", edition.digest[:12], str(edition.pk)):
        page = client.get(reverse("scoring:verify-edition", args=[code]))
        assert page.status_code == 404
        assert edition.name not in page.content.decode()
        assert edition.digest[12:] not in page.content.decode()


def test_only_who_may_read_it_has_it_printed(client, cast, django_capture_on_commit_callbacks):
    edition = stage.drawn(cast)
    address = reverse("scoring:edition-paper", args=[edition.pk])
    for person, status in [(cast.xie, 404), (cast.bai, 404), (cast.lin, 404), (cast.gao, 302)]:
        login(client, person)
        assert client.post(address, {"format": "xlsx"}).status_code == status
    published = publish_edition(edition, by=cast.tang)
    login(client, cast.xie)
    assert client.post(reverse("scoring:edition-paper", args=[published.pk])).status_code == 302


def test_the_workbook_holds_every_line_and_no_formula(cast):
    cast.lin_mandate.deputy.name = "=HYPERLINK(1)"
    cast.lin_mandate.deputy.save()
    edition = stage.published(cast)
    with override("en"):
        book = openpyxl.load_workbook(
            io.BytesIO(edition_book(edition_document(edition), fresh(edition)))
        )
    assert book.sheetnames == ["Cover", "Ranking", "Lines"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
    rows = list(book["Lines"].iter_rows(min_row=2, values_only=True))
    lines = sum(len(row.lines) for row in edition.rows.all())
    assert len(rows) == lines
    points = sum(row[8] or 0 for row in rows)
    assert points * 1000 == sum(row.total for row in edition.rows.all() if row.total is not None)


def test_a_withdrawal_shows_beside_today_and_leaves_the_edition_alone(client, cast, duty):
    edition = stage.published(cast)
    digest = fresh(edition).digest
    record = cast.lin_mandate.duty_records.get()
    withdraw_record(record, by=cast.tang, reason="重复登记")
    duty(on=date(2026, 5, 5), title="走访五户")
    from scoring.services.cards import recompute_cards

    recompute_cards(edition.period)
    address = reverse("scoring:edition-compare", args=[edition.pk])
    login(client, cast.gao)
    with override("en"):
        page = client.get(address, {"with": "today"})
    rows = {row.moved.side.name: row for row in page.context["rows"]}
    lin = rows.get("林秀英")
    verbs = {(line.verb, line.title) for line in lin.lines} if lin else set()
    if lin:  # the new visit may weigh as much as the one withdrawn; then nothing moved
        assert ("gone", "走访两户") in verbs
        assert ("new", "走访五户") in verbs
    assert fresh(edition).digest == digest
    login(client, cast.xie)
    assert client.get(address, {"with": "today"}).status_code == 403


def test_a_correction_is_compared_with_what_it_replaces(client, cast):
    first = stage.published(cast)
    withdraw_record(cast.lin_mandate.duty_records.get(), by=cast.tang, reason="重复登记")
    second = draw_edition(first.period, by=cast.gao, name="更正", note="重复登记")
    second = publish_edition(second, by=cast.tang)
    login(client, cast.xie)
    page = client.get(reverse("scoring:edition-compare", args=[second.pk]))
    comparison = page.context["comparison"]
    assert comparison.with_lines
    [lin] = [row for row in page.context["rows"] if row.moved.side.name == "林秀英"]
    assert [line.verb for line in lin.lines] == ["gone"]
    assert lin.moved.points < 0
    out = io.StringIO()
    call_command(
        "edition", "show", str(second.pk), "--against", str(first.pk), "--json", stdout=out
    )
    said = json.loads(out.getvalue())
    assert "林秀英" in [row["name"] for row in said["moved"]]


def test_the_command_writes_the_same_paper_twice(cast, tmp_path):
    edition = stage.published(cast)
    papers = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for paper in papers:
        call_command("edition", "show", str(edition.pk), "--pdf", str(paper), stdout=io.StringIO())
    assert papers[0].read_bytes()[:5] == b"%PDF-"
    assert papers[0].read_bytes() == papers[1].read_bytes()


def test_the_document_costs_the_same_at_any_size(cast):
    edition = fresh(stage.published(cast))
    edition_document(edition)
    with CaptureQueriesContext(connection) as asked:
        edition_document(edition)
    assert len(asked) <= 10


def test_lines_are_told_apart_by_their_fact():
    line = {"category": "a", "item": "i", "fact": 1, "on": "2026-01-01", "before": 2, "points": 2,
            "mark": "counted"}  # fmt: skip
    cut = {**line, "points": 1, "mark": "truncated"}
    other = {**line, "fact": 2}
    [changed] = changed_lines([line], [cut])
    assert (changed.verb, changed.before, changed.after) == ("changed", line, cut)
    assert [c.verb for c in changed_lines([line], [other])] == ["new", "gone"]
    assert changed_lines([line, line], [line, line]) == ()
    start = {"category": "a", "item": None, "fact": None, "on": None, "before": 0, "points": 0,
             "mark": "start"}  # fmt: skip
    assert changed_lines([], [start]) == ()
