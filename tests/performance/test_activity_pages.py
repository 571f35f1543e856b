"""The activity desk through the client: the list, the sheet, closing, correcting."""

import pytest
from django.urls import reverse

from performance.models import Activity, Attendance, DutyKind, DutyRecord

from ..cast import login, post
from .conftest import DAY, line_of, mark_all


def opened_field(response):
    """What the sheet's hidden field said when the page was drawn."""
    return response.context["screen"].opened


def activity_url(name, activity, *more):
    return reverse(f"performance:{name}", args=[activity.pk, *more])


def test_gao_prepares_announces_marks_and_closes_and_both_dossiers_show_it(client, cast, meeting):
    login(client, cast.gao)
    page = client.get(reverse("performance:activity-new"))
    form = {
        "title": "常委会会议",
        "kind": meeting.pk,
        "occasion": "standing_committee",
        "group": "",
        "place": "一号会议室",
        "starts_on": DAY.isoformat(),
        "days": 2,
        "half_days": ["morning", "afternoon"],
        "mandatory": "on",
        "key": page.context["form"]["key"].value(),
    }
    first = client.post(reverse("performance:activity-new"), form)
    again = client.post(reverse("performance:activity-new"), form)
    assert first.url == again.url
    activity = Activity.objects.get()
    assert activity.sittings.count() == 4
    client.post(activity_url("activity-publish", activity))
    page = client.get(activity.get_absolute_url())
    assert "林秀英" in page.content.decode()
    saved = client.post(
        activity.get_absolute_url(), {"opened": opened_field(page), "rest": "present"}
    )
    assert saved.status_code == 302
    assert not Attendance.objects.exclude(status="present").exists()
    client.post(activity_url("activity-close", activity))
    client.post(activity_url("activity-close", activity))
    assert DutyRecord.objects.confirmed().count() == 8
    login(client, cast.lin)
    assert "常委会会议" in client.get(reverse("performance:my-dossier")).content.decode()


def test_a_wrong_form_says_where_and_makes_nothing(client, cast, meeting):
    login(client, cast.gao)
    response = client.post(
        reverse("performance:activity-new"), {"title": "x", "starts_on": "2025-02-30"}
    )
    assert response.status_code == 422
    assert "Enter a valid date" in response.content.decode()
    early = {
        "title": "x",
        "kind": meeting.pk,
        "occasion": "other",
        "starts_on": "2001-01-01",
        "days": 1,
        "half_days": ["morning"],
        "key": "0" * 32,
    }
    response = client.post(reverse("performance:activity-new"), early)
    assert "No term of this congress covers that day" in response.content.decode()
    assert not Activity.objects.exists()


def test_saving_the_same_sheet_twice_writes_once(client, cast, published):
    login(client, cast.gao)
    activity = published()
    opened = opened_field(client.get(activity.get_absolute_url()))
    line = line_of(activity, cast.lin_mandate)
    data = {"opened": opened, f"line-{line.pk}": "late"}
    client.post(activity.get_absolute_url(), data)
    first = line_of(activity, cast.lin_mandate)
    response = client.post(activity.get_absolute_url(), data, follow=True)
    assert "Nothing had changed" in response.content.decode()
    again = line_of(activity, cast.lin_mandate)
    assert (first.status, first.recorded_at) == ("late", again.recorded_at)


def test_a_line_another_keeper_marked_meanwhile_is_shown_and_kept(client, cast, published):
    activity = published()
    login(client, cast.gao)
    opened = opened_field(client.get(activity.get_absolute_url()))
    mark_all(activity, cast.tang, "absent")
    line = line_of(activity, cast.lin_mandate)
    data = {"opened": opened, f"line-{line.pk}": "present"}
    response = client.post(activity.get_absolute_url(), data)
    assert response.status_code == 409
    assert "唐主任 marked “Absent”" in response.content.decode()
    assert line_of(activity, cast.lin_mandate).status == "absent"


@pytest.mark.parametrize("opened", ["", "x", "1:present:2", "999999:expected", "one:expected"])
def test_a_torn_sheet_is_a_sentence_not_a_crash(client, cast, published, opened):
    activity = published()
    login(client, cast.gao)
    data = {"opened": opened, "line-999999": "present"}
    assert client.post(activity.get_absolute_url(), data).status_code == 422
    assert not Attendance.objects.exclude(status="expected").exists()


def test_a_reader_sees_the_sheet_but_cannot_mark_it(client, cast, published):
    activity = published()
    for person, status in [(None, 302), (cast.lin, 404), (cast.bai, 404), (cast.xie, 200)]:
        login(client, person)
        assert client.get(activity.get_absolute_url()).status_code == status
    line = line_of(activity, cast.lin_mandate)
    data = {"opened": f"{line.pk}:expected", f"line-{line.pk}": "present"}
    assert client.post(activity.get_absolute_url(), data).status_code == 403
    login(client, cast.gao)
    assert client.post(activity.get_absolute_url(), data).status_code == 302


