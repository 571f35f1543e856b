"""Professional groups, campaigns and the problems firms tell: every total opens and adds up."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_csv, write_xlsx
from performance.campaign_totals import build_dashboard, rounds_of, summed
from performance.group_totals import groups_year
from performance.models import (
    Activity,
    CampaignPart,
    CampaignProblem,
    CampaignVisit,
    DeputyGroup,
    DutyKind,
    DutyRecord,
    GroupCredit,
    Membership,
)
from performance.sections import Span, volume_sections
from performance.services.campaigns import create_campaign, join_campaign
from performance.services.groups import (
    credit_proposals,
    set_convenor,
    set_profile,
    share_activity,
)
from performance.services.problems import move_problem
from performance.services.records import (
    confirm_record,
    confirm_records,
    note_outcome,
    submit_record,
    submit_records,
)
from performance.services.verification import record_faults
from tests.cast import login
from tests.foundation.sheets.books import book

NUMBERS = count(1)
DAY = date(2026, 5, 8)


def duty(cast, mandate, *, on=DAY, code="voter_contact", confirmed=True, **fact):
    """A duty the deputy reported, confirmed by Clerk Gao."""
    kind = DutyKind.objects.get(catalogue="zhushan", code=code)
    values = {"title": "到村里宣讲", "source": f"test:{next(NUMBERS)}", **fact}
    record = submit_record(mandate, kind=kind, on=on, by=mandate.deputy.user, **values)
    return confirm_record(record, by=cast.gao) if confirmed else record


def professional(cast, name, *members):
    group = DeputyGroup.objects.create(
        congress=cast.county, kind=DeputyGroup.Kind.PROFESSIONAL, name=name
    )
    for mandate in members:
        Membership.objects.create(group=group, mandate=mandate, starts_on=mandate.starts_on)
    return group


@pytest.fixture
def eighteen(cast, more_deputies):
    """18 groups that led 89 activities and made 650 proposals in 2024, as 诸城 told of its own."""
    meeting = DutyKind.objects.get(catalogue="zhushan", code="group_activity")
    suggestion = DutyKind.objects.get(catalogue="zhushan", code="suggestion")
    mandates = more_deputies(18)
    groups = [professional(cast, f"第{n:02d}专业小组", m) for n, m in enumerate(mandates, start=1)]
    Activity.objects.bulk_create(
        [
            Activity(
                congress=cast.county,
                term=cast.term,
                kind=meeting,
                occasion="inspection",
                group=groups[number % 18],
                title=f"视察{number}",
                starts_on=date(2024, 1, 2) + timedelta(days=number),
                status="closed",
            )
            for number in range(89)
        ]
    )
    records = [
        DutyRecord(
            congress=cast.county,
            mandate=mandates[number % 18],
            kind=suggestion,
            on=date(2024, 3, 1) + timedelta(days=number % 200),
            title=f"建议{number}",
            source=f"zc:{number}",
            object_key=f"suggestion:{number}",
        )
        for number in range(650)
    ]
    written = confirm_records(submit_records(records, by=cast.gao), by=cast.tang)
    GroupCredit.objects.bulk_create(
        [
            GroupCredit(
                congress=cast.county,
                group=groups[number % 18],
                record=record,
                object_key=record.object_key,
                credited_by=cast.gao,
            )
            for number, record in enumerate(sorted(written, key=lambda r: int(r.source[3:])))
        ]
    )
    return groups


def test_zc1_eighteen_groups_add_up_to_89_activities_and_650_proposals(cast, eighteen, client):
    first, second = eighteen[:2]
    joint = Activity.objects.filter(group=first).first()
    share_activity(joint, second, by=cast.gao)
    with pytest.raises(ValidationError, match="another group leads"):
        share_activity(joint, first, by=cast.gao)
    credit = GroupCredit.objects.filter(group=first).first()
    note_outcome(credit.record, kind="adopted", on=date(2024, 12, 1), by=cast.gao)
    shown = groups_year(cast.county, 2024, DAY)
    assert len(shown.groups) == 18 and shown.reconciles
    assert (shown.sums["activities"], shown.sums["proposals"]) == (89, 650)
    assert (shown.activities, shown.proposals, shown.adopted) == (89, 650, 1)
    assert shown.sums["joined"] == 1, "told apart, in no total"
    assert shown.groups[1].activities == 5 and shown.groups[1].joined == 1
    login(client, cast.gao)
    page = client.get(reverse("performance:groups") + "?year=2024").content.decode()
    assert "add up to the congress" in page and ">89<" in page and ">650<" in page
    detail = client.get(reverse("performance:group", args=[second.pk]) + "?year=2024")
    assert "counted there" in detail.content.decode()
    assert groups_year(cast.county, 2023, DAY).sums["activities"] == 0


def test_a_proposal_signed_by_two_is_credited_once_and_only_to_their_group(cast):
    group = professional(cast, "农业组", cast.lin_mandate, cast.zhao_mandate)
    other = professional(cast, "教育组", cast.lin_mandate)
    key = {"code": "suggestion", "object_key": "suggestion:7"}
    lin, zhao = (duty(cast, m, **key) for m in (cast.lin_mandate, cast.zhao_mandate))
    assert len(credit_proposals(group, [lin, zhao], by=cast.gao)) == 1
    assert credit_proposals(other, [lin, zhao][:1], by=cast.gao) == []
    with pytest.raises(ValidationError, match="not a member"):
        credit_proposals(other, [duty(cast, cast.zhao_mandate, code="suggestion")], by=cast.gao)
    with pytest.raises(ValidationError, match="confirmed suggestion"):
        credit_proposals(group, [duty(cast, cast.lin_mandate)], by=cast.gao)
    with pytest.raises(PermissionDenied):
        credit_proposals(group, [lin], by=cast.xie)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupCredit.objects.create(
            congress=cast.county, group=other, record=zhao, object_key="suggestion:7"
        )
    assert groups_year(cast.county, 2026, DAY).proposals == 1


def test_a_group_has_one_convenor_at_a_time_who_is_a_member(cast):
    group = professional(cast, "农业组", cast.lin_mandate)
    committee = DeputyGroup.objects.create(congress=cast.county, kind="committee", name="农工委")
    set_profile(group, committee=committee, industry="种植业", by=cast.gao)
    set_convenor(group, cast.lin_mandate, on=date(2025, 1, 1), by=cast.gao)
    with pytest.raises(ValidationError, match="not a member"):
        set_convenor(group, cast.zhao_mandate, on=DAY, by=cast.gao)
    Membership.objects.create(group=group, mandate=cast.zhao_mandate, starts_on=date(2025, 2, 1))
    set_convenor(group, cast.zhao_mandate, on=DAY, by=cast.gao)
    spans = list(group.convenors.values_list("mandate__deputy__name", "ends_on"))
    assert spans == [("赵大山", None), ("林秀英", DAY)]
    [row] = groups_year(cast.county, 2026, DAY).groups
    assert (row.committee, row.convenor, row.members) == ("农工委", "赵大山", 2)
    with pytest.raises(ValidationError, match="committee of the same"):
        set_profile(group, committee=group, by=cast.gao)


@pytest.fixture
def campaign(cast):
    """The five actions of 庆阳 over 2026."""
    return create_campaign(
        cast.county,
        name="代表五项行动",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        by=cast.gao,
        targets={"talk": 500},
    )


def test_qy1_a_dashboard_of_five_actions_and_the_deputys_part_in_the_dossier(
    cast, campaign, client
):
    actions = {action.kind: action for action in campaign.actions.all()}
    assert list(actions) == ["talk", "opinion", "supervision", "volunteering", "visit"]
    # One talk by two deputies: one occasion, eighty people, told once.
    together = [
        duty(cast, mandate, object_key="talk:1")
        for mandate in (cast.lin_mandate, cast.zhao_mandate)
    ]
    join_campaign(together, actions["talk"], by=cast.gao, people=80)
    helped = duty(cast, cast.lin_mandate, title="清理河道")
    join_campaign(
        [helped], actions["volunteering"], by=cast.lin, times=12, cents=50_050, goods="米十袋"
    )
    waits = duty(cast, cast.zhao_mandate, confirmed=False)
    join_campaign([waits], actions["opinion"], by=cast.zhao)
    shown = build_dashboard(campaign)
    by_kind = {action.kind: (sums, value) for action, sums, value in shown.actions}
    talk, value = by_kind["talk"]
    assert (talk.records, talk.occasions, talk.people, value) == (2, 1, 80, 1)
    assert by_kind["volunteering"][1] == 12
    assert (by_kind["opinion"][0].occasions, by_kind["opinion"][0].waiting) == (0, 1)
    assert (shown.total.cents, shown.total.goods, shown.total.waiting) == (50_050, ["米十袋"], 1)
    # Money changes nothing that scoring reads.
    helped.refresh_from_db()
    assert helped.quantity == 1000 and list(record_faults()) == []
    sections = volume_sections(cast.lin_mandate, cast.lin, Span(date(2026, 1, 1)))
    [section] = [section for section in sections if section.code == "campaigns"]
    assert section.count == 2 and "500.50" in section.rows[-1][-1] + section.rows[0][-1]
    login(client, cast.gao)
    url = reverse("performance:campaign", args=[campaign.pk])
    assert "500.50" in client.get(url).content.decode()
    listed = client.get(f"{url}list/?mandate={cast.lin_mandate.pk}")
    assert listed.context["page_obj"].paginator.count == 2
    waiting = client.get(f"{url}list/?list=waiting")
    assert waiting.context["page_obj"].paginator.count == 1


def test_records_join_in_bulk_and_only_in_their_own_days(cast, campaign, client):
    inside = [duty(cast, cast.lin_mandate, on=DAY + timedelta(days=n)) for n in range(3)]
    outside = duty(cast, cast.lin_mandate, on=date(2025, 12, 31))
    action = campaign.actions.first()
    with pytest.raises(ValidationError, match="outside the campaign"):
        join_campaign([outside], action, by=cast.gao)
    with pytest.raises(PermissionDenied):
        join_campaign(inside, action, by=cast.zhao)
    login(client, cast.gao)
    url = reverse("performance:campaign-join", args=[campaign.pk])
    values = {"action": action.pk, "people": 10, "times": 1, "record": [r.pk for r in inside]}
    for _twice in range(2):
        assert client.post(url, values).status_code == 302
    assert CampaignPart.objects.filter(people=10).count() == 3
    assert client.post(url, {**values, "people": "-1"}).status_code == 422


def test_lin_joins_her_own_duty_on_her_phone(cast, campaign, client):
    record = duty(cast, cast.lin_mandate, confirmed=False)
    login(client, cast.lin)
    url = reverse("performance:my-campaign-join", args=[record.pk])
    values = {"action": campaign.actions.first().pk, "people": "30", "times": "1", "yuan": "12.34"}
    for _twice in range(2):
        assert client.post(url, values).status_code == 302
    part = CampaignPart.objects.get()
    assert (part.people, part.cents) == (30, 1234)
    assert "30 people" in client.get(reverse("performance:my-campaigns")).content.decode()


HEAD = [
    "主题活动",
    "走访日期",
    "企业",
    "代表",
    "问题",
    "责任单位",
    "期限",
    "状态",
    "办结日期",
    "办理结果",
]


def visit_row(
    year, place, problem="", owner="", status="", closed="", note="", who="林秀英；19002"
):
    day = f"{year}-05-12"
    return [f"{year}年走访代表助企", day, place, who, problem, owner, "", status, closed, note]


@pytest.fixture
def bring_in(cast):
    """Import a sheet of visits as Gao."""

    def run(content, confirm=True):
        kind = sheet_kind("campaign_visits")
        job = upload_sheet(content, "走访.xlsx", kind=kind, place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao) if confirm else job

    return run


@pytest.fixture
def rounds(cast):
    return {
        year: create_campaign(
            cast.county,
            name=f"{year}年走访代表助企",
            series="走访代表、助企纾困",
            starts_on=date(year, 3, 1),
            ends_on=date(year, 11, 30),
            by=cast.gao,
        )
        for year in range(2022, 2026)
    }


def test_a1_visits_come_as_a_batch_and_every_problem_has_an_owner_and_an_end(
    cast, rounds, bring_in, client
):
    """Eleven firms this round; 93 problems solved in four years."""
    rows = []
    for year, (firms, solved) in {
        2022: (8, 20), 2023: (9, 22), 2024: (10, 24), 2025: (11, 27),
    }.items():  # fmt: skip
        rows += [
            visit_row(
                year, f"企业{n % firms + 1}", f"问题{n}", "县工信局", "已解决", f"{year}-09-01"
            )
            for n in range(solved)
        ]
    rows.append(visit_row(2025, "企业1", "用地指标", "县自然资源局"))
    rows.append(visit_row(2025, "企业2", "等待中的问题"))
    job = bring_in(book(HEAD, *rows))
    assert job.counts["new"] == 95
    told = rounds_of(rounds[2025])
    assert [one.campaign.starts_on.year for one in told] == [2022, 2023, 2024, 2025]
    assert (told[-1].firms, told[-1].solved, told[-1].still_open) == (11, 27, 2)
    assert summed(told)["solved"] == 93
    assert not CampaignProblem.objects.exclude(status="open").filter(owner="").exists()
    # Each deputy has a duty for each visit, and someone else confirms it.
    assert DutyRecord.objects.waiting().count() == CampaignVisit.objects.count() * 2
    login(client, cast.gao)
    page = client.get(rounds[2025].get_absolute_url()).content.decode()
    assert "<strong>93</strong>" in page

    # The open problem is given to a unit, then cannot be solved, with a reason.
    problem = CampaignProblem.objects.get(text="等待中的问题")
    url = reverse("performance:problem", args=[problem.pk])
    assert client.post(url, {"to": "closed", "closed_on": "2025-09-01"}).status_code == 422
    assert client.post(url, {"to": "assigned"}).status_code == 422
    assert client.post(url, {"to": "assigned", "owner": "县税务局"}).status_code == 302
    assert client.post(url, {"to": "unsolved", "closed_on": "2025-09-01"}).status_code == 422
    values = {"to": "unsolved", "closed_on": "2025-09-01", "note": "超出县级权限"}
    assert client.post(url, values).status_code == 302
    problem.refresh_from_db()
    assert (problem.status, problem.owner) == ("unsolved", "县税务局")
    assert [m.to for m in problem.moves.all()] == ["open", "assigned", "unsolved"]
    with pytest.raises(PermissionDenied):
        move_problem(problem, "assigned", by=cast.xie, owner="县政府办")
    for write in (write_xlsx, write_csv):
        again = bring_in(write(*sheet_kind("campaign_visits").export(cast.county, cast.gao)))
        assert again.counts["same"] == 95 and again.writes == 0
    assert sheet_kind("campaign_visits").export(cast.county, cast.bai)[1] == []


def test_a_later_sheet_brings_a_problem_to_its_end_and_can_be_taken_back(cast, rounds, bring_in):
    bring_in(book(HEAD, visit_row(2025, "农机厂", "用工难")))
    job = bring_in(
        book(HEAD, visit_row(2025, "农机厂", "用工难", "县人社局", "已解决", "2025-08-01"))
    )
    problem = CampaignProblem.objects.get()
    assert job.counts["changed"] == 1 and problem.status == "closed"
    assert [m.to for m in problem.moves.all()] == ["open", "assigned", "closed"]
    take_back_import(job, by=cast.gao, reason="填错了")
    problem.refresh_from_db()
    assert (problem.status, problem.owner, problem.closed_on) == ("open", "", None)


def test_a_sheet_of_visits_taken_back_leaves_only_the_ledgers_history(cast, rounds, bring_in):
    job = bring_in(book(HEAD, visit_row(2025, "农机厂", "用工难")))
    record = DutyRecord.objects.filter(mandate=cast.zhao_mandate).get()
    confirm_record(record, by=cast.tang)
    with pytest.raises(ValidationError, match="赵大山"):
        take_back_import(job, by=cast.gao, reason="传错")
    assert CampaignVisit.objects.count() == 1
    other = bring_in(book(HEAD, visit_row(2025, "茶厂", "融资难")))
    take_back_import(other, by=cast.gao, reason="传错")
    assert not CampaignVisit.objects.filter(place="茶厂").exists()
    statuses = DutyRecord.objects.filter(place="茶厂").values_list("status", flat=True)
    assert set(statuses) == {"withdrawn"} and list(record_faults()) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (visit_row(2025, "农机厂", "用工难", status="已解决"), "problem_needs"),
        (
            visit_row(2025, "农机厂", "用工难", "人社局", "办理中", "2025-08-01"),
            "problem_still_open",
        ),
        (
            visit_row(2025, "农机厂", "用工难", "人社局", "已解决", "2025-01-01"),
            "ended_before_visit",
        ),
        (visit_row(2025, "农机厂", "", "人社局"), "no_problem_told"),
        (visit_row(2025, "农机厂", "用工难", who="林秀莹"), "unknown_deputy_similar"),
        (["没有的活动", *visit_row(2025, "农机厂")[1:]], "no_such_campaign"),
        (["2024年走访代表助企", *visit_row(2025, "农机厂")[1:]], "outside_campaign"),
    ],
)
def test_a_row_that_does_not_fit_says_what_to_do(cast, rounds, bring_in, row, code):
    preview = preview_of(bring_in(book(HEAD, row), confirm=False))
    assert [fault.code for fault in preview.errors] == [code]
    assert preview.errors[0].message and not CampaignVisit.objects.exists()
