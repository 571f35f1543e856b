"""A resident types two characters and finds the page that holds them."""

import pytest
from django.core.management import call_command
from modelsearch.query import Not, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from foundation.chinese_search import index_text, query_terms


def test_every_pair_of_a_run_becomes_a_token():
    assert index_text("代表联络站 Station 3").split() == [
        *["代表", "表联", "联络", "络站", "站", "Station", "3"]
    ]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("代表", [(["代表"], False)]),
        ("接待日", [(["接待", "待日"], False)]),
        ("林", [(["林"], True)]),
        ("东岭镇 station", [(["东岭", "岭镇"], False), (["station"], False)]),
        ("A区代表", [(["A"], False), (["区代", "代表"], False)]),
        ('foo"bar', [(["foo"], False), (["bar"], False)]),
        ("“选民”《代表法》", [(["选民"], False), (["代表", "表法"], False)]),
        ('"" \' — !', []),
    ],
)
def test_a_query_is_cut_as_the_index_is(query, terms):
    assert query_terms(query) == terms


@pytest.fixture
def pages(db):
    """Three pages below the root, indexed as a save does it."""
    root = Page.objects.get(depth=1)
    for number, title in enumerate(
        ["东岭镇人大代表联络站", "接待选民的日程 2026", "加装电梯 Elevator retrofit O'Brien"]
    ):
        root.add_child(instance=Page(title=title, slug=f"found-{number}"))


def found(query, **options):
    hits = Page.objects.filter(depth=2).search(query, **options)
    return [page.slug for page in hits if page.slug.startswith("found")]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("代表", ["found-0"]),
        ("接待", ["found-1"]),
        ("选民", ["found-1"]),
        ("联络站", ["found-0"]),
        ("电", ["found-2"]),
        ("加装电梯", ["found-2"]),
        ("电梯 elevator", ["found-2"]),
        ("接待 代表", []),
        ("待接", []),
        ("日程2026", ["found-1"]),
        ("O'Brien", ["found-2"]),
        ('代表"', ["found-0"]),
        ('"', []),
        ("…… !", []),
        ("100%", []),
        ("NEAR(a b)", []),
        ("\\", []),
    ],
)
def test_words_of_two_characters_are_found_and_no_punctuation_breaks_the_search(
    pages, query, slugs
):
    assert found(query) == slugs


def test_either_word_phrases_and_negation_are_cut_too(pages):
    assert set(found("接待 代表", operator="or")) == {"found-0", "found-1"}
    assert found(Phrase("接待选民")) == ["found-1"]
    assert set(found(Not(PlainText("接待")))) == {"found-0", "found-2"}
    assert "found-1" not in found(Not(PlainText("接待")))


def test_the_office_finds_a_page_by_its_first_letters(pages):
    assert [p.slug for p in Page.objects.all().autocomplete("elev")] == ["found-2"]
    assert [p.slug for p in Page.objects.all().autocomplete("代表联")] == ["found-0"]


def test_rebuilding_the_index_keeps_the_pairs(pages):
    call_command("update_index", verbosity=0)
    assert found("代表") == ["found-0"]


def test_counting_and_slicing_work(pages):
    results = get_search_backend().search("代表", Page.objects.all())
    assert len(results) == results.count() == 1
    assert results[0:1][0].slug == "found-0"
