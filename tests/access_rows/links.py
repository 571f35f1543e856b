"""Who may open what: contacts, professional groups, campaigns."""

from datetime import date

from .rows import Row, only


def lin_on_the_committee(cast):
    """Deputy Lin sits on the standing committee and keeps in touch with Deputy Zhao."""
    from performance.models import RoleSpan
    from performance.services.contacts import link_deputies

    day = date(2022, 2, 1)
    RoleSpan.objects.create(
        mandate=cast.lin_mandate, role=RoleSpan.Role.STANDING_MEMBER, starts_on=day
    )
    pairs = [(cast.lin_mandate, cast.zhao_mandate)]
    return link_deputies(cast.county, pairs, on=day, by=cast.gao)[0]


def nothing_but_the_link(cast):
    lin_on_the_committee(cast)
    return ()


def a_link(cast):
    return (lin_on_the_committee(cast).pk,)


def a_contact(cast):
    """Lin telephoned Zhao and promised something; it waits to be confirmed."""
    from performance.services.contacts import log_contact

    lin_on_the_committee(cast)
    contact = log_contact(
        cast.lin_mandate,
        key=f"{1:032x}",
        on=date(2026, 3, 3),
        mode="phone",
        deputies=[cast.zhao_mandate],
        topic="了解灌溉用水",
        follow_up="联系水利局",
        by=cast.lin,
    )
    return (contact.pk,)


def a_returned_contact(cast):
    from performance.models import ContactLog
    from performance.services.records import return_record

    [pk] = a_contact(cast)
    return_record(ContactLog.objects.get(pk=pk).record, by=cast.gao, reason="写明结果")
    return (pk,)


def a_bulletin(cast):
    from performance.quarters import Quarter
    from performance.services.bulletins import issue_bulletin

    lin_on_the_committee(cast)
    return (issue_bulletin(cast.county, Quarter(2026, 1), by=cast.gao).pk,)


def a_target(cast):
    from performance.services.five_contacts import keep_target

    return (keep_target(cast.lin_mandate, kind="village", label="三组", by=cast.lin).pk,)


KEEPERS, READERS = "gao tang", "gao tang xie jin"
READS_LISTS = only(READERS + " bai", else_=404)
READS = only(READERS, else_=404)
KEEPS_LISTS = only(KEEPERS + " bai", else_=404, xie=403, jin=403)
KEEPS = only(KEEPERS, else_=404, xie=403, jin=403)
DEPUTIES = only("lin zhao", else_=404)
LIN = only("lin", else_=404)
QUARTER = "?quarter=2026-1"

ROWS = [
    Row("performance:my-contacts", DEPUTIES),
    Row("performance:contact-log", DEPUTIES),
    Row("performance:contact-log-again", LIN, at=a_returned_contact),
    Row("performance:contact-done", LIN, at=a_contact),
    Row("performance:five-new", only("lin zhao", 422, else_=404), post={}),
    Row("performance:five-visit", LIN, at=a_target),
    Row("performance:contacts", READS_LISTS),
    Row(
        "performance:contact-quota",
        only(KEEPERS + " bai", 302, else_=404, xie=403, jin=403),
        post={"per_member": "5"},
    ),
    Row(
        "performance:contact-link",
        only(KEEPERS + " bai", 422, else_=404, xie=403, jin=403),
        post={},
    ),
    Row("performance:contact-link-end", KEEPS, at=a_link),
    Row("performance:contact-suggest", KEEPS_LISTS),
    Row("performance:bulletin-live", READS_LISTS, query=QUARTER),
    Row("performance:bulletin-live-list", READS_LISTS, query=QUARTER + "&list=contacts"),
    Row(
        "performance:bulletin-issue",
        only(KEEPERS, 302, else_=404, xie=403, jin=403, bai=422),
        at=nothing_but_the_link,
        post={},
        query=QUARTER,
    ),
    Row("performance:bulletin", READS, at=a_bulletin),
    Row(
        "performance:bulletin-release",
        only("tang", 302, else_=404, gao=403, xie=403, jin=403),
        at=a_bulletin,
        post={},
    ),
    Row("performance:bulletin-list", READS, at=a_bulletin, query="?list=linked"),
    Row("performance:bulletin-print", READS, at=a_bulletin),
    Row("performance:bulletin-pdf", READS, at=a_bulletin),
    Row("performance:bulletin-xlsx", READS, at=a_bulletin),
]


def a_group(cast):
    """A professional group with Lin in it."""
    from performance.models import DeputyGroup, Membership

    group = DeputyGroup.objects.create(
        congress=cast.county, kind=DeputyGroup.Kind.PROFESSIONAL, name="农业农村专业小组"
    )
    Membership.objects.create(
        mandate=cast.lin_mandate, group=group, starts_on=cast.lin_mandate.starts_on
    )
    return (group.pk,)


def a_campaign(cast):
    from performance.services.campaigns import create_campaign

    campaign = create_campaign(
        cast.county,
        name="代表行动",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        by=cast.gao,
    )
    return (campaign.pk,)


def a_problem(cast):
    from performance.models import CampaignVisit
    from performance.services.problems import write_problem

    [pk] = a_campaign(cast)
    visit = CampaignVisit.objects.create(campaign_id=pk, on=date(2026, 3, 3), place="县农机厂")
    return (write_problem(visit, text="用工难", by=cast.gao).pk,)


def a_record_to_join(cast):
    from .performance import a_visit

    return a_visit(cast)


REFUSED = only(KEEPERS, 422, else_=404, xie=403, jin=403)

ROWS += [
    Row("performance:groups", READS_LISTS),
    Row("performance:group", READS, at=a_group),
    Row(
        "performance:group-profile",
        only(KEEPERS, 302, else_=404, xie=403, jin=403),
        at=a_group,
        post={"industry": "种植业"},
    ),
    Row("performance:group-convenor", REFUSED, at=a_group, post={}),
    Row(
        "performance:group-credit",
        only(KEEPERS, 302, else_=404, xie=403, jin=403),
        at=a_group,
        post={},
    ),
    Row("performance:campaigns", READS_LISTS),
    Row("performance:campaign-new", KEEPS_LISTS),
    Row("performance:campaign", READS, at=a_campaign),
    Row("performance:campaign-list", READS, at=a_campaign),
    Row("performance:campaign-join", KEEPS, at=a_campaign),
    Row("performance:problems", READS, at=a_campaign),
    Row("performance:problem", READS, at=a_problem),
    Row("performance:problem", REFUSED, at=a_problem, post={"to": "closed"}),
    Row("performance:my-campaigns", DEPUTIES),
    Row("performance:my-campaign-join", LIN, at=a_record_to_join),
]
