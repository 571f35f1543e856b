"""How a case of a review moves (考察环节): a table, and the one function that consults it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import CaseStatus, Opinion, ReviewCase, ReviewMove

Status = CaseStatus
OUTCOMES = {
    Opinion.RECOMMEND: Status.RECOMMENDED,
    Opinion.HOLD: Status.CONDITIONAL,
    Opinion.NOT: Status.NOT_RECOMMENDED,
}
MOVES = {
    Status.DRAFTED: {Status.SCORED},
    Status.SCORED: {Status.OPINIONS},
    Status.OPINIONS: set(OUTCOMES.values()),
    # What was held may be taken up once more; the committee's second opinion replaces the first.
    Status.CONDITIONAL: {Status.OPINIONS, Status.DECIDED},
    Status.RECOMMENDED: {Status.DECIDED},
    Status.NOT_RECOMMENDED: {Status.DECIDED},
    Status.DECIDED: set(),
}


def move_case(case, to, *, by, note="", **values):
    """Take one case on, if nobody did meanwhile; writes the move. Raises ValidationError."""
    was = CaseStatus(case.status)
    if to not in MOVES[was]:
        raise ValidationError(
            _("From “%(was)s” a case does not go to “%(to)s”. Load the page again."),
            params={"was": was.label, "to": CaseStatus(to).label},
        )
    moved = ReviewCase.objects.filter(pk=case.pk, status=was).update(status=to, **values)
    if not moved:
        raise ValidationError(_("Someone else has just moved this case. Load the page again."))
    ReviewMove.objects.create(
        review_id=case.review_id, case=case, was=was, to=to, by=by, note=note[:300]
    )
    case.refresh_from_db()
    return case


def move_all(review, was, to, *, by):
    """Take every case of a review that stands at `was` on to `to`; one move for the round."""
    if to not in MOVES[was]:
        raise ValidationError(_("A review does not go that way."))
    ReviewCase.objects.filter(review=review, status=was).update(status=to)
    ReviewMove.objects.create(review=review, was=was, to=to, by=by)
