"""Clerk Gao imports a register through the wizard's pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.models import ColumnMapping, ImportJob
from performance.models import Attendance, DutyRecord
from tests.cast import login

from .books import REGISTER, book, line, register


def upload(client, content, kind="register", name="签到表.xlsx", follow=True):
    """Send a file to the wizard; returns the answer and the import it made."""
    from performance.models import Congress

    county = Congress.objects.get(code="yunling")
    response = client.post(
        reverse("foundation:imports"),
        {"target": f"{kind}:{county.pk}", "file": SimpleUploadedFile(name, content)},
        follow=follow,
    )
    return response, ImportJob.objects.order_by("-pk").first()


def confirm(client, job, **data):
    job.refresh_from_db()
    data.setdefault("preview", str(job.preview_id))
    return client.post(reverse("foundation:import-confirm", args=[job.pk]), data, follow=True)


@pytest.fixture
def gao(client, cast):
    login(client, cast.gao)
    return client


def test_gao_uploads_a_register_looks_at_it_and_imports_it(gao, cast):
    response, job = upload(gao, register(line(), line("赵大山", mark="缺席")))
    assert response.status_code == 200
    assert job.counts["new"] == 2 and not Attendance.objects.exists()
    response = confirm(gao, job)
    assert response.status_code == 200
    job.refresh_from_db()
    assert job.state == ImportJob.State.APPLIED
    marks = dict(Attendance.objects.values_list("mandate__deputy__name", "status"))
    assert marks == {"林秀英": "present", "赵大山": "absent"}
    assert DutyRecord.objects.confirmed().count() == 2


def test_confirming_twice_changes_nothing(gao, cast):
    _response, job = upload(gao, register(line()))
    for _again in range(2):
        assert confirm(gao, job).status_code == 200
    assert Attendance.objects.count() == DutyRecord.objects.count() == 1


def test_the_same_file_twice_changes_nothing(gao, cast):
    content = register(line(), line("赵大山", mark="请假"))
    confirm(gao, upload(gao, content)[1])
    before = list(DutyRecord.objects.values_list("pk", "status"))
    response, job = upload(gao, content)
    assert job.counts["same"] == 2 and job.counts["new"] == 0
    assert "already recorded" in response.content.decode()
    confirm(gao, job)
    assert list(DutyRecord.objects.values_list("pk", "status")) == before


def test_one_bad_row_keeps_the_whole_sheet_out_and_is_named(gao, cast):
    response, job = upload(gao, register(line(), line("赵大三")))
    page = response.content.decode()
    assert "row 3, column A" in page and "赵大山" in page
    response = confirm(gao, job)
    assert response.status_code == 422
    assert not Attendance.objects.exists() and not DutyRecord.objects.exists()
    handed_back = gao.get(reverse("foundation:import-handback", args=[job.pk]))
    assert handed_back.status_code == 200 and handed_back.getvalue().startswith(b"PK")


def test_a_preview_made_anew_must_be_looked_at_before_it_is_confirmed(gao, cast):
    _response, job = upload(gao, register(line()))
    old = str(job.preview_id)
    gao.post(reverse("foundation:import-again", args=[job.pk]))
    assert confirm(gao, job, preview=old).status_code == 422
    assert not Attendance.objects.exists()
    assert confirm(gao, job).status_code == 200
    assert Attendance.objects.count() == 1


def test_an_import_is_refused_when_the_record_has_moved_meanwhile(gao, cast):
    _response, job = upload(gao, register(line()))
    cast.lin_mandate.ends_on = "2026-01-01"
    cast.lin_mandate.save()
    response = confirm(gao, job)
    assert response.status_code == 422
    assert "has changed since" in response.content.decode()
    assert not Attendance.objects.exists()
    assert job.events.filter(verb="refused").count() == 1


def test_columns_with_odd_headings_are_settled_once_and_remembered(gao, cast):
    odd = ["何人", "会议", "会议次数", "日期", "半天", "起止时间", "如何"]
    _response, job = upload(gao, book(odd, line()))
    assert job.state == ImportJob.State.UPLOADED
    page = gao.get(reverse("foundation:import-columns", args=[job.pk])).content.decode()
    assert "何人" in page
    columns = {"name": 0, "body": 1, "number": 2, "on": 3, "half_day": 4, "times": 5, "mark": 6}
    data = {f"column-{key}": place for key, place in columns.items()}
    data["option-contradictions"] = "ask"
    gao.post(reverse("foundation:import-columns", args=[job.pk]), data)
    job.refresh_from_db()
    assert job.counts["new"] == 1
    assert ColumnMapping.objects.count() == 1
    _response, again = upload(gao, book(odd, line("赵大山")))
    assert again.state == ImportJob.State.JUDGED and again.counts["new"] == 1


def test_gao_decides_which_of_two_contradictory_rows_is_right(gao, cast):
    response, job = upload(gao, register(line(), line(mark="缺席"), line("赵大山")))
    assert "contradict" in response.content.decode()
    assert confirm(gao, job).status_code == 422
    question = job_questions(job)[0]
    gao.post(
        reverse("foundation:import-decide", args=[job.pk]), {f"answer-{question}": "3"}, follow=True
    )
    assert confirm(gao, job).status_code == 200
    assert Attendance.objects.get(mandate=cast.lin_mandate).status == "absent"


def job_questions(job):
    from foundation.services.imports import preview_of

    job.refresh_from_db()
    return [question.id for question in preview_of(job).question_list]


def test_an_undecided_contradiction_left_unknown_enters_no_rate(gao, cast):
    _response, job = upload(gao, register(line(), line(mark="缺席")))
    question = job_questions(job)[0]
    gao.post(reverse("foundation:import-decide", args=[job.pk]), {f"answer-{question}": "unknown"})
    confirm(gao, job)
    attendance = Attendance.objects.get()
    assert (attendance.obliged, attendance.status) == ("unknown", "expected")
    assert not DutyRecord.objects.exists()


def test_the_sheet_to_read_can_be_chosen(gao, cast):
    content = book(sheets={"一月": [REGISTER, line()], "二月": [REGISTER, line("赵大山")]})
    _response, job = upload(gao, content)
    gao.post(reverse("foundation:import-columns", args=[job.pk]), {"sheet": "二月"})
    job.refresh_from_db()
    assert job.sheet == "二月"


def test_gao_takes_an_import_back_saying_why(gao, cast):
    _response, job = upload(gao, register(line(), line("赵大山")))
    confirm(gao, job)
    url = reverse("foundation:import-take-back", args=[job.pk])
    assert gao.post(url, {"reason": " "}).status_code == 422
    assert Attendance.objects.count() == 2
    assert gao.post(url, {"reason": "传错了文件"}, follow=True).status_code == 200
    assert not Attendance.objects.exists()
    assert set(DutyRecord.objects.values_list("status", flat=True)) == {"withdrawn"}
    job.refresh_from_db()
    assert job.state == ImportJob.State.TAKEN_BACK
    assert job.events.get(verb="taken_back").note == "传错了文件"
    assert gao.post(url, {"reason": "再来一次"}, follow=True).status_code == 200


def test_only_those_who_keep_the_record_see_and_import(client, cast):
    login(client, cast.gao)
    _response, job = upload(client, register(line()))
    pages = {
        "get": ["import", "import-columns", "import-handback"],
        "post": ["import-confirm", "import-decide", "import-again", "import-take-back"],
    }
    expected = [
        (cast.ma, 302, 302),
        (cast.bai, 404, 200),
        (cast.lin, 404, 404),
        (cast.xie, 404, 403),
        (cast.chen, 404, 404),
    ]
    for person, status, listing in expected:
        login(client, person)
        assert client.get(reverse("foundation:imports")).status_code == listing
        for method, names in pages.items():
            for name in names:
                url = reverse(f"foundation:{name}", args=[job.pk])
                assert getattr(client, method)(url).status_code == status, (person, name)
        export = reverse("foundation:import-export", args=["roster", cast.county.pk, "xlsx"])
        assert client.get(export).status_code == status
    assert not Attendance.objects.exists()
    login(client, cast.tang)
    assert confirm(client, job).status_code == 200
    assert Attendance.objects.count() == 1


def test_clerk_bai_cannot_import_into_gaos_county(client, cast):
    login(client, cast.bai)
    response, job = upload(client, register(line()))
    assert response.status_code == 422 and job is None


def test_the_list_costs_as_many_queries_at_30_imports_as_at_3(
    gao, cast, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (3, 17):
        for _n in range(number):
            upload(gao, register(line()), follow=False)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert gao.get(reverse("foundation:imports")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_failure_half_way_leaves_everything_as_it_was(gao, cast, monkeypatch):
    from django.db import IntegrityError

    from performance.models import Activity, RecordEvent
    from performance.sheets import register_apply

    _response, job = upload(gao, register(line(), line("赵大山")))

    def fail(*args, **kwargs):
        raise IntegrityError("someone else was first")

    with monkeypatch.context() as broken:
        broken.setattr(register_apply, "record_attested", fail)
        assert confirm(gao, job).status_code == 422
    for model in (Activity, Attendance, DutyRecord, RecordEvent):
        assert not model.objects.exists()
    job.refresh_from_db()
    assert job.state == ImportJob.State.JUDGED
    assert confirm(gao, job).status_code == 200
    assert DutyRecord.objects.confirmed().count() == 2
