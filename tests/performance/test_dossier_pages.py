"""The dossier, the queue and the log form through the client."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from performance.models import Congress, DutyKind, DutyRecord, Mandate, Term
from performance.services.activities import close_activity
from performance.services.records import confirm_record, submit_record

from ..cast import login
from .conftest import DAY, mark_all


@pytest.fixture
def visit(cast):
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def submit(number=1, by=None, on=DAY, mandate=None):
        return submit_record(
            mandate or cast.lin_mandate,
            kind=kind,
            on=on,
            title=f"走访{number}户",
            source=f"performance.log:{number:032x}",
            by=by or cast.lin,
        )

    return submit


def log_form(client, **changes):
    page = client.get(LOG_VISIT)
    return {
        "on": timezone.localdate().isoformat(),
        "place": "东岭村",
        "title": "走访两户\n了解用水",
        "key": page.context["form"]["key"].value(),
        **changes,
    }


LOG_VISIT = "/my/log/visit/"


def test_lin_logs_a_visit_once_gao_confirms_it_and_it_stands_in_her_dossier(client, cast):
    login(client, cast.lin)
    form = log_form(client)
    for _twice in range(2):
        assert client.post(LOG_VISIT, form).status_code == 302
    record = DutyRecord.objects.get()
    assert (record.title, record.status) == ("走访两户 了解用水", "submitted")
    login(client, cast.gao)
    queue = reverse("performance:confirm-queue")
    assert "走访两户" in client.get(queue).content.decode()
    client.post(queue, {"record": [record.pk]})
    login(client, cast.lin)
    page = client.get(reverse("performance:my-dossier")).content.decode()
    assert "Confirmed by 高文书" in page


def test_a_day_to_come_or_before_the_mandate_is_refused_with_a_sentence(client, cast):
    login(client, cast.lin)
    for on, words in [("2099-01-01", "still to come"), ("2001-01-01", "outside")]:
        response = client.post(LOG_VISIT, log_form(client, on=on))
        assert response.status_code == 422
        assert words in response.content.decode()
    assert client.post(LOG_VISIT, log_form(client)).status_code == 302


def test_a_returned_duty_is_filled_in_again_by_its_deputy_only(client, cast, visit):
    record = visit()
    login(client, cast.gao)
    url = reverse("performance:record-return", args=[record.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "写明村组"}).status_code == 302
    again = reverse("performance:log-again", args=[record.pk])
    login(client, cast.zhao)
    assert client.get(again).status_code == 404
    login(client, cast.lin)
    assert "写明村组" in client.get(again).content.decode()
    form = {"on": DAY.isoformat(), "title": "走访东岭村三组", "place": "三组"}
    assert client.post(again, form).status_code == 302
    record.refresh_from_db()
    assert (record.status, record.title) == ("submitted", "走访东岭村三组")
    assert DutyRecord.objects.count() == 1


def test_own_submissions_need_another_person_and_bulk_confirm_leaves_them(client, cast, visit):
    hers, his = visit(1), visit(2, by=cast.gao)
    login(client, cast.gao)
    queue = reverse("performance:confirm-queue")
    assert "you submitted it yourself" in client.get(queue).content.decode()
    page = client.post(queue, {"record": [hers.pk, his.pk, "x"]}, follow=True)
    assert "1 you submitted yourself" in page.content.decode()
    assert set(DutyRecord.objects.confirmed()) == {hers}
    url = reverse("performance:record-return", args=[his.pk])
    assert client.get(url).status_code == 403
    login(client, cast.tang)
    client.post(queue, {"record": [his.pk]})
    assert set(DutyRecord.objects.confirmed()) == {hers, his}


def test_every_figure_opens_a_list_of_that_length(client, cast, published):
    activity = published(sittings=[(DAY, "morning"), (DAY, "afternoon")])
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    login(client, cast.lin)
    page = client.get(reverse("performance:my-dossier"))
    dossier = page.context["dossier"]
    assert dossier.tally.text == "2 / 2"
    lists = reverse("performance:my-entries", args=[cast.lin_mandate.pk])
    for which in ("obliged", "fulfilled", "done", "all"):
        shown = client.get(lists, {"list": which, "year": 2026})
        assert shown.context["page_obj"].paginator.count == 2
    assert client.get(lists, {"list": "obliged", "year": 2025}).status_code == 200
    narrowed = client.get(lists, {"list": "obliged", "occasion": "plenary", "month": 3, "body": ""})
    assert narrowed.context["page_obj"].paginator.count == 2
    assert client.get(lists, {"list": "nonsense"}).status_code == 404


def test_who_may_open_whose_dossier(client, cast):
    lin = cast.lin_mandate.pk
    own = {"my-dossier": [lin], "my-entries": [lin], "my-print": [lin]}
    desk = {"desk-dossier": [lin], "desk-entries": [lin], "desk-print": [lin]}
    for name, args in own.items():
        for person, status in [(None, 302), (cast.zhao, 404), (cast.gao, 404), (cast.lin, 200)]:
            login(client, person)
            url = reverse(f"performance:{name}", args=args)
            assert client.get(url).status_code == status, (name, person)
    for name, args in desk.items():
        for person, status in [
            (None, 302),
            (cast.lin, 404),
            (cast.bai, 404),
            (cast.chen, 404),
            (cast.xie, 200),
            (cast.gao, 200),
        ]:
            login(client, person)
            url = reverse(f"performance:{name}", args=args)
            assert client.get(url).status_code == status, (name, person)


def test_a_person_with_two_mandates_has_two_dossiers_and_a_switch(client, cast):
    town = Congress.objects.create(
        code="t", name="东岭镇人民代表大会", short_name="东岭镇人大", level="township"
    )
    term = Term.objects.create(congress=town, number=19, starts_on=date(2022, 1, 5))
    second = Mandate.objects.create(
        deputy=cast.lin_mandate.deputy,
        congress=town,
        term=term,
        certificate_no="T8",
        starts_on=date(2022, 1, 5),
    )
    login(client, cast.lin)
    page = client.get(reverse("performance:my-dossier", args=[second.pk]))
    assert page.context["mandate"] == second
    assert "云岭县人大" in page.content.decode()
    assert page.context["dossier"].entries == ()


def test_the_page_to_print_carries_its_check_value(client, cast, published):
    activity = published()
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    login(client, cast.lin)
    pk = cast.lin_mandate.pk
    tail = cast.lin_mandate.record_events.last().hash
    assert tail in client.get(reverse("performance:my-print", args=[pk])).content.decode()


def test_the_pdf_maker_opens_our_own_files_and_nothing_else():
    from foundation.paper import BASE, own_file

    path, kind = own_file(f"{BASE}/static/performance/paper.css")
    assert (path.endswith("paper.css"), kind) == (True, "text/css")
    for outside in [
        "http://example.org/a.css",
        "file:///etc/passwd",
        f"{BASE}/media/x.png",
        f"{BASE}/static/../config/settings.py",
        "http://paper.invalid.example.org/static/performance/paper.css",
    ]:
        with pytest.raises(ValueError, match="not a file of this site"):
            own_file(outside)


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_dossier_costs_the_same_queries_at_3_entries_and_at_30(client, cast, visit):
    url = reverse("performance:my-dossier")
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            confirm_record(visit(number), by=cast.gao)
        login(client, cast.lin)
        counts.append(queries_of(client, url))
    assert counts[0] == counts[1]


def test_deputies_and_queue_cost_the_same_queries_at_3_and_at_30(
    client, cast, visit, more_deputies
):
    login(client, cast.gao)
    urls = [reverse("performance:deputies"), reverse("performance:confirm-queue")]
    counts = []
    for count, start in ((1, 0), (27, 100)):
        for number, mandate in enumerate(more_deputies(count), start=start):
            visit(number, mandate=mandate, by=cast.tang)
        counts.append([queries_of(client, url) for url in urls])
    assert counts[0] == counts[1]


def test_the_deputies_list_narrows_and_counts_as_the_dossier_does(client, cast, published):
    activity = published(sittings=[(timezone.localdate(), "morning")])
    mark_all(activity, cast.gao, "leave_work")
    close_activity(activity, by=cast.gao)
    login(client, cast.xie)
    url = reverse("performance:deputies")
    rows = client.get(url, {"q": "林秀"}).context["rows"]
    assert [(m.deputy.name, t.text, t.leave) for m, t, _done in rows] == [("林秀英", "0 / 1", 1)]
    assert client.get(url, {"q": "没有此人"}).context["rows"] == []
    assert len(client.get(url, {"office": "all"}).context["rows"]) == 2
    assert client.get(url, {"office": "left"}).context["rows"] == []


def test_first_screens_show_what_is_waiting(client, cast, visit, published):
    visit()
    published(title="常委会会议", sittings=[(timezone.localdate(), "morning")])
    login(client, cast.lin)
    page = client.get(reverse("foundation:my")).content.decode()
    assert "常委会会议" in page
    assert "Waiting to be confirmed" in page
    login(client, cast.gao)
    page = client.get(reverse("foundation:desk")).content.decode()
    assert "常委会会议" in page
    assert "Waiting to be confirmed" in page


def test_the_deputies_list_goes_out_as_a_workbook_with_numbers_as_numbers(client, cast, published):
    from io import BytesIO

    from openpyxl import load_workbook

    activity = published(sittings=[(timezone.localdate(), "morning")])
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    cast.zhao_mandate.deputy.name = "=1+1"
    cast.zhao_mandate.deputy.save()
    login(client, cast.gao)
    response = client.get(reverse("performance:deputies-xlsx"))
    sheet = load_workbook(BytesIO(response.content)).active
    assert [cell.value for cell in sheet[2]][:8] == ["林秀英", "19001", *names_of(cast), 1, 1, 0, 0]
    assert sheet["A3"].data_type == "s"


def names_of(cast):
    return cast.delegation.name, cast.lin_mandate.constituency.name
