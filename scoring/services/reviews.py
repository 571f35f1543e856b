"""A reappointment review from its start to the day opinions are asked for."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import chain
from performance.models import Mandate

from ..models import Review, ReviewCase, ReviewMove
from ..review_permissions import can_keep_review
from ..review_workflow import move_all
from .term_figures import cohort_figures

Stage = Review.Stage
NEXT = {Stage.DRAFTED: Stage.SCORED, Stage.SCORED: Stage.OPINIONS}


@transaction.atomic
def start_review(term, *, name, last_day, key, by):
    """Start a review (启动考察) of everybody in office on `last_day`, with the figures so far.

    The same key again gives the same review. Raises PermissionDenied; ValidationError when the day
    lies ahead, the name is taken or nobody is in office.
    """
    if not can_keep_review(by, term.congress):
        raise PermissionDenied
    known = Review.objects.filter(congress=term.congress_id, key=key).first()
    if known:
        return known
    if last_day > timezone.localdate():
        raise ValidationError(
            {"last_day": _("The figures cannot reach beyond today. Choose an earlier day.")}
        )
    if last_day < term.starts_on:
        raise ValidationError({"last_day": _("The day lies before the term began.")})
    if Review.objects.filter(term=term, name=name.strip()).exists():
        raise ValidationError(
            {"name": _("This term has a review of this name. Choose another name.")}
        )
    review = Review.objects.create(
        congress_id=term.congress_id,
        term=term,
        name=name.strip(),
        last_day=last_day,
        started_by=by,
        started_at=timezone.now(),
        key=key,
    )
    cases = _fresh_cases(review)
    if not cases:
        raise ValidationError({"last_day": _("Nobody of this term was in office on that day.")})
    ReviewCase.objects.bulk_create(cases, batch_size=200)
    ReviewMove.objects.create(review=review, was="", to=review.stage, by=by)
    return review


@transaction.atomic
def take_figures_anew(review, *, last_day, by):
    """Take the figures again while the review is being prepared; newcomers join, nobody leaves.

    Raises PermissionDenied; ValidationError once they are settled, or for a day ahead.
    """
    review = _own(review, by)
    if review.stage != Stage.DRAFTED:
        raise ValidationError(_("The figures are settled; they are taken no more."))
    if last_day > timezone.localdate():
        raise ValidationError(_("The figures cannot reach beyond today. Choose an earlier day."))
    review.last_day = last_day
    review.save(update_fields=["last_day"])
    kept = {case.mandate_id: case for case in review.cases.all()}
    fresh = {case.mandate_id: case for case in _fresh_cases(review, also=kept)}
    for mandate, case in kept.items():
        now = fresh.pop(mandate)
        for column in TAKEN:
            setattr(case, column, getattr(now, column))
    ReviewCase.objects.bulk_update(kept.values(), TAKEN, batch_size=200)
    ReviewCase.objects.bulk_create(fresh.values(), batch_size=200)
    return review


@transaction.atomic
def advance_review(review, *, to, by):
    """Settle the figures, then ask for opinions; each once, and never back.

    Done already, it changes nothing. Raises PermissionDenied; ValidationError for any other step.
    """
    review = _own(review, by)
    if review.stage == to:
        return review
    if NEXT.get(review.stage) != to:
        raise ValidationError(_("A review does not go that way. Load the page again."))
    move_all(review, review.stage, to, by=by)
    review.stage = to
    review.save(update_fields=["stage"])
    return review


def _own(review, by):
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not can_keep_review(by, review.congress):
        raise PermissionDenied
    return review


TAKEN = [
    "name", "label", "delegation", "sex", "occupation", "grassroots", "figures", "digest",
]  # fmt: skip


def _fresh_cases(review, also=()):
    of_term = Mandate.objects.filter(congress=review.congress_id, term=review.term_id)
    mandates = list(
        (of_term.in_office_on(review.last_day) | of_term.filter(pk__in=list(also)))
        .select_related("deputy", "delegation")
        .order_by("certificate_no", "pk")
    )
    figures = cohort_figures(mandates, review.last_day)
    cases = []
    for mandate in mandates:
        plain = figures[mandate.pk].plain()
        case = ReviewCase(
            review=review,
            mandate=mandate,
            name=mandate.deputy.name,
            label=mandate.certificate_no,
            delegation=mandate.delegation.name if mandate.delegation else "",
            sex=mandate.deputy.sex,
            occupation=mandate.occupation,
            grassroots=mandate.grassroots,
            figures=plain,
        )
        said = [case.name, case.label, case.delegation, review.last_day, plain]
        case.digest = chain.digest(chain.canonical(said))
        cases.append(case)
    return cases
