"""Clerk Gao follows a mandate's life: groups, offices, suspension, its end, a by-election."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from performance.dossier import build_dossier
from performance.endings import faults_of, needed_for
from performance.models import Congress, CredentialFlag, Deputy, DeputyGroup, Mandate, Term
from performance.services.activities import close_activity
from performance.services.attendance import mark_attendance
from performance.services.mandates import begin_mandate, end_mandate, move_start
from performance.services.moves import join_group, leave_office, take_office
from performance.services.suspensions import restore, suspend
from performance.signals import mandates_changed
from performance.views.deputies import rows_with_rates

from ..cast import login
from .conftest import DAY, line_of, mark_all

ON = date(2026, 6, 1)
NOTICE = {"notice_ref": "云人发〔2026〕7号", "notice_on": ON}
VOTE = {"decided_by": "县人大常委会", "votes_for": 15, "votes_possible": 21}


@pytest.fixture
def heard(django_capture_on_commit_callbacks):
    """Do something; which mandates' days were announced after commit?"""

    def run(act, *args, **kwargs):
        told = []

        def listen(mandate_ids, **kwargs):
            told.extend(mandate_ids)

        mandates_changed.connect(listen)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                act(*args, **kwargs)
        finally:
            mandates_changed.disconnect(listen)
        return told

    return run


def group(cast, name, kind="delegation"):
    return DeputyGroup.objects.create(congress=cast.county, kind=kind, name=name)


def test_a_deputy_moves_to_another_delegation_and_the_old_one_ends_that_day(cast, heard):
    west, mandate = group(cast, "西河镇代表团"), cast.lin_mandate
    assert heard(join_group, mandate, west, on=ON, by=cast.gao) == [mandate.pk]
    mandate.refresh_from_db()
    assert mandate.delegation == west
    rows = mandate.memberships.order_by("starts_on").values_list(
        "group__name", "starts_on", "ends_on"
    )
    assert list(rows) == [
        ("东岭镇代表团", mandate.starts_on, ON),
        ("西河镇代表团", ON, None),
    ]
    assert heard(join_group, mandate, west, on=ON, by=cast.gao) == []
    with pytest.raises(ValidationError, match="joined 西河镇代表团 on 2026-06-01"):
        join_group(mandate, cast.delegation, on=date(2026, 5, 1), by=cast.gao)
    with pytest.raises(PermissionDenied):
        join_group(mandate, cast.delegation, on=date(2026, 7, 1), by=cast.bai)


def test_an_office_is_held_once_at_a_time(cast, heard):
    span = take_office(cast.lin_mandate, role="standing_member", on=DAY, by=cast.gao)
    with pytest.raises(ValidationError, match="since 2026-03-03"):
        take_office(cast.lin_mandate, role="standing_member", on=ON, by=cast.gao)
    assert heard(leave_office, span, on=ON, by=cast.gao) == [cast.lin_mandate.pk]
    later = take_office(cast.lin_mandate, role="standing_member", on=ON, by=cast.gao)
    assert (span.ends_on, later.starts_on) == (ON, ON)


def test_a_suspension_has_one_of_two_causes_and_ends_when_duties_are_restored(cast, heard):
    span = suspend(cast.lin_mandate, on=DAY, cause="detained", reason="立案", by=cast.gao)
    assert suspend(cast.lin_mandate, on=DAY, cause="detained", reason="立案", by=cast.gao) == span
    with pytest.raises(ValidationError, match="Restore them first"):
        suspend(cast.lin_mandate, on=ON, cause="serving", reason="判决", by=cast.gao)
    assert heard(restore, span, on=ON, by=cast.gao) == [cast.lin_mandate.pk]
    with pytest.raises(ValidationError, match="already ended"):
        restore(span, on=date(2026, 7, 1), by=cast.gao)


def test_no_mandate_ends_without_its_notice_and_the_papers_of_its_reason(cast, heard):
    def end(**changes):
        papers = {"reason": "resignation_accepted", "ends_on": ON, **NOTICE, **VOTE, **changes}
        return end_mandate(cast.lin_mandate, by=cast.gao, **papers)

    for changes, field in [
        ({"notice_ref": ""}, "notice_ref"),
        ({"notice_on": None}, "notice_on"),
        ({"decided_by": ""}, "decided_by"),
        ({"votes_for": 10}, "votes_for"),
        ({"reason": "term_expired"}, "reason"),
        ({"reason": "two_unapproved_absences"}, "flag_ref"),
        ({"reason": "recalled", "petitioners": 49}, "petitioners"),
        ({"ends_on": date(2021, 1, 1)}, "ends_on"),
    ]:
        with pytest.raises(ValidationError) as refused:
            end(**changes)
        assert field in refused.value.error_dict, changes
    cast.lin_mandate.refresh_from_db()
    assert cast.lin_mandate.ends_on is None
    take_office(cast.lin_mandate, role="group_leader", on=DAY, by=cast.gao)
    assert heard(end) == [cast.lin_mandate.pk]
    end()  # twice is harmless
    cast.lin_mandate.refresh_from_db()
    assert (cast.lin_mandate.end_reason, cast.lin_mandate.ends_on) == ("resignation_accepted", ON)
    assert cast.lin_mandate.ending.notice_ref == "云人发〔2026〕7号"
    assert cast.lin_mandate.role_spans.get().ends_on == ON
    assert ModelLogEntry.objects.filter(action="performance.mandate_end").count() == 1
    with pytest.raises(ValidationError, match="already ended"):
        end(reason="death")


