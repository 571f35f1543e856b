"""Who may open what: fairness of rankings."""

from .rows import POSTED, Row, only, signed_in
from .scoring import READING, WORKING, a_drawn_edition, a_year, an_edition


def lin_in_the_year(cast):
    return (*a_year(cast), cast.lin_mandate.pk)


ROWS = [
    Row("scoring:my-method", signed_in(200)),
    Row("scoring:method", only(POSTED, else_=404)),
    Row("scoring:edition-fairness", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-fairness", only(WORKING, else_=404), at=a_drawn_edition),
    Row(
        "scoring:edition-fairness",
        only("gao tang", 302, else_=404, jin=403),
        at=a_drawn_edition,
        post={"note": "代表名额分布所致。"},
    ),
    Row("scoring:fairness", only(WORKING, else_=404, xie=403), at=a_year),
    Row("scoring:second-looks", only(WORKING, else_=404, xie=403), at=a_year),
    Row("scoring:second-look", only(WORKING, else_=404, xie=403), at=lin_in_the_year),
    Row(
        "scoring:second-look",
        only("gao tang", 422, else_=404, xie=403, jin=403),
        at=lin_in_the_year,
        post={"code": "alike", "verdict": "asked", "note": "已了解。", "key": "a" * 32},
    ),
    Row(
        "scoring:period-ranks",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_year,
        post={"shown": "no"},
    ),
]
