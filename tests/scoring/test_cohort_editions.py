"""Editions for a part of the deputies: a delegation, an office, those who came or left midway."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from performance.models import Congress, Deputy, DeputyGroup, Mandate, RoleSpan
from scoring.covered import Covered, covered
from scoring.models import Edition
from scoring.services.cards import recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.periods import set_period
from scoring.services.schemes import publish_scheme_version
from scoring.services.verification import all_faults, edition_faults, recompute_edition
from tests.scoring import stage

TOGETHER = stage.MEASURE.replace(
    "ranking: {group: group, min_size: 2, ties: competition}",
    "ranking: {group: none, min_size: 1, ties: competition}",
)
QUOTA = (
    TOGETHER
    + """
quotas:
  - {code: best, name: 优秀, clause: 第九条, take: top, count: 1, ties: include_all}
"""
)
MEMBERS = covered(role="standing_member")


def year_by(cast, text):
    """The period 2026 measured by this text."""
    version = publish_scheme_version(
        stage.draft(cast, text), by=cast.tang, in_force_from=date(2026, 1, 1)
    )
    return set_period(
        cast.county,
        name="2026",
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
        scheme_version=version,
        by=cast.gao,
    )


@pytest.fixture
def qian(cast):
    """Deputy Qian of another delegation, in office since July."""
    west = DeputyGroup.objects.create(
        congress=cast.county, kind=DeputyGroup.Kind.DELEGATION, name="西岭代表团"
    )
    lin = cast.lin_mandate
    return Mandate.objects.create(
        deputy=Deputy.objects.create(name="钱多多"),
        congress=cast.county,
        term=lin.term,
        delegation=west,
        certificate_no="099",
        starts_on=date(2026, 7, 1),
    )


@pytest.fixture
def together(cast, qian, duty):
    """2026 under one ranking of all: Lin visited twice, Zhao once; Zhao and Qian are members of
    the standing committee."""
    year = year_by(cast, TOGETHER)
    duty()
    duty(on=date(2026, 3, 9))
    duty(cast.zhao_mandate)
    for mandate in (cast.zhao_mandate, qian):
        RoleSpan.objects.create(mandate=mandate, role="standing_member", starts_on=date(2026, 7, 1))
    return year


def names(edition):
    return [(row.rank, row.name) for row in edition.rows.all()]


def test_a_list_of_standing_committee_members_ranks_them_among_themselves(cast, together):
    everybody = draw_edition(together, by=cast.gao, name="2026")
    members = draw_edition(together, by=cast.gao, name="2026", cohort=MEMBERS)
    assert (2, "赵大山") in names(everybody) and everybody.row_count == 3
    assert names(members)[0] == (1, "赵大山")
    assert members.row_count == 2
    assert members.title == f"2026 ({MEMBERS})" and everybody.title == "2026"
    same = everybody.rows.get(name="赵大山")
    assert members.rows.get(name="赵大山").total == same.total  # one deputy, one total
    for edition in (everybody, members):
        edition.refresh_from_db()
        assert edition.status == "drawn"  # one does not discard the other
        assert list(edition_faults(edition)) == recompute_edition(edition) == []


def test_an_office_given_up_before_the_end_does_not_count(cast, together):
    RoleSpan.objects.filter(mandate=cast.zhao_mandate).update(ends_on=date(2026, 12, 1))
    members = draw_edition(together, by=cast.gao, name="2026", cohort=MEMBERS)
    assert [name for _rank, name in names(members)] == ["钱多多"]


def test_full_and_part_of_the_period_share_out_everybody(cast, together):
    full = draw_edition(together, by=cast.gao, name="2026", cohort=covered(served="full"))
    part = draw_edition(together, by=cast.gao, name="2026", cohort=covered(served="part"))
    assert {name for _r, name in names(full)} == {"林秀英", "赵大山"}
    assert {name for _r, name in names(part)} == {"钱多多"}
    assert recompute_edition(full) == recompute_edition(part) == []


def test_a_delegation_keeps_its_name_of_that_day_and_the_same_key_later(cast, together, qian):
    west = qian.delegation
    first = draw_edition(together, by=cast.gao, name="2026", cohort=covered(delegation=west))
    publish_edition(first, by=cast.tang)
    west.name = "新西岭代表团"
    west.save()
    second = draw_edition(
        together, by=cast.gao, name="2026", note="改名", cohort=covered(delegation=west)
    )
    assert second.previous == first
    first.refresh_from_db()
    assert (str(first.covers), str(second.covers)) == ("西岭代表团", "新西岭代表团")
    assert recompute_edition(first) == recompute_edition(second) == []


def test_each_cohort_replaces_its_own_edition_and_they_are_numbered_together(cast, together):
    everybody = publish_edition(draw_edition(together, by=cast.gao, name="a"), by=cast.tang)
    members = draw_edition(together, by=cast.gao, name="b", cohort=MEMBERS)
    assert members.previous is None  # no reason asked: it replaces nothing
    members = publish_edition(members, by=cast.tang)
    assert (everybody.number, members.number) == (1, 2)
    with pytest.raises(ValidationError, match="Say why"):
        draw_edition(together, by=cast.gao, name="c", cohort=MEMBERS)
    again = draw_edition(together, by=cast.gao, name="c", note="补记", cohort=MEMBERS)
    publish_edition(again, by=cast.tang)
    statuses = dict(Edition.objects.values_list("name", "status"))
    assert statuses == {"a": "published", "b": "replaced", "c": "published"}
    assert again.previous == members and list(all_faults()) == []


def test_a_measure_that_hands_out_places_is_refused_for_a_part(cast, qian, duty):
    year = year_by(cast, QUOTA)
    duty()
    with pytest.raises(ValidationError, match="compares each deputy"):
        draw_edition(year, by=cast.gao, name="x", cohort=covered(served="full"))
    with pytest.raises(ValidationError, match="compares each deputy"):
        draw_edition(
            year, by=cast.gao, name="x", cohort=covered(delegation=cast.lin_mandate.delegation)
        )
    assert not Edition.objects.exists()
    assert draw_edition(year, by=cast.gao, name="x").row_count == 3


def test_a_measure_that_ranks_inside_delegations_refuses_an_office_across_them(
    cast, year, qian, duty, meeting
):
    duty()
    duty()
    duty(cast.zhao_mandate)
    for mandate in (cast.lin_mandate, cast.zhao_mandate, qian):
        RoleSpan.objects.create(mandate=mandate, role="group_leader", starts_on=date(2026, 1, 1))
    meeting(qian, on=date(2026, 8, 1))
    with pytest.raises(ValidationError, match="Choose one delegation"):
        draw_edition(year, by=cast.gao, name="x", cohort=covered(role="group_leader"))
    full = draw_edition(year, by=cast.gao, name="x", cohort=covered(served="full"))
    assert names(full) == [(1, "林秀英"), (2, "赵大山")]
    own = covered(delegation=cast.lin_mandate.delegation, role="group_leader")
    assert draw_edition(year, by=cast.gao, name="x", cohort=own).row_count == 2


def test_a_list_of_people_the_measure_never_ranks_is_refused(cast, year, duty, meeting):
    duty()
    meeting()
    RoleSpan.objects.create(mandate=cast.lin_mandate, role="chair", starts_on=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="nobody of them is ranked"):
        draw_edition(year, by=cast.gao, name="x", cohort=covered(role="chair"))
    with pytest.raises(ValidationError, match="Nobody of this period is covered"):
        draw_edition(year, by=cast.gao, name="x", cohort=covered(role="special_member"))
    assert not Edition.objects.exists()


def test_whom_it_covers_is_sealed_and_rows_of_others_are_found(cast, together):
    members = draw_edition(together, by=cast.gao, name="2026", cohort=MEMBERS)
    Edition.objects.filter(pk=members.pk).update(cohort={}, cohort_key="")
    members.refresh_from_db()
    assert any("head" in fault for fault in edition_faults(members))
    Edition.objects.filter(pk=members.pk).update(cohort={"role": "chair"}, cohort_key="role=chair")
    members.refresh_from_db()
    assert {one["column"] for one in recompute_edition(members)} == {"cohort"}


def test_the_database_lets_one_edition_of_a_cohort_wait(cast, together):
    members = draw_edition(together, by=cast.gao, name="2026", cohort=MEMBERS)
    second = draw_edition(together, by=cast.gao, name="2026", cohort=MEMBERS)
    members.refresh_from_db()
    assert (members.status, second.status) == ("discarded", "drawn")
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=members.pk).update(status="drawn")


def test_gao_draws_it_at_the_desk_and_every_page_says_whom_it_covers(client, cast, together):
    client.force_login(cast.gao)
    page = f"/desk/rankings/periods/{together.pk}/"
    assert 'name="delegation"' in client.get(page).content.decode()
    posted = {"name": "2026", "role": "standing_member"}
    answer = client.post(page + "draw/", posted)
    edition = Edition.objects.get()
    assert (answer.status_code, answer.url) == (302, edition.get_absolute_url())
    whom = str(edition.covers)
    client.force_login(cast.tang)
    for url in (
        edition.get_absolute_url(), edition.get_absolute_url() + "publish/",
        edition.get_absolute_url() + "print/", page, "/desk/rankings/",
    ):  # fmt: skip
        assert whom in client.get(url).content.decode(), url
    client.force_login(cast.gao)
    refused = client.post(page + "draw/", {"name": "2026", "role": "special_member"})
    assert refused.status_code == 422
    assert client.post(page + "draw/", {"name": "2026", "role": "king"}).status_code == 422


def test_a_delegation_of_another_congress_is_no_choice(client, cast, together):
    other = DeputyGroup.objects.create(
        congress=Congress.objects.exclude(pk=cast.county.pk).first(),
        kind=DeputyGroup.Kind.DELEGATION,
        name="外县",
    )
    client.force_login(cast.gao)
    url = f"/desk/rankings/periods/{together.pk}/draw/"
    assert client.post(url, {"name": "x", "delegation": other.pk}).status_code == 422
    assert not Edition.objects.exists()


def test_beside_today_only_those_it_covers_are_compared(client, cast, together, duty):
    members = draw_edition(together, by=cast.gao, name="2026", cohort=MEMBERS)
    recompute_cards(together)
    client.force_login(cast.gao)
    url = members.get_absolute_url() + "compare/?with=today"
    assert "林秀英" not in client.get(url).content.decode()
    from scoring.comparison import compare_with_today

    assert compare_with_today(members).moved == ()
    duty(cast.zhao_mandate, on=date(2026, 5, 5))
    recompute_cards(together)
    found = compare_with_today(members).moved
    assert [(one.side.name, one.ranks) for one in found] == [("赵大山", 0)]


def test_the_command_draws_for_a_delegation_an_office_and_a_time_in_office(
    cast, together, qian, capsys
):
    draw = ["edition", "draw", "--congress=yunling", "--period=2026", "--as=gao", "--json"]
    call_command(*draw, f"--delegation={qian.delegation.name}", "--role=standing_member",
                 "--served=part")  # fmt: skip
    said = json.loads(capsys.readouterr().out)
    assert (said["row_count"], said["cohort"]["served"]) == (1, "part")
    call_command("edition", "recompute", str(said["edition"]))
    assert "equal in all 1 rows" in capsys.readouterr().out
    with pytest.raises(CommandError, match="西岭代表团"):
        call_command(*draw, "--delegation=东海代表团")


def test_nobody_named_is_everybody():
    assert not Covered() and Covered().key == "" and Covered().plain() == {}
    with pytest.raises(ValidationError, match="no office"):
        covered(role="king")
    with pytest.raises(ValidationError, match="full or part"):
        covered(served="half")
