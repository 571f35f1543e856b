"""Who may open what: fairness of rankings."""

from .rows import POSTED, Row, only, signed_in
from .scoring import READING, WORKING, a_drawn_edition, a_year, an_edition

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
    Row(
        "scoring:period-ranks",
        only("gao tang", 302, else_=404, xie=403, jin=403),
        at=a_year,
        post={"shown": "no"},
    ),
]
