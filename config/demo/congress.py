"""云岭县人大 and its deputies: the congress, the term, constituencies, delegations, groups."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from performance.models import (
    Congress,
    Constituency,
    Deputy,
    DeputyGroup,
    DutyKind,
    Level,
    Mandate,
    Membership,
    RoleSpan,
    Suspension,
    Term,
)
from performance.services.names import write_name_keys

from .names import TOWNS, People, in_latin
from .roster import fill_in_forms

CODE = "yunling"


@dataclass
class Place:
    """What the rest of the story needs of the county."""

    county: Congress
    term: Term
    kinds: dict
    delegations: dict
    groups: dict
    standing: list = field(default_factory=list)
    mandates: list = field(default_factory=list)
    town_of: dict = field(default_factory=dict)  # mandate key → town name
    townships: dict = field(default_factory=dict)


def make_congresses(today):
    """The county congress in the second year of its term, and two township congresses in it."""
    county = Congress.objects.create(
        code=CODE,
        name="云岭县人民代表大会",
        short_name="云岭县人大",
        name_en="Yunling County People's Congress",
        level=Level.COUNTY,
        kind_catalogue="full",
    )
    term = Term.objects.create(congress=county, number=19, starts_on=date(today.year - 1, 1, 12))
    place = Place(
        county=county,
        term=term,
        kinds={kind.code: kind for kind in DutyKind.objects.of(county)},
        delegations={},
        groups={},
    )
    for name, _english, _short in TOWNS:
        place.delegations[name] = DeputyGroup.objects.create(
            congress=county, kind=DeputyGroup.Kind.DELEGATION, name=f"{name}代表团"
        )
        place.groups[name] = DeputyGroup.objects.create(
            congress=county, kind=DeputyGroup.Kind.GROUP, name=f"{name}代表小组"
        )
    for number, (name, english, _short) in enumerate(TOWNS[:2], start=1):
        township = Congress.objects.create(
            code=f"{CODE}-{number}",
            name=f"{name}人民代表大会",
            short_name=f"{name}人大",
            name_en=f"{english} People's Congress",
            level=Level.TOWNSHIP,
            parent=county,
        )
        Term.objects.create(congress=township, number=8, starts_on=date(today.year - 1, 1, 5))
        place.townships[name] = township
    return place


def make_deputies(place, people, scale, dice, today):
    """Deputies of every kind a clerk meets, Lin and Zhao first.

    Among them: two 王芳; one who moved away in the middle of last year and the one elected in
    their place; one suspended for three months this year; five on the standing committee.
    """
    made_up = People(dice)
    made_up.used.add("王芳")
    rows = [("林秀英", "f", "东岭镇", people["lin"]), ("赵大山", "m", "西河镇", people["zhao"])]
    rows += [("王芳", "f", "石桥镇", None), ("王芳", "f", "清溪镇", None)]
    while len(rows) < scale.deputies - 1:
        sex = dice.choice("fm")
        rows.append((made_up.name(sex), sex, TOWNS[len(rows) % len(TOWNS)][0], None))
    constituencies = {}
    deputies, mandates = [], []
    for number, (name, sex, town, user) in enumerate(rows, start=1):
        deputies.append(_deputy(name, sex, town, user, made_up, dice))
        label = f"{town}第{(number - 1) // len(TOWNS) % 4 + 1}选区"
        if label not in constituencies:
            area = Constituency.Area.URBAN if town.endswith("街道") else Constituency.Area.RURAL
            constituencies[label] = Constituency.objects.create(
                congress=place.county, name=label, area=area
            )
        mandates.append(
            Mandate(
                congress=place.county,
                term=place.term,
                constituency=constituencies[label],
                delegation=place.delegations[town],
                certificate_no=f"19{number:04d}",
                starts_on=place.term.starts_on,
            )
        )
    moved = date(today.year - 1, 6, 20)
    mandates[5].ends_on, mandates[5].end_reason = moved, Mandate.EndReason.MOVED_AWAY
    deputies.append(_deputy(made_up.name("m"), "m", rows[5][2], None, made_up, dice))
    mandates.append(
        Mandate(
            congress=place.county,
            term=place.term,
            constituency=mandates[5].constituency,
            delegation=mandates[5].delegation,
            certificate_no=f"19{len(rows) + 1:04d}",
            starts_on=moved + timedelta(days=75),
        )
    )
    towns = [town for _name, _sex, town, _user in rows] + [rows[5][2]]
    Deputy.objects.bulk_create(deputies, batch_size=1000)
    for mandate, deputy in zip(mandates, deputies, strict=True):
        mandate.deputy = deputy
    Mandate.objects.bulk_create(mandates, batch_size=1000)
    place.mandates = mandates
    place.town_of = {m.pk: town for m, town in zip(mandates, towns, strict=True)}
    _groups_and_offices(place, today)
    _township_mandates(place)
    fill_in_forms(place, dice)
    return place


def _deputy(name, sex, town, user, made_up, dice):
    deputy = Deputy(
        name=name,
        name_en=in_latin(name),
        sex=sex,
        ethnicity="汉族" if dice.random() < 0.9 else dice.choice(["回族", "土家族", "苗族"]),
        birth_year=dice.randint(1962, 1994),
        work_unit=made_up.trade(town),
        phone=user.phone if user else "",
        user=user,
    )
    write_name_keys(deputy)
    return deputy


def _groups_and_offices(place, today):
    Membership.objects.bulk_create(
        [
            Membership(
                mandate=mandate,
                group=place.groups[place.town_of[mandate.pk]],
                starts_on=mandate.starts_on,
                ends_on=mandate.ends_on,
            )
            for mandate in place.mandates
        ],
        batch_size=1000,
    )
    place.standing = place.mandates[7:12]
    RoleSpan.objects.bulk_create(
        [
            RoleSpan(
                mandate=mandate,
                role=RoleSpan.Role.STANDING_MEMBER,
                starts_on=mandate.starts_on,
            )
            for mandate in place.standing
        ]
    )
    RoleSpan.objects.create(
        mandate=place.mandates[0],
        role=RoleSpan.Role.GROUP_LEADER,
        starts_on=place.term.starts_on,
    )
    Suspension.objects.create(
        mandate=place.mandates[6],
        starts_on=date(today.year, 2, 1),
        ends_on=date(today.year, 5, 1),
        reason="因涉案被采取强制措施，暂时停止执行代表职务；后查明无责，恢复执行。",
    )


def _township_mandates(place):
    """Lin sits in her township's congress as well: two mandates, two volumes."""
    for town, township in place.townships.items():
        who = [m for m in place.mandates if place.town_of[m.pk] == town][:3]
        term = township.terms.get()
        constituency = Constituency.objects.create(congress=township, name=f"{town}第1选区")
        for number, mandate in enumerate(who, start=1):
            Mandate.objects.create(
                deputy=mandate.deputy,
                congress=township,
                term=term,
                constituency=constituency,
                certificate_no=f"08{number:03d}",
                starts_on=term.starts_on,
            )
