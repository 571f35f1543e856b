"""Paper: a print page as PDF. Nothing is fetched but our own static files."""

import logging
import re
from contextlib import contextmanager
from urllib.parse import unquote, urlparse

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

# Only names the page's own address; never contacted.
BASE = "http://paper.invalid"
TYPES = {"css": "text/css", "svg": "image/svg+xml", "png": "image/png"}


class PaperUnavailable(Exception):
    """This machine cannot make PDFs; the message says what is missing."""


def pdf_of(template_name, context, request=None, *, page_laid_out=None):
    """The bytes of a PDF of that template. Raises PaperUnavailable where pango is missing.

    `page_laid_out(number)` is called as pages come to be; whatever it raises stops the work.
    """
    try:
        import weasyprint
    except OSError as error:
        raise PaperUnavailable(
            _("PDFs need the pango library, which this machine lacks. Print the page instead.")
        ) from error
    html = render_to_string(template_name, context, request)
    document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_own_files_fetcher())
    with _listening(page_laid_out):
        return document.write_pdf()


class _Pages(logging.Handler):
    """Hears the layout say which page it is at."""

    def __init__(self, tell):
        super().__init__()
        self.tell, self.last = tell, 0

    def emit(self, record):
        said = re.search(r"Page (\d+)", record.getMessage())
        if said and int(said[1]) > self.last:
            self.last = int(said[1])
            self.tell(self.last)


@contextmanager
def _listening(tell):
    if tell is None:
        yield
        return
    log, handler = logging.getLogger("weasyprint.progress"), _Pages(tell)
    level, log.propagate = log.level, False  # heard here, and in nobody's log
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = True


def own_file(url):
    """The path and type of our own static file at that address; ValueError for any other."""
    path = unquote(urlparse(url).path)
    ours = url.startswith(f"{BASE}/") and path.startswith(settings.STATIC_URL)
    try:
        found = finders.find(path.removeprefix(settings.STATIC_URL)) if ours else None
    except SuspiciousFileOperation:  # a path that climbs out of the static files
        found = None
    if not found:
        raise ValueError(f"not a file of this site: {url}")
    return found, TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream")


def _own_files_fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Answers for our own static files; refuses every other address."""

        def fetch(self, url, headers=None):
            found, kind = own_file(url)
            with open(found, "rb") as file:
                return URLFetcherResponse(url, file.read(), {"Content-Type": kind})

    return OwnFiles()
