"""The cast: the same few people in every story.

Deputy Lin and Deputy Zhao (another constituency) sit in the county congress 云岭县; Deputy Lin is
also a township deputy. Clerk Gao keeps the record, Head Tang is the second person, Reader Xie sits
on the committee, Auditor Jin checks. Officer Chen runs Lin's station, Officer Sun another. Handler
Wu works for a handling unit. Clerk Bai keeps the record of another county. Resident Ma has no
sign-in.
"""

from dataclasses import dataclass
from datetime import date

from foundation.models import Posting, Role, User
from performance.models import Congress, Constituency, Deputy, DeputyGroup, Mandate, Term

PASSWORD = "a long enough password 7"


@dataclass
class Cast:
    county: Congress
    term: Term
    other_county: Congress
    delegation: DeputyGroup
    gao: User
    tang: User
    xie: User
    jin: User
    bai: User
    chen: User
    sun: User
    wu: User
    lin: User
    zhao: User
    lin_mandate: Mandate
    zhao_mandate: Mandate
    ma: None = None


def person(username, name, **fields):
    user = User(username=username, name=name, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def post(user, role, scope, place):
    """Give this person that role at that place."""
    return Posting.objects.create(user=user, role=role, scope=scope, scope_id=place.pk)


def build_cast():
    county = Congress.objects.create(
        code="yunling", name="云岭县人民代表大会", short_name="云岭县人大", level="county"
    )
    other = Congress.objects.create(
        code="qingshan", name="青山县人民代表大会", short_name="青山县人大", level="county"
    )
    term = Term.objects.create(congress=county, number=19, starts_on=date(2022, 1, 10))
    Term.objects.create(congress=other, number=8, starts_on=date(2022, 1, 12))
    delegation = DeputyGroup.objects.create(
        congress=county, kind=DeputyGroup.Kind.DELEGATION, name="东岭镇代表团"
    )
    people = {
        "gao": person("gao", "高文书", phone="13800000001"),
        "tang": person("tang", "唐主任"),
        "xie": person("xie", "谢委员"),
        "jin": person("jin", "金审计"),
        "bai": person("bai", "白文书"),
        "chen": person("chen", "陈站长"),
        "sun": person("sun", "孙站长"),
        "wu": person("wu", "吴经办"),
        "lin": person("lin", "林秀英", phone="13800000002"),
        "zhao": person("zhao", "赵大山"),
    }
    post(people["gao"], Role.CLERK, "congress", county)
    post(people["tang"], Role.HEAD, "congress", county)
    post(people["xie"], Role.COMMITTEE, "congress", county)
    post(people["jin"], Role.AUDITOR, "congress", county)
    post(people["bai"], Role.CLERK, "congress", other)
    mandates = {}
    for number, who in enumerate(["lin", "zhao"], start=1):
        deputy = Deputy.objects.create(name=people[who].name, user=people[who])
        constituency = Constituency.objects.create(congress=county, name=f"第{number}选区")
        mandates[f"{who}_mandate"] = Mandate.objects.create(
            deputy=deputy,
            congress=county,
            term=term,
            constituency=constituency,
            delegation=delegation,
            certificate_no=f"1900{number}",
            starts_on=term.starts_on,
        )
    return Cast(
        county=county, term=term, other_county=other, delegation=delegation, **people, **mandates
    )


def login(client, user):
    """Sign a person in on a test client; None signs out (Resident Ma)."""
    if user is None:
        client.logout()
    else:
        client.force_login(user, backend="foundation.sign_in.PhoneOrUserNameBackend")
