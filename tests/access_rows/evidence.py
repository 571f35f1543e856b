"""Who may open what: evidence, photos that look alike, audit samples."""

from ..pictures import photo
from .performance import READERS, a_visit
from .rows import Row, only


def a_photo(size):
    def send(cast):
        """A photo of Deputy Lin's visit."""
        from performance.models import DutyRecord
        from performance.services.evidence import keep_evidence

        [pk] = a_visit(cast)
        evidence = keep_evidence(DutyRecord.objects.get(pk=pk), photo(), by=cast.lin)
        return (evidence.pk, size)

    return send


ROWS = [
    Row("performance:evidence-file", only(READERS + " lin", else_=404), at=a_photo("shown")),
    Row("performance:evidence-file", only("gao tang", else_=404), at=a_photo("original")),
]
