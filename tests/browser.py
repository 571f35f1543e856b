"""Real Chromium for the browser tests, where the machine has one.

Debian's own browser is used; none is ever downloaded. Where there is none, a test says so loudly
instead of passing quietly.
"""

import shutil
from contextlib import contextmanager

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
    """Where this machine's Chromium is, or a loud skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
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
