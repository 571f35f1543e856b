"""Who may open what: scoring."""

from ..scoring import stage
from .rows import NOBODY_AT_THE_DESK, POSTED, Row, only, signed_in

WORKING = "gao tang jin"  # see unpublished figures
READING = f"{WORKING} xie"


def a_drafted_measure(cast):
    return (stage.draft(cast).pk,)


def a_measure(cast):
    return (stage.measure(cast).pk,)


def the_measure(cast):
    return (stage.measure(cast).scheme_id,)


def a_year(cast):
    return (stage.year(cast).pk,)


def lins_card(cast):
    return (stage.year(cast).cards.get(mandate=cast.lin_mandate).pk,)


def a_drawn_edition(cast):
    return (stage.drawn(cast).pk,)


def an_edition(cast):
    return (stage.published(cast).pk,)


def lins_row(cast):
    return (stage.published(cast).rows.get(mandate=cast.lin_mandate).pk,)


def lins_drawn_row(cast):
    return (stage.drawn(cast).rows.get(mandate=cast.lin_mandate).pk,)


ROWS = [
    Row("scoring:my-points", signed_in(200)),
    Row("scoring:my-card", only("lin", else_=404), at=lins_card),
    Row("scoring:my-edition-row", only("lin", else_=404), at=lins_row),
    Row("scoring:my-edition-row", only("", else_=404), at=lins_drawn_row),
    Row("scoring:my-measure", only(f"lin zhao {READING}", else_=404), at=a_measure),
    Row("scoring:my-measure", only("", else_=404), at=a_drafted_measure),
    Row("scoring:rankings", only(POSTED, else_=404)),
    Row("scoring:card", only(WORKING, else_=404), at=lins_card),
    Row("scoring:edition-row", only(READING, else_=404), at=lins_row),
    Row("scoring:edition-row", only(WORKING, else_=404), at=lins_drawn_row),
    Row("scoring:period-new", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:period", only(WORKING, else_=404, xie=403), at=a_year),
    Row("scoring:ranking", only(WORKING, else_=404, xie=403), at=a_year),
    Row("scoring:ranking-sheet", only(WORKING, else_=404, xie=403), at=a_year),
    Row(
        "scoring:period-recompute",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_year,
        post={},
    ),
    Row(
        "scoring:edition-draw",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_year,
        post={"name": "2026"},
    ),
    Row("scoring:edition", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:edition", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-publish", only("tang", else_=404, gao=403, jin=403), at=a_drawn_edition),
    Row(
        "scoring:edition-publish",
        only("tang", 302, else_=404, gao=403, jin=403),
        at=a_drawn_edition,
        post={"period_name": "2026"},
    ),
    Row("scoring:edition-changes", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-changes", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:edition-print", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-print", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:edition-sheet", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-sheet", only(WORKING, else_=404), at=a_drawn_edition),
    Row("scoring:schemes", only(POSTED, else_=404)),
    Row("scoring:scheme-new", only("gao tang bai", else_=403, **NOBODY_AT_THE_DESK)),
    Row("scoring:scheme", only(READING, 302, else_=404), at=the_measure),
    Row("scoring:scheme-version", only(READING, else_=404), at=a_measure),
    Row("scoring:scheme-version", only(WORKING, else_=404), at=a_drafted_measure),
    Row("scoring:scheme-text", only(READING, else_=404), at=a_measure),
    Row("scoring:scheme-edit", only("gao tang", else_=404, xie=403, jin=403), at=a_measure),
    Row("scoring:scheme-effect", only(WORKING, else_=404, xie=403), at=a_measure),
    Row("scoring:scheme-publish", only("tang", else_=404, gao=403, jin=403), at=a_drafted_measure),
    Row(
        "scoring:scheme-publish",
        only("tang", 302, else_=404, gao=403, jin=403),
        at=a_drafted_measure,
        post={"in_force_from": "2026-01-01", "publicity_waived": "笔误"},
    ),
]
