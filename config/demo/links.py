"""Contacts with deputies, professional groups and campaigns of the county."""

from datetime import date, timedelta

from performance.models import (
    Activity,
    CampaignAction,
    CampaignVisit,
    DeputyGroup,
    DutyRecord,
    Membership,
)
from performance.quarters import Quarter
from performance.services.bulletins import issue_bulletin, release_bulletin
from performance.services.campaigns import create_campaign, join_campaign
from performance.services.contacts import link_deputies, log_contact
from performance.services.five_contacts import keep_target
from performance.services.groups import credit_proposals, set_convenor, set_profile
from performance.services.problems import write_problem
from performance.services.records import confirm_record
from performance.spread import even_spread

from .clock import instant
from .names import in_latin

QUOTA = 5
MODES = ["visit", "phone", "meeting", "online", "letter"]
TOPICS = [
    ("了解春灌用水情况", "反映支渠淤塞", "协调水利部门清淤"),
    ("听取对医保报销的意见", "建议增设村级代办点", ""),
    ("了解老旧小区改造进展", "群众盼早日加装电梯", "请住建局答复时间表"),
    ("征求预算草案修改意见", "提出三条修改意见", ""),
    ("了解代表履职困难", "希望多安排专题培训", "列入下季度培训计划"),
]
GROUPS = [
    ("农业农村专业小组", "农业农村委员会", "种植养殖", "茶叶产业联盟"),
    ("工业经济专业小组", "财政经济委员会", "装备制造", "农机产业联盟"),
]
FIRMS = ["云岭茶业公司", "县农机厂", "清溪食品公司", "石桥建材公司"]
PROBLEMS = [
    ("季节性用工难", "县人社局", "closed", "组织两场专场招聘"),
    ("扩建用地指标不足", "县自然资源局", "assigned", ""),
    ("流动资金贷款续贷慢", "县金融办", "closed", "已协调银行无还本续贷"),
    ("厂区门前道路破损", "", "open", ""),
]


def name_a_member(place, people):
    """The first on the standing committee signs in as 方海燕."""
    deputy = place.standing[0].deputy
    deputy.name, deputy.name_en, deputy.sex = "方海燕", in_latin("方海燕"), "f"
    deputy.user = people["fang"]
    deputy.save()


def plan_links(diary, place, people, today, dice):
    """Enter in the diary: links, two quarters of contacts, the last quarter's bulletin."""
    gao, tang = people["gao"], people["tang"]
    linked = date(today.year - 1, 2, 10)
    keys = {m.pk for m in place.standing}
    others = [m for m in place.mandates if m.pk not in keys and m.covers(linked)]
    named = {m.pk: m for m in [*place.standing, *others]}
    # Two deputies are left without anybody, as happens.
    spread = even_spread(
        [(m.pk, 0) for m in place.standing],
        [(m.pk, place.town_of[m.pk]) for m in others[:-2]],
        QUOTA,
    )
    pairs = [(named[member], named[deputy]) for member, deputy in spread]
    diary.add(
        instant(linked, 10), link_deputies, place.county, pairs, on=linked, by=gao
    )  # fmt: skip
    last = Quarter.of(today).previous
    number = 0
    for member, deputy in pairs:
        on = last.first + timedelta(days=dice.randrange(100))
        if dice.random() < 0.25 or not (member.covers(on) and deputy.covers(on)) or on >= today:
            continue
        number += 1
        by, second = (people["fang"], gao) if member == place.standing[0] else (gao, tang)
        diary.add(instant(on, 19), _contact, member, deputy, on, number, by, second)
    diary.add(instant(min(last.next.first + timedelta(days=5), today), 9), _bulletin, place, people)


def _contact(member, deputy, on, number, by, second):
    topic, outcome, follow_up = TOPICS[number % len(TOPICS)]
    contact = log_contact(
        member,
        key=f"{number:032x}",
        on=on,
        mode=MODES[number % len(MODES)],
        deputies=[deputy],
        topic=topic,
        outcome=outcome,
        opinions=number % 3,
        follow_up=follow_up,
        due_on=on + timedelta(days=30) if follow_up else None,
        by=by,
    )
    confirm_record(contact.record, by=second)


def _bulletin(place, people):
    from django.utils import timezone

    quarter = Quarter.of(timezone.localdate()).previous
    issued = issue_bulletin(place.county, quarter, by=people["gao"])
    release_bulletin(issued, by=people["tang"])


