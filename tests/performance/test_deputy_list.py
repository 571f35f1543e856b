"""The list of deputies in both orders, searched by sound, narrowed by what the form says."""

from datetime import date

import pytest
from django.urls import reverse

from performance.models import Deputy, Mandate
from performance.services.moves import take_office
from performance.services.names import write_name_keys

from ..cast import login

NAMES = ["张三", "单雄信", "王毅", "王小洪", "丁一"]


@pytest.fixture
def listed(client, cast):
    """Names on the list, in order, for what was asked; five more deputies sit in the county."""
    for number, name in enumerate(NAMES):
        deputy = Deputy(name=name)
        write_name_keys(deputy)
        deputy.save()
        Mandate.objects.create(
            deputy=deputy,
            congress=cast.county,
            term=cast.term,
            certificate_no=f"C{number}",
            starts_on=cast.term.starts_on,
            earlier_terms=number % 2,
        )
    login(client, cast.gao)

    def names(**asked):
        page = client.get(reverse("performance:deputies"), asked).content.decode()
        found = [name for name in [*NAMES, "林秀英"] if f">{name}</a>" in page]
        return sorted(found, key=lambda name: page.index(f">{name}</a>"))

    return names


def test_official_order_is_by_strokes_and_pinyin_is_offered(listed):
    strokes = [name for name in listed() if name != "林秀英"]
    assert strokes == ["丁一", "王毅", "王小洪", "张三", "单雄信"]
    pinyin = [name for name in listed(order="pinyin") if name != "林秀英"]
    assert pinyin == ["丁一", "单雄信", "王小洪", "王毅", "张三"]


def test_a_name_is_found_by_its_sound_and_its_initials(listed):
    assert listed(q="zs") == ["张三"]
    assert listed(q="shanxiong") == ["单雄信"]
    assert listed(q="wang x") == ["王小洪"]
    assert listed(q="张") == ["张三"]
    assert listed(q="C1") == ["单雄信"]


def test_first_time_re_elected_and_standing_members_are_told_apart(cast, listed):
    assert set(listed(elected="again")) == {"单雄信", "王小洪"}
    assert "张三" in listed(elected="first")
    take_office(cast.lin_mandate, role="standing_member", on=date(2026, 1, 1), by=cast.gao)
    assert listed(standing="yes") == ["林秀英"]
    assert "林秀英" not in listed(standing="no")
    assert listed(term=str(cast.term.pk), delegation=str(cast.delegation.pk)) == ["林秀英"]


def test_names_of_unknown_strokes_are_listed_for_keepers_only_and_filters_are_folded(
    client, cast, listed
):
    url = reverse("performance:deputies")
    assert "strokes of one" not in client.get(url).content.decode()
    odd = Deputy(name="龘\U00030f54")
    write_name_keys(odd)
    odd.save()
    Mandate.objects.create(
        deputy=odd, congress=cast.county, term=cast.term, certificate_no="O1",
        starts_on=cast.term.starts_on,
    )  # fmt: skip
    page = client.get(url, {"elected": "first", "q": "zs"}).content.decode()
    assert "The strokes of one name are not known" in page
    assert "Filter (1 set)" in page
    login(client, cast.xie)
    assert "strokes of one" not in client.get(url).content.decode()
