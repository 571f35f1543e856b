"""Review packets made in the background: the PDF and the workbook."""

from django.utils import timezone

from foundation.background import JobFailed, JobKind, Made, register_job_kind
from foundation.paper import PaperUnavailable, pdf_of

from .models import Review, ReviewAccess, ReviewCase
from .review_book import review_book
from .review_forms import CaseFilter
from .review_packet import build_packet
from .review_permissions import can_open_case
from .services.review_access import note_access


def register_jobs():
    """Make the kinds known; see foundation/background.py."""
    for code, make in (("review-pdf", make_pdf), ("review-xlsx", make_workbook)):
        register_job_kind(
            JobKind(code, make=make, may_fetch=may_fetch_packet, fetched=note_fetched)
        )


def may_fetch_packet(user, params):
    """May this person still read that review (and that case, never their own)?"""
    if not Review.objects.visible_to(user).filter(pk=params["review"]).exists():
        return False
    if not params["case"]:
        return True
    cases = ReviewCase.objects.visible_to(user).select_related("mandate__deputy")
    case = cases.filter(pk=params["case"]).first()
    return case is not None and can_open_case(user, case)


def note_fetched(user, params, file_name):
    """The file itself was taken away."""
    review = Review.objects.get(pk=params["review"])
    case = ReviewCase.objects.filter(pk=params["case"]).first() if params["case"] else None
    note_access(review, ReviewAccess.What.FETCHED, by=user, case=case, detail=file_name)


def make_pdf(job, step):
    """The packet on paper, one deputy to a page."""
    packet = _asked(job)
    pages = len(packet.pages) + 1
    step(0, pages)

    def page_laid_out(number):
        step(min(number, pages), max(number, pages))

    context = {"packet": packet, "for_whom": job.asked_by, "made_at": timezone.localtime()}
    try:
        content = pdf_of("scoring/review_pdf.html", context, page_laid_out=page_laid_out)
    except PaperUnavailable as error:
        raise JobFailed(str(error)) from error
    return Made(content, _file_name(packet, "pdf"))


def make_workbook(job, step):
    """The same packet as a workbook."""
    packet = _asked(job)
    step(1, 2)
    return Made(review_book(packet, job.asked_by), _file_name(packet, "xlsx"))


def _asked(job):
    user, params = job.asked_by, job.params
    review = Review.objects.select_related("congress", "term").get(pk=params["review"])
    cases = ReviewCase.objects.visible_to(user).filter(review=review)
    chosen = CaseFilter(params["filters"], review=review, user=user)
    if params["case"]:
        cases = cases.filter(pk=params["case"])
    else:
        cases = chosen.narrowed(cases)
    cases = cases.select_related("mandate__deputy").order_by("label", "pk")
    return build_packet(review, user, cases, chosen.in_words() if not params["case"] else ())


def _file_name(packet, suffix):
    kept = "".join(sign for sign in packet.review.name if sign.isalnum())
    if len(packet.pages) == 1:
        kept += "-" + "".join(sign for sign in packet.pages[0].case.name if sign.isalnum())
    return f"{kept}-{timezone.localdate():%Y%m%d}.{suffix}"
