"""A real server on a freshly seeded database, and visitors with real browsers.

Every module of journeys gets its own county, so that one story cannot spoil another. Chromium comes
from the machine; without it these tests are skipped, loudly, or fail where a browser is required.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings

from config.demo import PASSWORD

from ..browser import SWITCHES, chromium_path
from ..databases import copied_database
from .visitor import Visitor

PATIENCE = 60  # seconds


def pytest_collection_modifyitems(items):
    """One worker runs all journeys: two browsers and two servers on two processors help nobody."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("journeys"))


def _free_port():
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_blocker):
    """The address of a running site with the demonstration county in it."""
    chromium_path()
    port = _free_port()
    var = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock():
        url, drop = copied_database(f"site{port}")
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "LUZHI_VAR": str(var),
        "LUZHI_BASE_URL": f"http://127.0.0.1:{port}",
        "LUZHI_LOG_LEVEL": "ERROR",
        "PYTHONUNBUFFERED": "1",
    }
    manage = [sys.executable, "manage.py"]
    for command in (["compile_chinese"], ["seed_demo"]):
        done = subprocess.run(
            [*manage, *command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    log = (var / "server.log").open("w+")
    serve = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    few = ["--workers", "1", "--threads", "2", "--log-level", "warning"]
    server = subprocess.Popen(
        [sys.executable, *serve, *few],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
        yield Site(f"http://127.0.0.1:{port}", var, environment)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()
        with django_db_blocker.unblock():
            drop()


class Site:
    """Where the site is, and its folder of files."""

    def __init__(self, address, var, environment):
        self.address, self.var, self.environment = address, var, environment

    def workbook(self, words):
        """The path of the demonstration sheet whose name holds these words."""
        return next(path for path in (self.var / "demo").iterdir() if words in path.name)


def _wait_for(address, server, log):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            log.seek(0)
            assert server.poll() is None and time.monotonic() < until, log.read()
            time.sleep(0.1)


@pytest.fixture(scope="module")
def browser():
    """Chromium, closed with the module: another module may start its own."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser, site):
    """Makes visitors: `visitor("lin", phone=True)` is Lin with her telephone, signed in."""
    visitors = []

    def arrive(user=None, *, phone=False, language="zh-CN"):
        someone = Visitor(browser, site, phone=phone, language=language)
        visitors.append(someone)
        if user:
            someone.sign_in(user, PASSWORD)
        return someone

    yield arrive
    for someone in visitors:
        someone.leave()
