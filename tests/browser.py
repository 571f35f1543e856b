"""Real Chromium for the browser tests, where the machine has one.

Debian's own browser is used; none is ever downloaded. Where there is none, a test says so loudly
instead of passing quietly.
"""

import os
import shutil
import threading
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def chromium_path():
    """Where this machine's Chromium is; a loud skip, or a failure where a browser is required."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path and os.environ.get("LUZHI_REQUIRE_BROWSER"):
        pytest.fail("A browser is required here (LUZHI_REQUIRE_BROWSER) and there is no Chromium.")
    if not path:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: the browser tests were not run.")
    return path


@contextmanager
def chromium_page(base_url, *, language="en", width=360, height=720):
    """A page in Chromium whose console and requests are noted: page.notes, page.outside."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        context = browser.new_context(viewport={"width": width, "height": height})
        context.add_cookies([{"name": "django_language", "value": language, "url": base_url}])
        page = context.new_page()
        page.notes, page.outside = [], []
        page.on("console", lambda message: page.notes.append(message.text))
        page.on("pageerror", lambda error: page.notes.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((base_url, "data:", "blob:"))
                else page.outside.append(request.url)
            ),
        )
        yield page
        browser.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """A test's server tells nothing; the page notes what matters."""


@contextmanager
def site_without_database():
    """The address of this very site for pages that read no table.

    pytest-django's own live server empties every table afterwards, the seeded ones too.
    """
    from django.core.handlers.wsgi import WSGIHandler

    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
