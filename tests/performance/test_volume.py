"""The volume as a document: asked for, made behind the page, and verified by its code."""

import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from foundation import private_files
from foundation.models import Job
from performance.models import Award, DutyKind, DutyRecord, VolumePrint
from performance.rare_characters import rare_in
from performance.services.records import (
    confirm_record,
    confirm_records,
    submit_record,
    submit_records,
    withdraw_record,
)
from performance.services.volume_prints import code_from, state_of
from performance.volume import build_volume
from performance.volume_facts import checksum_of

from ..cast import login
from .conftest import DAY
from .papers import paper

TODAY = date(2026, 11, 22)


@pytest.fixture
def confirmed(cast):
    """Confirm that many more visits of Lin's."""
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def visits(numbers):
        for number in numbers:
            record = submit_record(
                cast.lin_mandate,
                kind=kind,
                on=DAY,
                title=f"走访{number}户",
                source=f"performance.log:{number:032x}",
                by=cast.lin,
            )
            confirm_record(record, by=cast.gao)

    return visits


@pytest.fixture
def ask(client, cast, django_capture_on_commit_callbacks):
    def post(user=None, frame="my", **form):
        login(client, user or cast.lin)
        url = reverse(f"performance:{frame}-volume", args=[cast.lin_mandate.pk])
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(url, {"format": "pdf", **form})
        assert answer.status_code == 302
        return Job.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])

    return post


def text_of(job):
    """The words of the PDF, or a skip where this machine makes none."""
    if "pango" in job.error:
        pytest.skip("pango is not installed on this machine, so no PDF can be made")
    assert job.state == Job.State.DONE, job.error
    pages = pypdf.PdfReader(io.BytesIO(private_files.read(job.file))).pages
    return [page.extract_text() for page in pages]


def test_lin_asks_for_her_volume_and_the_same_unchanged_one_is_handed_out_again(
    ask, confirmed, cast
):
    confirmed(range(3))
    job = ask()
    pages = text_of(job)
    whole = "\n".join(pages)
    printed = VolumePrint.objects.get()
    for words in ("林秀英", "云岭县人民代表大会", "走访2户", "高文书", f"Page 2 of {len(pages)}"):
        assert words in whole, words
    assert printed.code in whole.replace(" ", "").replace("\n", "")
    assert job.file_name.endswith(".pdf") and job.done == job.total
    assert ask() == job and ask(language="zh-hans") != job
    confirmed([9])
    assert ask() != job


def test_the_paper_is_in_the_language_asked_for(ask, confirmed):
    confirmed([1])
    english, chinese = text_of(ask(language="en")), text_of(ask(language="zh-hans"))
    assert "Verification and seal" in "\n".join(english)
    assert "代表履职档案" in chinese[0].replace("\n", "")
    assert f"共 {len(chinese)} 页" in chinese[-1]


def test_the_workbook_holds_the_numbers_of_the_page(ask, confirmed, client, cast):
    confirmed(range(4))
    job = ask(frame="desk", user=cast.gao, format="xlsx")
    assert job.state == Job.State.DONE, job.error
    book = load_workbook(io.BytesIO(private_files.read(job.file)))
    page = client.get(reverse("performance:desk-dossier", args=[cast.lin_mandate.pk]))
    volume = page.context["volume"]
    cover = {row[0].value: row[1].value for row in book["Cover"].iter_rows(min_row=2)}
    assert cover["Duties done"] == volume.dossier.done == 4
    assert cover["Checksum"] == volume.checksum
    for chapter in volume.dossier.chapters:
        assert book[chapter.name].max_row - 1 == len(chapter.bound)
    assert "Mobile phone" not in str(cover) and cover["Name"] == "林秀英"


def test_a_code_says_unchanged_then_grown_and_never_the_name(client, cast, confirmed):
    confirmed([1])
    printed = paper(cast.lin_mandate, cast.lin)
    login(client, cast.ma)
    url = reverse("performance:verify", args=[printed.code])
    page = client.get(url).content.decode()
    assert "Unchanged since" in page and "林**" in page
    assert "林秀英" not in page and "19001" not in page and "第1选区" not in page
    confirmed([2])
    page = client.get(url).content.decode()
    assert "Grown since" in page and "Unchanged" not in page


