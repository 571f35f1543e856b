"""Who may open what: the scheme studio and the publicity of a draft."""

from ..scoring import stage as scoring_stage
from ..scoring import studio_stage as stage
from .rows import NOBODY_AT_THE_DESK, Row, only

WRITING = only("gao tang", else_=404, xie=403, jin=403)
WRITTEN = only("gao tang", 302, else_=404, xie=403, jin=403)


def a_manuscript(cast):
    return (stage.manuscript(cast).pk,)


def a_part(cast):
    return (stage.manuscript(cast).pk, "total")


def an_item(cast):
    return (stage.manuscript(cast).pk, "items", "0")


def an_example(cast):
    return (stage.manuscript(cast).pk, "0")


def a_draft(cast):
    return (stage.draft(cast).pk,)


def a_draft_open_to_comments(cast):
    return (stage.opened(cast).pk,)


def a_measure(cast):
    return (scoring_stage.measure(cast).pk,)


def a_comment(cast):
    return (stage.comment(cast).pk,)


ROWS = [
    Row("scoring:studio-begin", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:studio", WRITING, at=a_manuscript),
    Row("scoring:studio-check", WRITING, at=a_manuscript, post={"text": "code: a"}),
    Row("scoring:studio-save", WRITTEN, at=a_manuscript, post={"text": "a: 1", "revision": "1"}),
    Row("scoring:studio-hand-in", WRITTEN, at=a_manuscript, post={}),
    Row("scoring:studio-put-away", WRITTEN, at=a_manuscript, post={}),
    Row("scoring:studio-states", WRITING, at=a_manuscript),
    Row("scoring:studio-effect", WRITING, at=a_manuscript),
    Row("scoring:studio-clauses", WRITING, at=a_manuscript),
    Row("scoring:studio-switches", WRITING, at=a_manuscript),
    Row("scoring:studio-examples", WRITING, at=a_manuscript),
    Row("scoring:studio-example", WRITING, at=an_example),
    Row("scoring:studio-part", WRITING, at=a_part),
    Row("scoring:studio-entry", WRITING, at=an_item),
    Row("scoring:studio-arrange", WRITTEN, at=an_item, post={"verb": "down", "revision": "1"}),
    Row("scoring:scheme-publicity", only("gao tang jin", else_=404), at=a_draft),
    Row("scoring:scheme-difference", only("gao tang jin xie", else_=404), at=a_measure),
    Row("scoring:measure-paper", only("lin zhao gao tang jin xie", else_=404), at=a_measure),
    Row("scoring:measure-paper", only("gao tang jin", else_=404), at=a_draft),
    Row("scoring:scheme-take-back", WRITTEN, at=a_draft_open_to_comments, post={}),
    Row("scoring:scheme-answer", WRITTEN, at=a_comment, post={"answer": "采纳。"}),
]
