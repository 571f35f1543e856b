"""Clerk Gao puts down a by-election: somebody new, somebody known, two of one name."""

from datetime import date

import pytest
from django.urls import reverse

from foundation.models import Role
from performance.models import Congress, Deputy, Mandate, Term
from performance.services.newcomers import welcome

from ..cast import login, post

FORM = {
    "certificate_no": "19009", "by_election": "on", "elected_on": "2026-05-20",
    "starts_on": "2026-06-01",
}  # fmt: skip


@pytest.fixture
def desk(client, cast):
    """Gao's form for that name: `desk(name, **form)` posts it; without a form it is shown."""
    login(client, cast.gao)

    def at(name, **form):
        url = reverse("performance:mandate-new") + f"?name={name}"
        return client.post(url, {**FORM, **form}) if form else client.get(url)

    return at


def test_a_new_person_is_elected_once_however_often_the_button_is_pressed(cast, desk):
    page = desk("单立新")
    assert page.status_code == 200 and "Nobody of this name" in page.content.decode()
    about = {"constituency": cast.lin_mandate.constituency_id, "delegation": cast.delegation.pk}
    first = desk("单立新", sex="f", birth_year="1980", **about)
    again = desk("单立新", sex="f", birth_year="1980", **about)
    mandate = Mandate.objects.get(certificate_no="19009")
    assert first.url == again.url == reverse("performance:mandate", args=[mandate.pk])
    deputy = Deputy.objects.get(name="单立新")
    assert (deputy.pinyin, deputy.sex, deputy.birth_year) == ("shan li xin", "f", 1980)
    assert (mandate.by_election, mandate.elected_on) == (True, date(2026, 5, 20))
    assert mandate.memberships.get().group == cast.delegation


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"elected_on": ""}, "day of the election"),
        ({"starts_on": "2026-05-01"}, "lies before the day"),
        ({"elected_on": "2020-05-01", "starts_on": "2020-06-01"}, "does not lie in the term"),
        ({"certificate_no": "19001"}, "林秀英&#x27;s. Choose another"),
        ({"certificate_no": ""}, "required"),
    ],
)
def test_what_does_not_fit_is_said_and_nobody_is_put_down(cast, desk, change, says):
    refused = desk("单立新", **change)
    assert refused.status_code == 422
    assert says in refused.content.decode()
    assert not Deputy.objects.filter(name="单立新").exists()
    assert desk("单立新", sex="f").status_code == 302


def test_of_two_people_of_one_name_gao_says_which_or_somebody_new(cast, desk):
    known = Deputy.objects.create(name="王丽", birth_year=1970)
    other = Deputy.objects.create(name="王丽", work_unit="西河镇中学")
    for number, deputy in enumerate((known, other)):
        Mandate.objects.create(
            deputy=deputy, congress=cast.county, term=cast.term, certificate_no=f"19W{number}",
            starts_on=cast.term.starts_on, ends_on=date(2025, 1, 1), end_reason="moved_away",
        )  # fmt: skip
    text = desk("王丽").content.decode()
    assert "1970" in text and "西河镇中学" in text and "Somebody new called 王丽" in text
    shown = f"{known.pk} {other.pk}"
    refused = desk("王丽", shown=shown)
    assert refused.status_code == 422
    assert "This name is known already" in refused.content.decode()
    # A name put down by someone else since the page was drawn is shown before anybody is made.
    assert desk("王丽", shown=str(known.pk), person="new").status_code == 422
    assert Deputy.objects.filter(name="王丽").count() == 2
    assert desk("王丽", shown=shown, person=str(other.pk)).status_code == 302
    assert other.mandates.count() == 2
    assert desk("王丽", shown=shown, person="new", certificate_no="19010").status_code == 302
    assert Deputy.objects.filter(name="王丽").count() == 3
    assert desk("王丽", shown=shown, person=str(cast.lin_mandate.deputy_id)).status_code == 422


def test_someone_in_office_is_refused_and_an_unrelated_area_asks_for_its_reason(cast, desk):
    lin = cast.lin_mandate.deputy
    known = {"person": str(lin.pk), "shown": str(lin.pk)}
    overlapping = desk("林秀英", **known)
    assert overlapping.status_code == 422
    assert "already holds a mandate of this congress" in overlapping.content.decode()
    zhou = Deputy.objects.create(name="周远", phone="13700000009")
    elsewhere = Term.objects.get(congress=cast.other_county)
    welcome(zhou, elsewhere, certificate_no="8001", starts_on=elsewhere.starts_on, by=cast.bai)
    # Of another county nobody is looked up by name alone; the same telephone brings the person up.
    assert "青山县" not in desk("周远").content.decode()
    found = desk("周远", phone="13700000009")
    assert found.status_code == 422 and "青山县人大" in found.content.decode()
    known = {"person": str(zhou.pk), "shown": str(zhou.pk), "phone": "13700000009"}
    refused = desk("周远", **known)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Electoral Law (art. 48)" in text and 'type="text" name="despite"' in text
    assert desk("周远", despite="选举委员会书面说明", **known).status_code == 302
    assert zhou.mandates.count() == 2


def test_a_keeper_of_two_congresses_says_which_term(client, cast):
    township = Congress.objects.create(
        code="dongling", name="东岭镇人大", short_name="东岭镇人大", level="township",
        parent=cast.county,
    )  # fmt: skip
    below = Term.objects.create(congress=township, number=8, starts_on=date(2022, 1, 5))
    post(cast.gao, Role.CLERK, "congress", township)
    login(client, cast.gao)
    url = reverse("performance:mandate-new")
    assert client.get(url, {"name": "林秀英"}).status_code == 422
    ask = f"?name=林秀英&term={below.pk}"
    lin = cast.lin_mandate.deputy
    form = {**FORM, "person": str(lin.pk), "shown": str(lin.pk)}
    assert client.post(url + ask, form).status_code == 302
    assert {m.congress for m in lin.mandates.all()} == {cast.county, township}
    for person, status in [(cast.bai, 422), (cast.xie, 403), (cast.lin, 404)]:
        login(client, person)
        assert client.post(url + ask, {**form, "certificate_no": "X"}).status_code == status
    assert Mandate.objects.filter(term=below).count() == 1
