"""Head Tang and Clerk Gao change from one term to the next."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from performance.models import Mandate, Term
from performance.services.mandates import move_start
from performance.services.moves import take_office
from performance.services.terms import ask_to_close_term, carry_over, close_term, open_term
from performance.terms import times_elected

from ..cast import login

FIRST = date(2026, 11, 2)


def test_a_term_opens_carries_over_and_closes_and_repeating_it_changes_nothing(cast):
    old = cast.term
    take_office(cast.lin_mandate, role="group_leader", on=date(2026, 1, 1), by=cast.gao)
    with pytest.raises(ValidationError, match="Open the next term first"):
        ask_to_close_term(old, by=cast.gao)
    term = open_term(cast.county, number=20, starts_on=FIRST, by=cast.gao)
    assert open_term(cast.county, number=20, starts_on=FIRST, by=cast.gao) == term
    for number, day in ((20, date(2027, 1, 1)), (21, date(2026, 1, 1)), (21, date(2031, 1, 1))):
        with pytest.raises(ValidationError):
            open_term(cast.county, number=number, starts_on=day, by=cast.gao)
    assert len(carry_over([cast.lin_mandate], term, by=cast.gao)) == 1
    assert carry_over([cast.lin_mandate], term, by=cast.gao) == []
    closing = ask_to_close_term(old, by=cast.gao)
    for person in (cast.gao, cast.xie, cast.bai):
        with pytest.raises(PermissionDenied):
            close_term(closing, by=person)
    close_term(closing, by=cast.tang)
    assert close_term(closing, by=cast.tang).ended == 2
    ended = Mandate.objects.filter(term=old).values_list("ends_on", "end_reason")
    assert set(ended) == {(FIRST, "term_expired")}
    cast.lin_mandate.refresh_from_db()
    assert cast.lin_mandate.role_spans.get().ends_on == FIRST
    new = Mandate.objects.get(term=term)
    assert (new.starts_on, new.certificate_no, times_elected(new)) == (FIRST, "19001", 2)
    assert times_elected(cast.lin_mandate) == 1
    old.refresh_from_db()
    assert old.ends_on == FIRST
    with pytest.raises(ValidationError):
        move_start(new, starts_on=date(2026, 10, 1), by=cast.gao, why="提前")


def test_a_term_is_not_closed_over_records_of_later_days_nor_before_its_day(cast, meeting):
    from performance.models import DutyRecord
    from performance.services.records import record_attested

    term = open_term(cast.county, number=20, starts_on=FIRST, by=cast.gao)
    closing = ask_to_close_term(cast.term, by=cast.gao)
    values = {"congress": cast.county, "mandate": cast.lin_mandate, "kind": meeting}
    late = DutyRecord(on=date(2026, 11, 3), title="会议", source="x:1", **values)
    record_attested([late], by=cast.gao)
    with pytest.raises(ValidationError, match="林秀英 2026-11-03 会议"):
        close_term(closing, by=cast.tang)
    assert not Mandate.objects.exclude(ends_on=None).exists()
    Term.objects.filter(pk=term.pk).update(starts_on=date(2031, 1, 1))
    with pytest.raises(ValidationError, match="still to come"):
        close_term(closing, by=cast.tang)


def test_gao_and_tang_change_the_term_on_its_pages(client, cast):
    login(client, cast.gao)
    terms = reverse("performance:terms")
    form = {"congress": cast.county.pk, "number": 20, "starts_on": "2026-11-02"}
    assert client.post(terms, {**form, "starts_on": "2020-01-01"}).status_code == 422
    assert client.post(terms, form).status_code == 302
    term = Term.objects.get(number=20)
    page = reverse("performance:term", args=[term.pk])
    assert "林秀英" in client.get(page).content.decode()
    carry = reverse("performance:term-carry", args=[term.pk])
    client.post(carry, {"mandate": [cast.lin_mandate.pk]})
    assert Mandate.objects.filter(term=term).count() == 1
    close = reverse("performance:term-close", args=[term.pk])
    client.post(close)
    assert client.post(close).status_code == 403
    assert Mandate.objects.filter(end_reason="term_expired").count() == 0
    login(client, cast.tang)
    assert "Close the term" in client.get(page).content.decode()
    client.post(close)
    assert Mandate.objects.filter(end_reason="term_expired").count() == 2
    volume = client.get(reverse("performance:desk-dossier", args=[cast.zhao_mandate.pk]))
    assert volume.status_code == 200
