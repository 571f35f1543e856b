"""Who may open what: reappointment reviews."""

from ..scoring import review_stage as scene
from .rows import POSTED, Row, only

KEEPERS = "gao tang"
PREPARING = "gao tang jin"
READING = f"{PREPARING} xie"
REFUSED = {"xie": 403, "jin": 403}


def a_draft(cast):
    return (scene.drafted(cast).pk,)


def a_review(cast):
    return (scene.asked(cast).pk,)


def a_drafted_case(cast):
    return (scene.case_of(scene.drafted(cast), cast.lin_mandate).pk,)


def a_case(cast):
    return (scene.case_of(scene.asked(cast), cast.lin_mandate).pk,)


def a_conclusion(cast):
    return (scene.held(cast).pk,)


ROWS = [
    Row("scoring:reviews", only(POSTED, else_=404)),
    Row("scoring:review-new", only("gao tang bai", else_=404, **REFUSED)),
    Row("scoring:review", only(PREPARING, else_=404), at=a_draft),
    Row("scoring:review", only(READING, else_=404), at=a_review),
    Row("scoring:review-figures", only(KEEPERS, 422, else_=404, jin=403), at=a_draft, post={}),
    Row(
        "scoring:review-advance",
        only(KEEPERS, 302, else_=404, jin=403),
        at=a_draft,
        post={"to": "committee_scored"},
    ),
    Row("scoring:review-packet", only(READING, 302, else_=404), at=a_review, post={}),
    Row("scoring:review-accesses", only("tang jin", else_=404, gao=403, xie=403), at=a_review),
    Row("scoring:review-case", only(PREPARING, else_=404), at=a_drafted_case),
    Row("scoring:review-case", only(READING, else_=404), at=a_case),
    Row("scoring:review-note", only(KEEPERS, 422, else_=404, **REFUSED), at=a_case, post={}),
    Row(
        "scoring:review-opinion",
        only("xie", 422, else_=404, gao=403, tang=403, jin=403),
        at=a_case,
        post={},
    ),
    Row("scoring:review-conclusion", only(KEEPERS, 422, else_=404, **REFUSED), at=a_case, post={}),
    Row("scoring:review-again", only(KEEPERS, 422, else_=404, **REFUSED), at=a_case, post={}),
    Row("scoring:review-decision", only(KEEPERS, 422, else_=404, **REFUSED), at=a_case, post={}),
    Row(
        "scoring:review-confirm",
        only("tang", 302, else_=404, gao=403, **REFUSED),
        at=a_conclusion,
        post={},
    ),
]
