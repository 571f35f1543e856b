"""A committee reads a term before the next election; it gives reasons and decides nothing."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from foundation.models import Job
from performance.models import Deputy, Mandate, Suspension
from scoring.models import MemberOpinion, Review, ReviewAccess, ReviewCase
from scoring.review_book import caution, review_book
from scoring.review_packet import build_packet, case_pages
from scoring.services.review_opinions import (
    add_note,
    confirm_conclusion,
    give_opinion,
    note_decision,
    take_up_again,
    write_conclusion,
)
from scoring.services.reviews import advance_review, start_review, take_figures_anew
from scoring.term_figures import figures_from

from ..cast import login
from . import review_stage as scene
from . import stage

pytestmark = pytest.mark.django_db


def test_a_review_takes_the_whole_term_with_numerator_and_denominator(cast, duty, meeting):
    meeting(on=date(2026, 1, 20))
    meeting(presence="absent", on=date(2025, 1, 20))
    meeting(presence="leave_approved", on=date(2024, 1, 20))
    duty(on=date(2026, 3, 2))
    duty(kind="suggestion", on=date(2026, 2, 2), role="lead")
    duty(kind="suggestion", on=date(2026, 2, 3), role="cosigner")
    review = scene.drafted(cast)
    figures = figures_from(scene.case_of(review, cast.lin_mandate).figures)
    assert figures.tally.text == "1 / 3"
    assert (figures.leave, figures.absent) == (1, 1)
    assert (figures.led, figures.cosigned) == (1, 1)
    assert dict(figures.kinds)["meeting"] == 1
    assert figures.done == 4
    zhao = figures_from(scene.case_of(review, cast.zhao_mandate).figures)
    assert zhao.tally.obliged == 0 and zhao.tally.percent is None
    assert zhao.empty_months == 57  # February 2022 to October 2026, every one of them


def test_suspended_days_leave_no_gap_and_a_note_explains_one(cast):
    Suspension.objects.create(
        mandate=cast.zhao_mandate, starts_on=date(2022, 2, 1), ends_on=date(2026, 9, 1), reason="x"
    )
    case = scene.case_of(scene.drafted(cast), cast.zhao_mandate)
    [gap] = figures_from(case.figures).gaps
    assert (gap.first, gap.last) == ("2026-09", "2026-10")
    add_note(
        case, text="产假", reason="maternity", first_day=date(2026, 8, 20),
        last_day=date(2026, 11, 30), by=cast.gao, key="n1",
    )  # fmt: skip
    [page] = case_pages(case.review, cast.gao, [case])
    assert [cause[0] for cause in page.gaps[0].causes] == ["Suspended", "Maternity leave"]
    assert page.unexplained == 0
    with pytest.raises(ValidationError):
        add_note(case, text="无日期", reason="illness", by=cast.gao, key="n2")


def test_only_published_rankings_are_read_and_only_by_those_who_see_points(cast):
    edition = stage.published(cast)
    review = scene.settled(cast)
    case = scene.case_of(review, cast.lin_mandate)
    [year] = figures_from(case.figures).years
    row = edition.rows.get(mandate=cast.lin_mandate)
    assert (year.number, year.total, year.rank) == (1, row.total, row.rank)
    scene.zhao_heads_the_delegation(cast)
    for person, seen in [(cast.xie, 1), (cast.gao, 1), (cast.zhao, 0)]:
        [page] = case_pages(review, person, [case])
        assert len(page.years) == seen


def test_a_drawn_edition_is_in_no_review(cast):
    stage.drawn(cast)
    case = scene.case_of(scene.drafted(cast), cast.lin_mandate)
    assert figures_from(case.figures).years == ()


def test_figures_are_taken_anew_until_they_are_settled(cast, duty):
    review = scene.drafted(cast)
    duty(on=date(2026, 3, 2))
    take_figures_anew(review, last_day=scene.DAY, by=cast.gao)
    case = scene.case_of(review, cast.lin_mandate)
    assert figures_from(case.figures).done == 1
    advance_review(review, to="committee_scored", by=cast.gao)
    digest = case.digest
    duty(on=date(2026, 4, 2))
    with pytest.raises(ValidationError):
        take_figures_anew(review, last_day=scene.DAY, by=cast.gao)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewCase.objects.filter(pk=case.pk).update(figures={})
    assert scene.case_of(review, cast.lin_mandate).digest == digest


def test_a_review_is_started_once_and_never_ahead_of_today(cast):
    first = scene.drafted(cast)
    assert scene.drafted(cast) == first
    assert Review.objects.count() == 1
    with pytest.raises(PermissionDenied):
        scene.drafted(cast, by=cast.xie)
    ahead = date.today() + timedelta(days=400)
    with pytest.raises(ValidationError):
        start_review(cast.term, name="又一次", last_day=ahead, key="k2", by=cast.gao)
    with pytest.raises(ValidationError):
        start_review(cast.term, name=first.name, last_day=scene.DAY, key="k3", by=cast.gao)
    with pytest.raises(ValidationError):
        advance_review(first, to="opinions", by=cast.gao)


def test_an_opinion_needs_a_reason_and_a_member_and_is_never_of_oneself(cast):
    scene.lin_on_the_committee(cast)
    review = scene.asked(cast)
    lin, zhao = (scene.case_of(review, m) for m in (cast.lin_mandate, cast.zhao_mandate))
    words = {"opinion": "recommend", "reason": "出席和建议都有据可查", "key": "a"}
    for person, case in [(cast.gao, zhao), (cast.tang, zhao), (cast.jin, zhao), (cast.lin, lin)]:
        with pytest.raises(PermissionDenied):
            give_opinion(case, by=person, **words)
    for reason in ("", "   ", "同意"):
        with pytest.raises(ValidationError):
            give_opinion(zhao, by=cast.lin, **{**words, "reason": reason})
    first = give_opinion(zhao, by=cast.lin, **words)
    assert give_opinion(zhao, by=cast.lin, **words) == first
    give_opinion(zhao, by=cast.lin, opinion="hold", reason="还要看述职测评", key="b")
    assert list(zhao.opinions.values_list("opinion", "stands")) == [
        ("recommend", False),
        ("hold", True),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        MemberOpinion.objects.update(reason="改写")
    with pytest.raises(DatabaseError), transaction.atomic():
        MemberOpinion.objects.create(case=lin, member=cast.xie, opinion="not", reason="", key="z")


def test_a_member_reads_the_others_only_after_giving_their_own(cast):
    scene.lin_on_the_committee(cast)
    review = scene.asked(cast)
    zhao = scene.case_of(review, cast.zhao_mandate)
    give_opinion(zhao, opinion="hold", reason="走访记录偏少，待补充", by=cast.xie, key="a")
    seen = lambda person: case_pages(review, person, [zhao])[0].opinions  # noqa: E731
    assert seen(cast.lin) == ()
    assert len(seen(cast.gao)) == len(seen(cast.xie)) == 1
    give_opinion(zhao, opinion="recommend", reason="履职记录完整", by=cast.lin, key="b")
    assert len(seen(cast.lin)) == 2


def test_the_committee_speaks_after_its_members_and_two_people_say_so(cast):
    case = scene.case_of(scene.asked(cast), cast.lin_mandate)
    said = {"opinion": "hold", "reason": "待核实缺席原因后再议", "met_on": scene.DAY}
    with pytest.raises(ValidationError):
        write_conclusion(case, by=cast.gao, key="c", **said)
    give_opinion(case, opinion="hold", reason="两次缺席原因待核实", by=cast.xie, key="o")
    with pytest.raises(PermissionDenied):
        write_conclusion(case, by=cast.xie, key="c", **said)
    written = write_conclusion(case, by=cast.gao, key="c", **said)
    with pytest.raises(PermissionDenied):
        confirm_conclusion(written, by=cast.gao)
    assert scene.case_of(case.review, cast.lin_mandate).status == "opinions"
    confirm_conclusion(written, by=cast.tang)
    confirm_conclusion(written, by=cast.tang)
    case.refresh_from_db()
    assert case.status == "conditional"
    with pytest.raises(ValidationError):
        give_opinion(case, opinion="not", reason="来得太晚的意见", by=cast.xie, key="p")
    take_up_again(case, reason="缺席原因已经查明", by=cast.gao)
    give_opinion(case, opinion="recommend", reason="病假证明已补齐", by=cast.xie, key="q")
    said |= {"opinion": "recommend", "reason": "病假属实，建议连任"}
    confirm_conclusion(write_conclusion(case, by=cast.tang, key="d", **said), by=cast.gao)
    case.refresh_from_db()
    assert case.status == "recommended"
    note_decision(case, decision="选民大会选举连任", decided_on=scene.DAY, by=cast.gao)
    case.refresh_from_db()
    assert case.status == "decided"
    moves = ["conditional", "opinions", "recommended", "decided"]
    assert list(case.moves.values_list("to", flat=True)) == moves


def test_every_look_and_every_export_is_noted_and_stays(
    client, cast, django_capture_on_commit_callbacks
):
    review = scene.asked(cast)
    case = scene.case_of(review, cast.lin_mandate)
    login(client, cast.xie)
    client.get(review.get_absolute_url() + "?sex=f")
    client.get(case.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("scoring:review-packet", args=[review.pk]), {"format": "xlsx"})
    job = Job.objects.get()
    assert client.get(reverse("foundation:desk-job-file", args=[job.pk])).status_code == 200
    noted = list(ReviewAccess.objects.order_by("pk").values_list("what", "by__name", "case__name"))
    assert noted == [
        ("list", "谢委员", None),
        ("case", "谢委员", "林秀英"),
        ("xlsx", "谢委员", None),
        ("fetched", "谢委员", None),
    ]
    address = reverse("scoring:review-accesses", args=[review.pk])
    for person, status in [(cast.xie, 403), (cast.gao, 403), (cast.jin, 200), (cast.bai, 404)]:
        login(client, person)
        assert client.get(address).status_code == status
    login(client, cast.jin)
    assert "谢委员" in client.get(address, {"who": "谢", "what": "fetched"}).content.decode()
    for change in (
        lambda: ReviewAccess.objects.update(detail="x"),
        ReviewAccess.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nobody_opens_their_own_case_nor_finds_it_in_their_packet(client, cast):
    scene.lin_on_the_committee(cast)
    review = scene.asked(cast)
    own = scene.case_of(review, cast.lin_mandate)
    login(client, cast.lin)
    assert client.get(own.get_absolute_url()).status_code == 403
    page = client.get(review.get_absolute_url())
    assert own.get_absolute_url() not in page.content.decode()
    packet = build_packet(review, cast.lin, review.cases.select_related("mandate__deputy"))
    assert [one.case.name for one in packet.pages] == ["赵大山"]
    assert packet.left_out == 1
    asked = client.post(reverse("scoring:review-packet", args=[review.pk]), {"case": own.pk})
    assert asked.status_code == 403


def test_the_head_of_a_delegation_reads_facts_without_points_or_opinions(client, cast):
    stage.published(cast)
    scene.zhao_heads_the_delegation(cast)
    review = scene.asked(cast)
    lin = scene.case_of(review, cast.lin_mandate)
    give_opinion(lin, opinion="hold", reason="两次缺席原因待核实", by=cast.xie, key="o")
    login(client, cast.zhao)
    text = client.get(lin.get_absolute_url()).content.decode()
    assert "两次缺席原因待核实" not in text
    assert "points" not in text.split("<main")[1]
    add_note(lin, text="常年在外务工，已回乡", by=cast.zhao, key="n")
    packet = build_packet(review, cast.zhao, review.cases.select_related("mandate__deputy"))
    book = openpyxl.load_workbook(io.BytesIO(review_book(packet, cast.zhao)))
    assert "Opinions" not in book.sheetnames and "Tiers by year" not in book.sheetnames


def test_the_caution_is_on_every_sheet_and_every_page(cast):
    from scoring.review_jobs import pdf_of

    review = scene.held(cast).case.review
    packet = build_packet(review, cast.gao, review.cases.select_related("mandate__deputy"))
    book = openpyxl.load_workbook(io.BytesIO(review_book(packet, cast.gao)))
    for sheet in book:
        values = [cell.value for row in sheet.iter_rows() for cell in row]
        assert caution() in values, sheet.title
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    from io import BytesIO

    from pypdf import PdfReader

    context = {"packet": packet, "for_whom": cast.gao, "made_at": review.started_at}
    with override("en"):
        pages = PdfReader(BytesIO(pdf_of("scoring/review_pdf.html", context))).pages
    assert len(pages) >= 3
    for page in pages:
        assert "For reference only." in page.extract_text()


def test_there_is_no_order_by_figures_and_no_choosing_of_many(client, cast):
    review = scene.asked(cast)
    login(client, cast.gao)
    plain = client.get(review.get_absolute_url())
    text = plain.content.decode().split("<main")[1]
    assert 'type="checkbox"' not in text and "order=" not in text
    names = [row.case.label for row in plain.context["rows"]]
    for query in ("order=-total", "sort=figures__fulfilled", "limit=10"):
        again = client.get(review.get_absolute_url() + "?" + query)
        assert [row.case.label for row in again.context["rows"]] == names


def test_filters_narrow_the_table(client, cast):
    Deputy.objects.filter(name="林秀英").update(sex="f")
    Mandate.objects.filter(pk=cast.lin_mandate.pk).update(grassroots=True, occupation="farmer")
    review = scene.asked(cast)
    login(client, cast.xie)
    for query, names in [
        ("sex=f", ["林秀英"]),
        ("grassroots=no", ["赵大山"]),
        ("occupation=farmer", ["林秀英"]),
        ("q=赵", ["赵大山"]),
        ("delegation=东岭镇代表团", ["林秀英", "赵大山"]),
        ("sex=nonsense", ["林秀英", "赵大山"]),
        ("mine=open", ["林秀英", "赵大山"]),
    ]:
        page = client.get(review.get_absolute_url() + "?" + query)
        assert [row.case.name for row in page.context["rows"]] == names, query


def more_deputies(cast, number, first):
    for n in range(number):
        deputy = Deputy.objects.create(name=f"代表{n}")
        Mandate.objects.create(
            deputy=deputy, congress=cast.county, term=cast.term, delegation=cast.delegation,
            certificate_no=f"{first}{n:04d}", starts_on=cast.term.starts_on,
        )  # fmt: skip


def test_three_deputies_cost_as_many_queries_as_thirty(client, cast):
    more_deputies(cast, 1, "2")
    small = start_review(cast.term, name="小", last_day=scene.DAY, key="s", by=cast.gao)
    more_deputies(cast, 27, "3")
    with CaptureQueriesContext(connection) as starting:
        large = start_review(cast.term, name="大", last_day=scene.DAY, key="l", by=cast.gao)
    assert (small.cases.count(), large.cases.count()) == (3, 30)
    assert len(starting) < 40
    login(client, cast.gao)
    counts = []
    for review in (small, large):
        client.get(review.get_absolute_url())
        with CaptureQueriesContext(connection) as table:
            client.get(review.get_absolute_url())
        with CaptureQueriesContext(connection) as one:
            client.get(review.cases.first().get_absolute_url())
        counts.append((len(table), len(one)))
    assert counts[0] == counts[1]


def test_a_form_that_fails_answers_with_a_sentence_and_writes_nothing(client, cast):
    case = scene.case_of(scene.asked(cast), cast.lin_mandate)
    login(client, cast.xie)
    address = reverse("scoring:review-opinion", args=[case.pk])
    for data in ({}, {"opinion": "hold", "reason": "同意", "key": "x"}, {"opinion": "bottom"}):
        answer = client.post(address, data)
        assert answer.status_code == 422
    assert (
        "in at least 6 signs"
        in client.post(address, {"opinion": "hold", "reason": "同意", "key": "x"}).content.decode()
    )
    assert not MemberOpinion.objects.exists()
