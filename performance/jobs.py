"""Volumes made in the background: the PDF and the workbook."""

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.background import JobFailed, JobKind, Made, register_job_kind
from foundation.paper import PaperUnavailable, pdf_of
from foundation.qr import code_svg

from .models import Mandate
from .services.volume_prints import note_print
from .volume import build_volume
from .volume_book import volume_book
from .volume_paper import paper_context

ROWS_A_PAGE = 22  # a guess at the number of pages, for the bar people watch
OTHER_PAGES = 6


def register_jobs():
    """Make the kinds known; see foundation/background.py."""
    register_job_kind(JobKind("volume-pdf", make=make_pdf, may_fetch=may_fetch_volume))
    register_job_kind(JobKind("volume-xlsx", make=make_workbook, may_fetch=may_fetch_volume))


def may_fetch_volume(user, params):
    """May this person still read that volume?"""
    return Mandate.objects.visible_to(user).filter(pk=params["mandate"]).exists()


def make_pdf(job, step):
    """The volume as an official document, page by page."""
    volume, printed = _made(job)
    pages = OTHER_PAGES + volume.bound // ROWS_A_PAGE
    step(0, pages)

    def page_laid_out(number):
        step(min(number, pages), max(number, pages))

    try:
        content = pdf_of(
            "performance/volume_pdf.html",
            paper_context(volume, printed, code_svg),
            page_laid_out=page_laid_out,
        )
    except PaperUnavailable as error:
        raise JobFailed(str(error)) from error
    return Made(content, _file_name(volume, "pdf"))


def make_workbook(job, step):
    """The same volume as a workbook: the cover, the months, and a sheet for every chapter."""
    volume, printed = _made(job)
    step(1, 2)
    return Made(volume_book(volume, printed), _file_name(volume, "xlsx"))


def _made(job):
    mandate = Mandate.objects.select_related(
        "deputy", "congress", "term", "constituency", "delegation"
    ).get(pk=job.params["mandate"])
    volume = build_volume(mandate, job.asked_by, timezone.localdate(), job.params["year"])
    return volume, note_print(volume, source=f"job:{job.pk}", by=job.asked_by)


def _file_name(volume, suffix):
    number = "".join(sign for sign in volume.mandate.certificate_no if sign.isalnum())
    kept = "".join(sign for sign in volume.mandate.deputy.name if sign.isalnum())
    day = volume.made_on.strftime("%Y%m%d")
    return f"{_('Duty record')}-{kept}-{number}-{day}.{suffix}"