def make_groups_and_campaigns(place, people, today):
    """Two professional groups, a campaign of five actions, two rounds of visits to firms."""
    _groups(place, people, today)
    _campaign(place, people, today)
    for year in (today.year - 1, today.year):
        _visits(place, people, year, today)
    lin = place.mandates[0]
    for kind, label in [
        ("village", "茶园村"),
        ("household", "三组第二户"),
        ("firm", "镇上茶叶加工厂"),
        ("place", "东岭小学路口"),
        ("petition", "上访件一"),
    ]:
        keep_target(lin, kind=kind, label=label, by=people["lin"], on=place.term.starts_on)


def _groups(place, people, today):
    gao = people["gao"]
    for number, (name, committee, industry, alliance) in enumerate(GROUPS):
        group = DeputyGroup.objects.create(
            congress=place.county, kind=DeputyGroup.Kind.PROFESSIONAL, name=name
        )
        body, _new = DeputyGroup.objects.get_or_create(
            congress=place.county, kind=DeputyGroup.Kind.COMMITTEE, name=committee
        )
        set_profile(group, committee=body, industry=industry, alliance=alliance, by=gao)
        members = [m for m in place.mandates[number:12:2] if m.covers(today)]
        Membership.objects.bulk_create(
            [Membership(mandate=m, group=group, starts_on=m.starts_on) for m in members]
        )
        set_convenor(group, members[0], on=place.term.starts_on, by=gao)
        for month in range(2 + number, today.month, 3):
            Activity.objects.create(
                congress=place.county,
                term=place.term,
                kind=place.kinds["group_activity"],
                occasion=Activity.Occasion.INSPECTION,
                group=group,
                title=f"{name.removesuffix('专业小组')}专题视察",
                starts_on=date(today.year, month, 12),
                status=Activity.Status.CLOSED,
                source=f"demo.group:{number}-{month}",
                created_by=gao,
                closed_by=gao,
            )
        records = DutyRecord.objects.filter(
            mandate__in=members, kind__code="suggestion", status="confirmed", on__year=today.year
        )
        credit_proposals(group, records.select_related("kind", "mandate__deputy")[:8], by=gao)


def _campaign(place, people, today):
    campaign = create_campaign(
        place.county,
        name=f"{today.year}年“五项行动”代表在行动",
        starts_on=date(today.year, 1, 1),
        ends_on=date(today.year, 12, 31),
        text="全县各级代表开展政策宣讲、意见传递、监督助推、志愿服务、走访评议。",
        targets={"talk": 20, "volunteering": 200},
        by=people["gao"],
    )
    actions = list(campaign.actions.all())
    records = (
        DutyRecord.objects.filter(
            congress=place.county, kind__code="voter_contact", status="confirmed"
        )
        .filter(on__year=today.year, occasion="contact")
        .select_related("mandate__deputy")
        .order_by("on", "pk")[:40]
    )
    for number, record in enumerate(records):
        reached = {"people": 10 + number % 30, "times": 1 + number % 4}
        if number % 13 == 5:
            reached |= {"cents": 50_000, "goods": "春耕化肥二十袋"}
        join_campaign([record], actions[number % 5], by=people["gao"], **reached)


def _visits(place, people, year, today):
    first = date(year, 3, 1)
    if first >= today:
        return
    campaign = create_campaign(
        place.county,
        name=f"{year}年走访代表助企纾困",
        series="走访代表助企纾困",
        starts_on=first,
        ends_on=date(year, 11, 30),
        by=people["gao"],
    )
    campaign.actions.exclude(kind=CampaignAction.Kind.VISIT).delete()
    for number, firm in enumerate(FIRMS[: 3 if year < today.year else 4]):
        on = date(year, 4, 8) + timedelta(days=20 * number)
        if on >= today:
            continue
        visit = CampaignVisit.objects.create(campaign=campaign, on=on, place=firm)
        visit.deputies.add(place.mandates[0], place.mandates[2])
        text, owner, status, note = PROBLEMS[number]
        write_problem(
            visit,
            text=text,
            owner=owner,
            status=status,
            due_on=on + timedelta(days=60) if owner else None,
            closed_on=min(on + timedelta(days=45), today) if status == "closed" else None,
            note=note,
            by=people["gao"],
        )
