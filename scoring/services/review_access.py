"""Every look at a review, and everything taken away from it, is noted."""

from ..models import ReviewAccess


def note_access(review, what, *, by, case=None, detail=""):
    """Note that somebody read or took this; in the same transaction as what they get."""
    return ReviewAccess.objects.create(
        review=review, case=case, what=what, by=by, detail=str(detail)[:200]
    )
