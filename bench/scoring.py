"""Full scoring of a prefecture-year, and one confirmation to a fresh card."""

from datetime import date

from performance.services.records import confirm_record
from scoring.models import ScoreCard
from scoring.services.cards import recompute_cards
from scoring.services.periods import set_period
from scoring.services.schemes import publish_scheme_version, save_draft

from . import duck, naive
from .data import YEAR, make_people, waiting_records
from .measure_of_a_year import scheme_text
from .rounds import interleaved


def period_of(congress):
    """The measured year of a congress under the 25 rules, drafted and published by two people."""
    gao, tang = make_people()
    draft = save_draft(congress, scheme_text(), by=gao)
    version = publish_scheme_version(draft, by=tang, in_force_from=date(YEAR, 1, 1))
    return set_period(
        congress,
        name=str(YEAR),
        first_day=date(YEAR, 1, 1),
        last_day=date(YEAR, 12, 31),
        scheme_version=version,
        by=gao,
    )


def full_scoring(congress, period, rounds):
    """Records in the database to cards stored, beside the naive loop and DuckDB.

    Every round starts without cards, so all of them are written. The three must agree on every
    deputy's total; the naive loop and DuckDB compute totals and ranks and store nothing.
    """
    attached, place = duck.attached()
    results = {}

    def ours():
        recompute_cards(period)

    def loop():
        results["naive"] = naive.totals(congress, YEAR)

    def in_duckdb():
        results["duckdb"] = duck.totals(attached, place, congress.pk, YEAR)

    def clear(name):
        if name == "ours":
            ScoreCard.objects.filter(period=period).delete()

    timed = interleaved({"ours": ours, "duckdb": in_duckdb, "naive": loop}, rounds, before=clear)
    cards = dict(ScoreCard.objects.filter(period=period).values_list("mandate_id", "total"))
    if not cards == results["naive"][0] == results["duckdb"][0]:
        raise AssertionError("the three ways do not agree on the totals")
    again = interleaved({"unchanged": ours}, rounds)
    return {**timed, **again}


def one_confirmation(places, rounds):
    """A person confirms one record; the deputy's card is fresh when the call returns.

    `places`: name → congress, with cards computed. Rounds alternate between them.
    """
    _gao, tang = make_people()
    waiting = {name: iter(waiting_records(place, rounds)) for name, place in places.items()}

    def confirm(name):
        record = next(waiting[name])
        confirm_record(record, by=tang)

    contenders = {name: (lambda name=name: confirm(name)) for name in places}
    return interleaved(contenders, rounds)
