"""Resident Ma reads what Deputy Lin reported, once the result is let out and not before."""

import pytest
from django.urls import reverse

from performance.models import DutyReport
from performance.services.report_ballots import publish_result
from tests.access_rows.duty_reports import a_counted_report

pytestmark = pytest.mark.django_db


def test_a_report_is_public_once_its_result_is_let_out(cast, client):
    [pk] = a_counted_report(cast)
    shelf, page = reverse("cms:duty-reports"), reverse("cms:duty-report", args=[pk])
    assert client.get(page).status_code == 404
    assert "林秀英" not in client.get(shelf).content.decode()
    publish_result(DutyReport.objects.get(pk=pk), by=cast.gao)
    shown = client.get(page).content.decode()
    assert "各位选民" in shown and "40" in shown
    assert "林秀英" in client.get(shelf).content.decode()
    assert "13800000002" not in shown
    with_menu = client.get("/duty-reports/").content.decode()
    assert reverse("cms:duty-reports") in with_menu
