"""A clerk takes a second look; nothing is scored by it."""

from datetime import date

from django.urls import reverse

from performance.models import DutyRecord
from scoring.models import ScoreCard, SecondLook
from scoring.services.cards import recompute_cards
from tests.cast import login

LONG = "走访东岭镇茶农合作社了解夏茶收购价格和冷链运输方面的困难"


def test_gao_looks_at_lins_like_texts_and_says_what_it_was(client, cast, year, duty):
    duty(title=LONG)
    duty(on=date(2026, 5, 18), title=f"5月18日{LONG}")
    recompute_cards(year)
    before = list(ScoreCard.objects.order_by("pk").values("mandate", "total", "tier"))
    login(client, cast.gao)
    listing = client.get(reverse("scoring:second-looks", args=[year.pk])).content.decode()
    assert "Texts nearly the same" in listing and "Not looked at" in listing
    assert "nothing about residents is kept" in listing
    page = reverse("scoring:second-look", args=[year.pk, cast.lin_mandate.pk])
    text = client.get(page).content.decode()
    for record in DutyRecord.objects.filter(mandate=cast.lin_mandate):
        assert reverse("performance:desk-record", args=[record.pk]) in text
    word = {"code": "alike", "verdict": "in_order", "note": "两次走访确有其事。", "key": "a" * 32}
    assert client.post(page, {**word, "note": ""}).status_code == 422
    assert client.post(page, {**word, "code": "split"}).status_code == 422
    for _twice in range(2):
        assert client.post(page, word).status_code == 302
    assert SecondLook.objects.get().by == cast.gao
    assert "两次走访确有其事。" in client.get(page).content.decode()
    login(client, cast.jin)
    assert client.post(page, {**word, "key": "b" * 32}).status_code == 403
    duty(on=date(2026, 6, 1), title=LONG)  # another one joins: open again
    login(client, cast.gao)
    listing = client.get(reverse("scoring:second-looks", args=[year.pk])).content.decode()
    assert "Not looked at" in listing
    totals = ScoreCard.objects.order_by("pk").values("mandate", "total", "tier")
    assert [one["mandate"] for one in totals] == [one["mandate"] for one in before]


def test_the_list_costs_as_many_queries_for_thirty_records_as_for_three(
    client, cast, year, duty, django_assert_max_num_queries
):
    login(client, cast.gao)
    page = reverse("scoring:second-look", args=[year.pk, cast.lin_mandate.pk])
    for number in range(3):
        duty(on=date(2026, 5, 1 + number), title=LONG)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for number in range(27):
        duty(on=date(2026, 6, 1 + number), title=LONG)
    with django_assert_max_num_queries(len(few)):
        client.get(page)
