"""Who may open what: the volume as a document, and the public page of its code."""

from .performance import READERS, lins_volume
from .rows import Row, everyone, only


def a_paper(cast):
    """A volume of Deputy Lin that Clerk Gao had made."""
    from ..performance.papers import paper

    return (paper(cast.lin_mandate, cast.gao).code,)


def a_book(cast):
    return ("meetings",)


ROWS = [
    Row("performance:my-volume", only("lin", 302, else_=404), at=lins_volume, post={}),
    Row("performance:desk-volume", only(READERS, 302, else_=404), at=lins_volume, post={}),
    Row("performance:months", only(READERS + " bai", else_=404)),
    Row("performance:months-xlsx", only(READERS + " bai", else_=404)),
    Row("performance:registers", only(READERS + " bai", else_=404)),
    Row("performance:register", only(READERS + " bai", else_=404), at=a_book),
    Row("performance:register-pdf", only(READERS + " bai", else_=404), at=a_book),
    Row("performance:register-xlsx", only(READERS + " bai", else_=404), at=a_book),
    Row("performance:award-new", only("gao tang", else_=404, xie=403, jin=403), at=lins_volume),
    Row(
        "performance:award-new",
        only("gao tang", 422, else_=404, xie=403, jin=403),
        at=lins_volume,
        post={},
    ),
    Row("performance:verify-any", everyone(200)),
    Row("performance:verify", everyone(200), at=a_paper),
]
