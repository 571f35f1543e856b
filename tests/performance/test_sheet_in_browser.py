"""The attendance sheet under Clerk Gao's fingers, in a real browser."""

import pytest
from django.urls import reverse

from performance.models import Attendance

from ..browser import chromium_page
from ..cast import PASSWORD
from .conftest import DAY


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_numbers_mark_arrows_move_counts_follow_and_saving_keeps_it(
    live_server, cast, published, more_deputies
):
    more_deputies(3)
    activity = published(sittings=[(DAY, "morning"), (DAY, "afternoon")])
    with chromium_page(live_server.url, width=1280, height=900) as page:
        page.goto(f"{live_server.url}{reverse('foundation:sign-in')}")
        page.fill("[name=username]", "gao")
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk/**")
        page.goto(f"{live_server.url}{activity.get_absolute_url()}")
        page.locator("select.pf-mark").first.focus()
        for key in ("1", "2", "6", "ArrowRight", "4"):
            page.keyboard.press(key)

        def counts():
            return [
                page.locator(f"[data-pf-count={key}]").inner_text()
                for key in ("came", "leave", "absent", "open")
            ]

        assert counts() == ["2", "1", "1", "6"]
        page.click("[data-pf-rest]")
        assert counts() == ["8", "1", "1", "0"]
        page.locator(".pf-sheet-head button.btn-primary").click()
        page.get_by_text("10 lines saved.").wait_for()
        assert page.notes == []
        assert page.outside == []
    marks = Attendance.objects.filter(sitting__activity=activity)
    assert sorted(marks.values_list("status", flat=True)) == [
        "absent",
        "late",
        "leave_approved",
        *["present"] * 7,
    ]