def test_a_new_award_or_a_corrected_name_is_told_apart_from_new_duties(cast, confirmed):
    confirmed([1])
    printed = paper(cast.lin_mandate, cast.lin)
    assert state_of(printed) == "unchanged"
    award = Award.objects.create(
        mandate=cast.lin_mandate, on=DAY, title="优秀代表", body="县人大常委会"
    )
    assert state_of(printed) == "revised"
    award.delete()
    assert state_of(printed) == "unchanged"


def test_a_record_changed_behind_the_house_s_back_no_longer_matches(cast, confirmed):
    confirmed([1, 2])
    printed = paper(cast.lin_mandate, cast.lin)
    DutyRecord.objects.filter(title="走访1户").update(title="走访99户")
    assert state_of(printed) == "broken"
    DutyRecord.objects.filter(title="走访99户").update(title="走访1户")
    cast.lin_mandate.record_events.filter(seq=printed.events).update(hash="0" * 64)
    assert state_of(printed) == "broken"


def test_codes_are_read_as_people_write_them_and_unknown_ones_say_so(client, cast):
    printed = paper(cast.lin_mandate, cast.lin)
    spaced = f" {printed.code[:4].lower()}-{printed.code[4:8]} {printed.code[8:]} "
    assert code_from(spaced) == printed.code
    assert code_from("oil0") == "0110"
    answer = client.get(reverse("performance:verify-any"), {"code": spaced})
    assert answer.url.endswith(f"/{printed.code}/")
    unknown = client.get(reverse("performance:verify", args=["000000000000"]))
    assert unknown.status_code == 404
    assert "No paper of this site carries the code" in unknown.content.decode()


def test_the_checksum_is_of_the_facts_whoever_reads_them(cast, confirmed):
    confirmed([1, 2])
    before = checksum_of(cast.lin_mandate)
    readers = [cast.lin, cast.gao, cast.xie]
    volumes = [build_volume(cast.lin_mandate, reader, TODAY) for reader in readers]
    assert {volume.checksum for volume in volumes} == {before}
    record = DutyRecord.objects.first()
    withdraw_record(record, by=cast.gao, reason="重复")
    assert checksum_of(cast.lin_mandate) != before


def test_only_the_deputy_and_keepers_have_the_phone_number_in_the_volume(cast):
    cast.lin_mandate.deputy.phone = "13800000002"
    shown = {
        who: [v for _l, v in build_volume(cast.lin_mandate, getattr(cast, who), TODAY).basics]
        for who in ("lin", "gao", "xie")
    }
    assert "13800000002" in shown["lin"] and "13800000002" in shown["gao"]
    assert "13800000002" not in shown["xie"]


def test_rare_characters_are_listed_by_their_numbers():
    assert rare_in(["林秀英", "张𪚥", "𪚥"]) == (("𪚥", "U+2A6A5", "张𪚥"),)
    assert rare_in(["Anna", "王䶮"]) == (("䶮", "U+4DAE", "王䶮"),)


@pytest.fixture
def many(cast):
    """Confirm that many visits at once."""
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def visits(first, last):
        lines = [
            DutyRecord(
                mandate=cast.lin_mandate,
                congress=cast.county,
                kind=kind,
                on=date(2024 + number % 3, 1 + number % 10, 1 + number % 28),
                title=f"走访{number}户",
                source=f"performance.log:{number:032x}",
            )
            for number in range(first, last)
        ]
        records = submit_records(lines, by=cast.tang)
        confirm_records(records, by=cast.gao)

    return visits


def test_the_page_costs_the_same_queries_at_30_and_at_900_and_shows_no_chapter(client, cast, many):
    login(client, cast.lin)
    url, counts, sizes = reverse("performance:my-dossier"), [], []
    for first, last in ((0, 30), (30, 900)):
        many(first, last)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url)
        counts.append(len(queries))
        sizes.append(len(page.content))
        assert page.content.decode().count('class="pf-entry ') == 3
    assert counts[0] == counts[1]
    assert sizes[1] < sizes[0] * 1.2
    chapter = reverse("performance:my-entries", args=[cast.lin_mandate.pk])
    part = client.get(
        chapter, {"list": "all", "kind": "voter_contact"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert part.count('class="pf-entry ') == 50 and "50 of 900 shown" in part
    assert "<html" not in part
