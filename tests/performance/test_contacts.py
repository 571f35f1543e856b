"""Deputy Lin sits on the standing committee and keeps in touch with deputies; the office counts."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from performance.bulletin import build_bulletin, bulletin_from, changes_between
from performance.models import Bulletin, ContactLink, ContactLog, DutyRecord, FiveVisit, RoleSpan
from performance.quarters import Quarter
from performance.services.bulletins import issue_bulletin, release_bulletin
from performance.services.contacts import (
    end_link,
    finish_follow_up,
    link_deputies,
    log_contact,
    quota_of,
    set_quota,
)
from performance.services.five_contacts import keep_target
from performance.services.records import confirm_record, return_record, withdraw_record
from performance.services.verification import record_faults
from performance.spread import even_spread
from tests.cast import login

SINCE = date(2022, 2, 1)
SPRING = Quarter(2026, 1)


@pytest.fixture
def committee(cast):
    """Lin is on the standing committee."""
    return RoleSpan.objects.create(
        mandate=cast.lin_mandate, role=RoleSpan.Role.STANDING_MEMBER, starts_on=SINCE
    )


@pytest.fixture
def linked(cast, committee, more_deputies):
    """Lin keeps in touch with Zhao and three more; a fifth has nobody."""
    others = more_deputies(4)
    deputies = [cast.zhao_mandate, *others[:3]]
    link_deputies(cast.county, [(cast.lin_mandate, d) for d in deputies], on=SINCE, by=cast.gao)
    return deputies


@pytest.fixture
def contact(cast, linked):
    """Lin telephones; by default Zhao, on 3 March, with nothing to follow up."""
    numbers = iter(range(1, 1000))

    def tell(deputies=None, on=date(2026, 3, 3), confirmed=True, **told):
        values = {"mode": "phone", "topic": "了解灌溉用水", "key": f"{next(numbers):032x}"}
        log = log_contact(
            cast.lin_mandate, deputies=deputies or linked[:1], on=on, by=cast.lin, **values | told
        )
        if confirmed:
            confirm_record(log.record, by=cast.gao)
        return log

    return tell


def test_c4_the_quarterly_bulletin_totals_itself(cast, linked, contact, client):
    contact(opinions=2, follow_up="联系水利局", due_on=date(2026, 3, 20))
    done = contact(linked[:2], opinions=1, follow_up="回访", on=date(2026, 3, 9))
    finish_follow_up(done, on=date(2026, 3, 12), note="已答复", by=cast.lin)
    contact(linked[2:3], confirmed=False)
    contact(linked[3:4], on=date(2025, 12, 31))
    shown = build_bulletin(cast.county, SPRING, date(2026, 4, 2))
    [line] = shown.lines
    assert (line.quota, line.linked, line.contacted, line.contacts) == (5, 4, 2, 2)
    assert (line.opinions, line.asked, line.followed, line.waiting) == (3, 2, 1, 1)
    assert shown.totals == {
        "quota": 5, "linked": 4, "contacted": 2, "contacts": 2,
        "opinions": 3, "asked": 2, "followed": 1, "waiting": 1,
    }  # fmt: skip
    assert len(shown.nobody) == 1
    for figure, number in shown.totals.items():
        if figure not in {"quota", "opinions"}:
            listed = sum(len(entries) for _member, entries in shown.behind(figure))
            assert listed == number, figure

    # Gao issues it; he cannot release it; Tang can, and from then on nothing changes it.
    issued = issue_bulletin(cast.county, SPRING, by=cast.gao)
    with pytest.raises(PermissionDenied):
        release_bulletin(issued, by=cast.gao)
    released = release_bulletin(issued, by=cast.tang)
    assert released.number == 1 and release_bulletin(issued, by=cast.tang) == released
    withdraw_record(done.record, by=cast.gao, reason="重复登记")
    released.refresh_from_db()
    assert bulletin_from(released.content).totals["contacts"] == 2
    with pytest.raises(ValidationError, match="why"):
        issue_bulletin(cast.county, SPRING, by=cast.gao)
    second = release_bulletin(
        issue_bulletin(cast.county, SPRING, by=cast.gao, note="一条记录已撤回"), by=cast.tang
    )
    released.refresh_from_db()
    assert (second.number, released.status) == (2, Bulletin.Status.REPLACED)
    old, new = (bulletin_from(b.content) for b in (released, second))
    changes = {(figure, was, now) for _name, figure, was, now in changes_between(old, new)}
    assert ("contacts", 2, 1) in changes and ("opinions", 3, 2) in changes
    login(client, cast.gao)
    page = client.get(second.get_absolute_url())
    assert "一条记录已撤回" in page.content.decode()
    sheet = load_workbook(
        BytesIO(client.get(reverse("performance:bulletin-xlsx", args=[second.pk])).content)
    ).active
    assert [cell.value for cell in sheet[sheet.max_row]][2:5] == [5, 4, 1]


def test_a_bulletin_somebody_touched_is_not_released(cast, linked):
    issued = issue_bulletin(cast.county, SPRING, by=cast.gao)
    issued.content["lines"][0]["quota"] = 4
    issued.save(update_fields=["content"])
    with pytest.raises(ValidationError, match="no longer what was issued"):
        release_bulletin(issued, by=cast.tang)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=issued.pk).update(
            status="released", number=1, released_by=cast.gao, released_at=issued.issued_at
        )


def test_issuing_anew_discards_the_one_that_waits(cast, linked):
    first = issue_bulletin(cast.county, SPRING, by=cast.gao)
    issue_bulletin(cast.county, SPRING, by=cast.tang)
    with pytest.raises(ValidationError, match="issued anew"):
        release_bulletin(first, by=cast.tang)
    with pytest.raises(ValidationError, match="not begun"):
        issue_bulletin(cast.county, Quarter(2099, 1), by=cast.gao)


def test_a_contact_is_a_duty_of_the_member_and_goes_through_the_ledger(cast, contact):
    log = contact(confirmed=False)
    record = log.record
    assert (record.mandate, record.occasion) == (cast.lin_mandate, "committee_contact")
    assert record.kind.code != "voter_contact" and record.mode == "phone"
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=cast.lin)
    return_record(record, by=cast.gao, reason="写明结果")
    contact(key=log.key, outcome="已约水利局现场看渠", confirmed=False)
    log.refresh_from_db()
    assert log.outcome == "已约水利局现场看渠" and log.record.status == "submitted"
    contact(key=log.key, outcome="改不了", confirmed=False)
    log.refresh_from_db()
    assert log.outcome == "已约水利局现场看渠" and ContactLog.objects.count() == 1
    assert list(record_faults()) == []


def test_only_deputies_linked_on_that_day_can_be_told_of(cast, linked, contact, more_deputies):
    stranger = more_deputies(1)[0]
    with pytest.raises(ValidationError, match="was not linked"):
        contact([stranger])
    with pytest.raises(ValidationError, match="was not linked"):
        contact(on=SINCE - timedelta(days=3))
    assert not DutyRecord.objects.exists() and not ContactLog.objects.exists()


def test_a_link_ends_and_past_quarters_keep_it(cast, linked, committee):
    link = ContactLink.objects.first()
    with pytest.raises(PermissionDenied):
        end_link(link, on=date(2026, 4, 1), by=cast.xie)
    end_link(link, on=date(2026, 4, 1), by=cast.gao)
    end_link(link, on=date(2026, 5, 1), by=cast.gao)
    link.refresh_from_db()
    assert link.ends_on == date(2026, 4, 1)
    spring, summer = (
        build_bulletin(cast.county, quarter, date(2026, 7, 1)) for quarter in (SPRING, SPRING.next)
    )
    assert (spring.totals["linked"], summer.totals["linked"]) == (4, 3)
    assert len(summer.nobody) == 2


def test_only_members_in_office_keep_in_touch_and_never_with_themselves(cast, committee):
    def link(*pair, on=date(2026, 1, 5), by=None):
        return link_deputies(cast.county, [pair], on=on, by=by or cast.gao)

    with pytest.raises(ValidationError, match="not on the standing committee"):
        link(cast.zhao_mandate, cast.lin_mandate)
    with pytest.raises(ValidationError, match="themselves"):
        link(cast.lin_mandate, cast.lin_mandate)
    with pytest.raises(PermissionDenied):
        link(cast.lin_mandate, cast.zhao_mandate, by=cast.bai)
    assert len(link(cast.lin_mandate, cast.zhao_mandate)) == 1
    assert link(cast.lin_mandate, cast.zhao_mandate, on=date(2026, 2, 1)) == []


def test_the_quota_is_five_until_the_office_sets_another(cast):
    assert quota_of(cast.county) == 5
    set_quota(cast.county, 3, by=cast.gao)
    set_quota(cast.county, 4, by=cast.gao)
    assert quota_of(cast.county) == 4
    with pytest.raises(PermissionDenied):
        set_quota(cast.county, 1, by=cast.jin)


def test_gao_accepts_a_proposal_line_by_line(cast, committee, more_deputies, client):
    more_deputies(7)
    login(client, cast.gao)
    url = reverse("performance:contact-suggest")
    page = client.get(url)
    assert (page.context["count"], page.context["left"]) == (5, 3)
    assert not ContactLink.objects.exists()
    [(_member, _links, deputies)] = page.context["proposed"]
    pairs = [f"{cast.lin_mandate.pk}-{d.pk}" for d in deputies[:2]] + ["x-1", "1"]
    for _twice in range(2):
        assert client.post(url, {"pair": pairs}).status_code == 302
    assert ContactLink.objects.count() == 2


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.integers(1, 9), st.integers(0, 6), min_size=1),
    st.lists(st.tuples(st.integers(100, 160), st.sampled_from("东西南")), unique_by=lambda d: d[0]),
    st.integers(1, 6),
)
def test_a_spread_is_even_and_keeps_the_quota(members, deputies, quota):
    pairs = even_spread(list(members.items()), deputies, quota)
    assert len({deputy for _member, deputy in pairs}) == len(pairs)
    load = dict(members)
    for member, _deputy in pairs:
        load[member] += 1
    grown = [load[m] for m in members if load[m] != members[m]]
    assert all(load[m] <= max(quota, members[m]) for m in members)
    free = [load[m] for m in members if load[m] < quota]
    if len(pairs) < len(deputies):
        assert not free, "somebody is left over although a member has room"
    if grown and free:
        assert max(grown) - min(free) <= 1
    assert pairs == even_spread(list(members.items()), list(reversed(deputies)), quota)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_one_quarter(day):
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.next.previous == quarter and quarter.next.first == quarter.last + timedelta(1)


def test_lin_logs_a_contact_on_her_phone(cast, linked, client):
    login(client, cast.lin)
    url = reverse("performance:contact-log")
    values = {"deputies": [linked[0].pk], "on": "2026-03-03", "mode": "visit", "topic": "看渠"}
    refused = client.post(url, {**values, "opinions": "1", "topic": "", "key": f"{7:032x}"})
    assert refused.status_code == 422 and not ContactLog.objects.exists()
    sent = {**values, "opinions": "1", "key": f"{7:032x}", "follow_up": "回访"}
    for _twice in range(2):
        assert client.post(url, sent).status_code == 302
    log = ContactLog.objects.get()
    page = client.get(reverse("performance:my-contacts")).content.decode()
    assert "看渠" in page and "Waiting to be confirmed" in page
    done = reverse("performance:contact-done", args=[log.pk])
    assert client.post(done, {"on": "2026-03-01", "note": "早了"}).status_code == 422
    assert client.post(done, {"on": "2026-03-04", "note": "已回访"}).status_code == 302
    log.refresh_from_db()
    assert log.done_on == date(2026, 3, 4)


def test_the_five_are_labels_and_a_visit_to_one_is_a_duty(cast, client):
    login(client, cast.lin)
    new = reverse("performance:five-new")
    for label in ("410125199001011234", "张三 13812345678"):
        answer = client.post(new, {"kind": "household", "label": label})
        assert answer.status_code == 422 and "label" in answer.content.decode()
    client.post(new, {"kind": "household", "label": "三组第二户"})
    target = keep_target(cast.lin_mandate, kind="household", label="三组第二户", by=cast.lin)
    url = reverse("performance:five-visit", args=[target.pk])
    for _twice in range(2):
        client.post(url, {"on": "2026-03-03", "title": "送去春耕种子", "key": f"{9:032x}"})
    record = DutyRecord.objects.get()
    assert (record.place, record.occasion) == ("三组第二户", "five_contact")
    assert FiveVisit.objects.get().target == target


@pytest.mark.parametrize("name", ["contacts", "bulletin-live"])
def test_pages_cost_the_same_with_many_members(cast, committee, more_deputies, client, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    login(client, cast.gao)
    counts = []
    for size in (3, 27):
        deputies = more_deputies(size)
        link_deputies(cast.county, [(cast.lin_mandate, d) for d in deputies], on=SINCE, by=cast.gao)
        for number, deputy in enumerate(deputies):
            log_contact(
                cast.lin_mandate, key=f"{size * 100 + number:032x}", on=date(2026, 3, 3),
                mode="visit", deputies=[deputy], topic="走访", by=cast.lin,
            )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse(f"performance:{name}") + "?quarter=2026-1")
        counts.append(len(seen))
    assert counts[0] == counts[1]
