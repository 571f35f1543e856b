"""Who may try other numbers on a measure."""

from ..scoring import stage
from .rows import Row, only
from .scoring import WORKING


def a_measure(cast):
    return (stage.year(cast).scheme_version_id,)


ROWS = [
    Row("scoring:what-if", only(WORKING, else_=404, xie=403), at=a_measure),
    Row("scoring:what-if-address", only(WORKING, 302, else_=404, xie=403), at=a_measure, post={}),
    Row(
        "scoring:what-if-draft",
        only("gao tang", 302, else_=404, jin=403, xie=403),
        at=a_measure,
        post={},
    ),
]
