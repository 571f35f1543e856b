"""A review before the next election, in the middle of it: some opinions given, one deputy held."""

from datetime import timedelta

from foundation.models import Posting, Role
from scoring.models import ReviewAccess
from scoring.services.review_access import note_access
from scoring.services.review_opinions import (
    add_note,
    confirm_conclusion,
    give_opinion,
    write_conclusion,
)
from scoring.services.reviews import advance_review, start_review

from .clock import clock_at, instant

RECOMMEND = "应到会议基本到会，建议有质量，联系选民经常，述职情况较好。"
HOLD = "有几个月没有履职记录，原因尚未载明，待代工委核实后再议。"
NOT = "本人已书面表示下届工作调离本县，不宜继续提名。"


def make_reviews(place, people, today):
    """Started by the clerk three weeks ago; the committee's members are giving their opinions."""
    gao, tang, xie, fang = (people[name] for name in ("gao", "tang", "xie", "fang"))
    Posting.objects.create(
        user=fang, role=Role.COMMITTEE, scope="congress", scope_id=place.county.pk
    )
    began = today - timedelta(days=21)
    with clock_at(instant(began, 10)):
        name = f"第{place.term.number}届代表连任考察"
        review = start_review(place.term, name=name, last_day=began, key="demo", by=gao)
        cases = list(review.cases.select_related("mandate__deputy"))
        _note_gap(cases, began, gao)
        advance_review(review, to="committee_scored", by=gao)
    with clock_at(instant(today - timedelta(days=14), 9)):
        advance_review(review, to="opinions", by=tang)
        cases = list(review.cases.select_related("mandate__deputy"))
        others = [case for case in cases if case.mandate.deputy.user_id != fang.pk]
        for number, case in enumerate(others[2:8]):
            note_access(review, ReviewAccess.What.CASE, by=xie, case=case)
            word, reason = (("hold", HOLD), ("recommend", RECOMMEND))[number != 1]
            give_opinion(case, opinion=word, reason=reason, by=xie, key=f"demo-{number}")
    with clock_at(instant(today - timedelta(days=6), 15)):
        for number, (word, reason) in enumerate(
            [("recommend", RECOMMEND), ("hold", HOLD), ("not", NOT)]
        ):
            case = others[2 + number]
            note_access(review, ReviewAccess.What.CASE, by=fang, case=case)
            give_opinion(case, opinion=word, reason=reason, by=fang, key=f"demo-f{number}")
        met = today - timedelta(days=6)
        for number, (word, reason) in enumerate([("recommend", RECOMMEND), ("hold", HOLD)]):
            said = write_conclusion(
                others[2 + number],
                opinion=word,
                reason=reason,
                met_on=met,
                by=gao,
                key=f"d{number}",
            )
            if not number:
                confirm_conclusion(said, by=tang)
    return review


def _note_gap(cases, today, gao):
    """The longest run of empty months has a reason the clerk knows."""
    gaps = [
        (gap["months"], -case.pk, case, gap)
        for case in cases
        for gap in case.figures["gaps"]
        if case.sex == "f"
    ]
    if not gaps:
        return
    months, _key, case, gap = max(gaps, key=lambda one: one[:2])
    year, month = map(int, gap["first"].split("-"))
    first = today.replace(year=year, month=month, day=1)
    add_note(
        case,
        text="这几个月休产假，已向代表小组报告。",
        reason="maternity",
        first_day=first,
        last_day=first + timedelta(days=30 * months),
        by=gao,
        key="demo-note",
    )
