"""The scenes of a review: Lin and Zhao, figures up to today, a second member of the committee."""

from datetime import date

from foundation.models import Role
from scoring.services.review_opinions import give_opinion, write_conclusion
from scoring.services.reviews import advance_review, start_review

from ..cast import post

DAY = date(2026, 11, 20)


def drafted(cast, by=None):
    """Started by Clerk Gao."""
    return start_review(
        cast.term, name="十九届代表连任考察", last_day=DAY, key="k1", by=by or cast.gao
    )


def settled(cast):
    return advance_review(drafted(cast), to="committee_scored", by=cast.gao)


def asked(cast):
    """The committee is asked for its members' opinions."""
    return advance_review(settled(cast), to="opinions", by=cast.tang)


def case_of(review, mandate):
    return review.cases.get(mandate=mandate)


def held(cast):
    """Lin's case: Reader Xie holds it, Clerk Gao wrote the committee's opinion down."""
    case = case_of(asked(cast), cast.lin_mandate)
    give_opinion(case, opinion="hold", reason="两次缺席原因待核实", by=cast.xie, key="o1")
    return write_conclusion(
        case, opinion="hold", reason="待核实缺席原因后再议", met_on=DAY, by=cast.gao, key="c1"
    )


def lin_on_the_committee(cast):
    """Deputy Lin sits on the standing committee as well."""
    return post(cast.lin, Role.COMMITTEE, "congress", cast.county)


def zhao_heads_the_delegation(cast):
    return post(cast.zhao, Role.DELEGATION_HEAD, "delegation", cast.delegation)
