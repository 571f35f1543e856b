"""What scoring makes in the background: editions as PDF and workbook."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation.background import JobFailed, JobKind, Made, register_job_kind
from foundation.paper import PaperUnavailable, pdf_of
from foundation.qr import code_svg

from .edition_book import edition_book
from .edition_document import edition_document
from .models import Edition

ROWS_A_PAGE = 28  # a guess at the number of pages, for the bar people watch
OTHER_PAGES = 2
HEAD = [
    "congress",
    "period__congress",
    "scheme_version__scheme",
    "drawn_by",
    "published_by",
    "previous",
]


def register_jobs():
    """Make the kinds known; see foundation/background.py."""
    register_job_kind(JobKind("edition-pdf", make=make_pdf, may_fetch=may_fetch_edition))
    register_job_kind(JobKind("edition-xlsx", make=make_workbook, may_fetch=may_fetch_edition))


def may_fetch_edition(user, params):
    """May this person read that edition now?"""
    return Edition.objects.visible_to(user).filter(pk=params["edition"]).exists()


def make_pdf(job, step):
    """The edition on paper, page by page."""
    edition, document = _asked(job, "pdf")
    pages = OTHER_PAGES + document.row_count // ROWS_A_PAGE
    step(0, pages)

    def page_laid_out(number):
        step(min(number, pages), max(number, pages))

    try:
        content = edition_pdf(document, for_whom=job.asked_by, page_laid_out=page_laid_out)
    except PaperUnavailable as error:
        raise JobFailed(str(error)) from error
    return Made(content, _file_name(edition, "pdf"))


def edition_pdf(document, *, for_whom=None, page_laid_out=None):
    """The bytes of the paper. A published edition gives the same bytes every time; a copy of one
    that is not published says on every page who had it printed, and when."""
    context = {
        "document": document,
        "qr": code_svg(document.url) if document.published else "",
        "for_whom": None if document.published else for_whom,
        "printed_on": None if document.published else timezone.localdate(),
    }
    return pdf_of("scoring/edition_pdf.html", context, page_laid_out=page_laid_out)


def make_workbook(job, step):
    """The same edition as a workbook, with every line."""
    edition, document = _asked(job, "xlsx")
    step(0, edition.row_count)
    return Made(edition_book(document, edition, step), _file_name(edition, "xlsx"))


def _asked(job, form):
    edition = Edition.objects.select_related(*HEAD).get(pk=job.params["edition"])
    log(instance=edition, action="scoring.print_edition", user=job.asked_by, data={"form": form})
    return edition, edition_document(edition)


def _file_name(edition, suffix):
    kept = "".join(sign for sign in edition.title if sign.isalnum())
    number = edition.number or _("not published")
    return f"{kept}-{number}.{suffix}".replace(" ", "-")
