"""Who may open what: editions as documents, and the public page of their code."""

from scoring.edition_document import edition_document

from ..scoring import stage
from .rows import Row, everyone, only
from .scoring import READING, WORKING, a_drawn_edition, an_edition


def a_code(cast):
    return (edition_document(stage.published(cast)).code,)


ROWS = [
    Row("scoring:edition-paper", only(READING, 302, else_=404), at=an_edition, post={}),
    Row("scoring:edition-paper", only(WORKING, 302, else_=404), at=a_drawn_edition, post={}),
    Row("scoring:edition-compare", only(READING, else_=404), at=an_edition),
    Row("scoring:edition-compare", only(WORKING, else_=404), at=a_drawn_edition),
    Row(
        "scoring:edition-compare",
        only(WORKING, else_=404, xie=403),
        at=an_edition,
        query="?with=today",
    ),
    Row("scoring:verify-any-edition", everyone(200)),
    Row("scoring:verify-edition", everyone(200), at=a_code),
]