def shown_rate(mandate):
    """(attended, obliged) on the list of deputies, this year."""
    ((_mandate, tally, _done),) = rows_with_rates([mandate], 2026)
    return tally.fulfilled, tally.obliged


def test_from_the_day_a_mandate_ends_nothing_is_held_against_the_deputy(cast, published):
    mandate = cast.lin_mandate
    before, called, after = DAY, date(2026, 6, 2), date(2026, 6, 9)
    activities = [published(sittings=[(before, "morning")])]
    # Called before the end was known: the day lies after it all the same.
    activities.append(published(sittings=[(called, "morning")]))
    end_mandate(mandate, reason="moved_away", ends_on=ON, by=cast.gao, **NOTICE)
    activities.append(published(sittings=[(after, "morning")]))
    for activity in activities:
        mark_all(activity, cast.gao, "absent")
    with pytest.raises(ValidationError, match="林秀英 was not in office"):
        close_activity(activities[1], by=cast.gao)
    mark_attendance(
        activities[1], {line_of(activities[1], mandate).pk: (None, "not_obliged")}, by=cast.gao
    )
    for activity in activities:
        close_activity(activity, by=cast.gao)
    assert shown_rate(mandate) == (0, 1)
    assert shown_rate(cast.zhao_mandate) == (0, 3)
    for person in (mandate, cast.zhao_mandate):
        volume = build_dossier(person, cast.gao, date(2026, 7, 1))
        assert volume.tally.obliged == shown_rate(person)[1]


def test_the_reason_of_two_absences_names_the_flag_that_stands(client, cast):
    login(client, cast.gao)
    at = reverse("performance:mandate-verb", args=[cast.lin_mandate.pk, "end"])
    form = {
        "reason": "two_unapproved_absences", "ends_on": "2026-06-01", "notice_ref": "7号",
        "notice_on": "2026-06-01",
    }  # fmt: skip
    assert 'name="flag_ref"' in client.get(at).content.decode()
    flag = CredentialFlag.objects.create(
        mandate=cast.lin_mandate,
        raised_at=timezone.now(),
        sessions=[
            {"activity": 1, "title": "第四次会议", "first": "2025-01-10", "last": "2025-01-12"},
            {"activity": 2, "title": "第五次会议", "first": "2026-01-10", "last": "2026-01-10"},
        ],
    )
    text = client.get(at).content.decode()
    assert 'name="flag_ref"' not in text and "第四次会议（2025-01-10—2025-01-12）" in text
    assert client.post(at, form).status_code == 422
    CredentialFlag.objects.update(status="no_ground")
    assert 'name="flag_ref"' in client.get(at).content.decode()
    CredentialFlag.objects.update(status="sent")
    assert client.post(at, {**form, "flag": flag.pk}).status_code == 302
    ending = Mandate.objects.get(pk=cast.lin_mandate.pk).ending
    assert ending.flag == flag and "第五次会议（2026-01-10）" in ending.flag_ref


def test_every_reason_but_the_end_of_a_term_needs_a_notice():
    for reason in Mandate.EndReason:
        assert ("notice_ref" in needed_for(reason)) == (reason != "term_expired")
        if reason != "term_expired":
            assert "notice_on" in faults_of(reason, "county", {"notice_ref": "1号"})


def test_a_mandate_is_not_cut_short_of_confirmed_records_and_they_are_named(cast, published):
    activity = published()
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    with pytest.raises(ValidationError, match="2026-03-03 第五次会议"):
        end_mandate(cast.lin_mandate, reason="death", ends_on=DAY, by=cast.gao, **NOTICE)
    with pytest.raises(ValidationError, match="2026-03-03 第五次会议"):
        move_start(cast.lin_mandate, starts_on=ON, by=cast.gao, why="更正")
    end_mandate(cast.lin_mandate, reason="death", ends_on=ON, by=cast.gao, **NOTICE)