def test_a_clerk_who_is_a_deputy_is_told_that_another_must_close(client, cast, published):
    post(cast.lin, "clerk", "congress", cast.county)
    activity = published()
    mark_all(activity, cast.gao)
    login(client, cast.lin)
    page = client.post(activity_url("activity-close", activity), follow=True)
    assert "another keeper must close it" in page.content.decode()
    activity.refresh_from_db()
    assert activity.status == "published"
    login(client, cast.gao)
    client.post(activity_url("activity-close", activity))
    activity.refresh_from_db()
    assert activity.status == "closed"


def test_a_closed_line_is_corrected_with_a_reason_and_both_records_are_seen(
    client, cast, published
):
    from performance.services.activities import close_activity

    activity = published()
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    line = line_of(activity, cast.lin_mandate)
    url = activity_url("line-correct", activity, line.pk)
    for person, status in [(cast.lin, 404), (cast.xie, 403), (cast.gao, 200)]:
        login(client, person)
        assert client.get(url).status_code == status
    assert client.post(url, {"mark": "absent", "was": "present"}).status_code == 422
    client.post(url, {"mark": "absent", "was": "present", "reason": "代签"})
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "代签" in page
    assert "corrected" in page
    login(client, cast.lin)
    page = client.get(reverse("performance:my-dossier")).content.decode()
    assert "Withdrawn: 代签" in page


def test_an_activity_is_called_off_and_a_draft_edited_through_the_pages(
    client, cast, make_activity, published
):
    login(client, cast.gao)
    draft = make_activity()
    url = activity_url("activity-edit", draft)
    assert client.get(url).status_code == 200
    form = {
        "title": "改期",
        "kind": draft.kind_id,
        "occasion": "other",
        "sittings": [f"{DAY} afternoon", f"{DAY} morning"],
        "mandatory": "on",
    }
    assert client.post(url, form).status_code == 302
    assert draft.sittings.count() == 2
    activity = published()
    url = activity_url("activity-cancel", activity)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "暴雨"}).status_code == 302
    activity.refresh_from_db()
    assert activity.status == "cancelled"


def test_one_more_deputy_is_called_by_certificate_number(client, cast, published, more_deputies):
    activity = published()
    [newcomer] = more_deputies(1)
    login(client, cast.gao)
    url = activity_url("activity-invite", activity)
    page = client.post(url, {"who": "nobody"}, follow=True)
    assert "No deputy of this term" in page.content.decode()
    client.post(url, {"who": newcomer.certificate_no})
    assert Attendance.objects.filter(mandate=newcomer).count() == 1


def test_lists_narrow_by_kind_status_and_month(client, cast, make_activity, published):
    inspection = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    make_activity(title="草稿会")
    published(title="视察水厂", kind=inspection)
    login(client, cast.gao)
    url = reverse("performance:activities")
    assert len(client.get(url).context["activities"]) == 2
    for query, title in [
        ({"status": "draft"}, "草稿会"),
        ({"kind": inspection.pk}, "视察水厂"),
    ]:
        shown = client.get(url, query).context["activities"]
        assert [activity.title for activity in shown] == [title]
    assert len(client.get(url, {"month": "2026-03"}).context["activities"]) == 2
    assert client.get(url, {"month": "2025-03"}).context["activities"] == []
    assert client.get(url, {"month": "2025-99", "kind": "x"}).status_code == 200


def test_the_sheet_costs_the_same_queries_for_3_people_and_for_300(
    client, cast, published, more_deputies, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    login(client, cast.gao)
    few = published(sittings=[(DAY, "morning"), (DAY, "afternoon")])
    more_deputies(298)
    many = published(sittings=[(DAY, "morning"), (DAY, "afternoon")])
    counts = []
    for activity in (few, many):
        client.get(activity.get_absolute_url())
        with CaptureQueriesContext(
            connection,
        ) as shown:
            page = client.get(activity.get_absolute_url())
        data = {"opened": opened_field(page), "rest": "present"}
        with CaptureQueriesContext(connection) as saved:
            client.post(activity.get_absolute_url(), data)
        counts.append((len(shown), len(saved)))
    (few_shown, few_saved), (many_shown, many_saved) = counts
    assert few_shown == many_shown
    # Keys go to the database 500 at a time, so 600 lines take one more read and one more write.
    assert many_saved <= few_saved + 2
    assert not Attendance.objects.filter(sitting__activity=many, status="expected").exists()


def test_the_activity_list_costs_the_same_queries_at_3_and_at_25(client, cast, published):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    login(client, cast.gao)
    counts = []
    for _round in range(2):
        for _n in range(3 if not counts else 22):
            published()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("performance:activities"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