def test_a_by_election_starts_mid_term_and_no_two_mandates_overlap(cast, heard):
    values = {"certificate_no": "19009", "elected_on": ON, "by_election": True, "by": cast.gao}
    with pytest.raises(ValidationError, match=r"19001, 2022-01-10—.*2026-06-01—"):
        begin_mandate(cast.lin_mandate.deputy, cast.term, starts_on=ON, **values)
    fresh = Deputy.objects.create(name="单立新")
    mandate = begin_mandate(fresh, cast.term, starts_on=ON, **values)
    assert begin_mandate(fresh, cast.term, starts_on=ON, **values) == mandate
    assert (mandate.by_election, mandate.elected_on) == (True, ON)
    with pytest.raises(ValidationError, match="单立新"):
        begin_mandate(Deputy.objects.create(name="甲"), cast.term, starts_on=ON, **values)
    with pytest.raises(ValidationError, match="does not lie in the term"):
        begin_mandate(
            Deputy.objects.create(name="乙"),
            cast.term,
            certificate_no="19010",
            starts_on=date(2021, 1, 1),
            by=cast.gao,
        )


def test_two_nested_mandates_of_one_person_are_usual_and_two_unrelated_ones_need_a_reason(cast):
    from foundation.models import Role

    from ..cast import post

    township = Congress.objects.create(
        code="dongling", name="东岭镇人大", short_name="东岭镇人大", level="township",
        parent=cast.county,
    )  # fmt: skip
    for congress in (township, cast.other_county):
        post(cast.gao, Role.CLERK, "congress", congress)
    cast.gao.__dict__.pop("_postings_today", None)
    below = Term.objects.create(congress=township, number=8, starts_on=date(2022, 1, 5))
    elsewhere = Term.objects.get(congress=cast.other_county)
    lin, values = cast.lin_mandate.deputy, {"starts_on": date(2022, 2, 1), "by": cast.gao}
    begin_mandate(lin, below, certificate_no="8001", **values)
    with pytest.raises(ValidationError, match="Electoral Law"):
        begin_mandate(lin, elsewhere, certificate_no="8001", **values)
    begin_mandate(lin, elsewhere, certificate_no="8001", despite="省人大书面同意", **values)
    assert lin.mandates.count() == 3


def test_gao_does_it_all_on_the_page_and_a_refusal_says_why(client, cast):
    login(client, cast.gao)
    mandate = cast.lin_mandate
    page = reverse("performance:mandate", args=[mandate.pk])
    end = reverse("performance:mandate-verb", args=[mandate.pk, "end"])
    form = {"reason": "moved_away", "ends_on": "2026-06-01", "notice_ref": "", "notice_on": ""}
    refused = client.post(end, form)
    assert refused.status_code == 422
    assert "This field is required" in refused.content.decode()
    assert client.get(page).status_code == 200
    done = client.post(end, {**form, "notice_ref": "7号", "notice_on": "2026-06-01"})
    assert done.status_code == 302
    text = client.get(page).content.decode()
    assert "7号" in text and "Moved away" in text
    assert "End the mandate" not in text
    for verb in ("join", "office", "suspend", "start"):
        at = reverse("performance:mandate-verb", args=[cast.zhao_mandate.pk, verb])
        assert client.get(at).status_code == 200
        assert client.post(at, {}).status_code == 422


def test_particulars_are_written_once_and_the_restricted_ones_are_shown_to_few(client, cast):
    login(client, cast.gao)
    at = reverse("performance:mandate-particulars", args=[cast.lin_mandate.pk])
    form = {
        "name": "单秀英", "pinyin_by_hand": "", "strokes_by_hand": "", "born": "一九七五年三月",
        "birth_year": "", "address": "东岭镇上湾村1号", "occupation": "farmer",
        "grassroots": "true", "specialities": "法律；教育", "earlier_terms": "2",
    }  # fmt: skip
    assert client.post(at, form).status_code == 302
    mandate = Mandate.objects.get(pk=cast.lin_mandate.pk)
    deputy = mandate.deputy
    assert (deputy.pinyin, deputy.birth_year, deputy.private.born) == (
        "shan xiu ying", 1975, "1975-03",
    )  # fmt: skip
    assert mandate.grassroots is True and mandate.occupation == "farmer"
    assert {s.name for s in mandate.specialities.all()} == {"法律", "教育"}
    page = reverse("performance:mandate", args=[mandate.pk])
    assert "上湾村1号" in client.get(page).content.decode()
    login(client, cast.xie)
    text = client.get(page).content.decode()
    assert "上湾村1号" not in text and "1975-03" not in text and "1975" in text
    assert client.get(at).status_code == 403
    assert "上湾村" not in str(ModelLogEntry.objects.last().data)
