"""`make shots`: pictures of the main pages, from a freshly seeded site, into docs/screenshots/.

Needs Chromium on the machine. Each picture is cut to 128 colours: a page of text needs no more.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from io import BytesIO
from pathlib import Path

from . import PASSWORD

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "docs" / "screenshots"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# file, who, address (a selector after " → " is clicked first), screen, language
PICTURES = [
    ("home-zh-phone", "", "/", PHONE, "zh-CN"),
    ("home-en-desk", "", "/", DESK, "en-GB"),
    ("stations-zh-desk", "", "/stations/", DESK, "zh-CN"),
    ("station-zh-phone", "", "/stations/dongling/", PHONE, "zh-CN"),
    ("station-en-phone", "", "/stations/dongling/", PHONE, "en-GB"),
    ("schedule-zh-desk", "", "/schedules/ → main a[href*='/schedules/']", DESK, "zh-CN"),
    ("my-zh-phone", "lin", "/my/", PHONE, "zh-CN"),
    ("dossier-zh-phone", "lin", "/my/dossier/", PHONE, "zh-CN"),
    ("why-zh-phone", "lin", "/my/points/ → main a[href^='/my/points/']", PHONE, "zh-CN"),
    ("why-en-phone", "lin", "/my/points/ → main a[href^='/my/points/']", PHONE, "en-GB"),
    ("desk-zh-desk", "gao", "/desk/", DESK, "zh-CN"),
    ("sheet-zh-desk", "gao", "/desk/activities/ → main a:has-text('安全生产')", DESK, "zh-CN"),
    ("edition-zh-desk", "tang", "/desk/rankings/ → main a[href*='/editions/']", DESK, "zh-CN"),
    ("edition-en-desk", "tang", "/desk/rankings/ → main a[href*='/editions/']", DESK, "en-GB"),
]


def main(only):
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("make shots needs Chromium; on Debian: apt install chromium", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="luzhi-shots-") as folder,
        SeededSite(folder) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        for picture in PICTURES:
            if not only or picture[0] in only:
                _take(browser, site.address, *picture)
        _import_picture(browser, site, only)
        browser.close()
    return 0


class SeededSite:
    """A seeded site on a free port, in a folder of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        with socket.socket() as asking:
            asking.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{asking.getsockname()[1]}"

    def __enter__(self):
        environment = {
            **os.environ,
            "LUZHI_VAR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder}/site.sqlite3",
            "LUZHI_BASE_URL": self.address,
        }
        for command in (["migrate", "--verbosity", "0"], ["compile_chinese"], ["seed_demo"]):
            subprocess.run(  # noqa: S603 - our own commands
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        bind = self.address.removeprefix("http://")
        serve = ["-m", "gunicorn", "config.wsgi", "--bind", bind, "--threads", "2"]
        self.server = subprocess.Popen(  # noqa: S603
            [sys.executable, *serve, "--log-level", "error"], cwd=ROOT, env=environment
        )
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=5).close()  # noqa: S310
                return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the site did not start")

    def __exit__(self, *_error):
        self.server.terminate()
        self.server.wait(20)


def _visitor(browser, address, who, screen, language):
    phone = screen is PHONE
    context = browser.new_context(
        viewport=screen, locale=language, is_mobile=phone, has_touch=phone, device_scale_factor=2
    )
    page = context.new_page()
    if who:
        page.goto(f"{address}/sign-in/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.locator("form:has([name=password]) [type=submit]").click()
        page.wait_for_load_state()
    return context, page


def _take(browser, address, name, who, where, screen, language):
    context, page = _visitor(browser, address, who, screen, language)
    path, _arrow, then = where.partition(" → ")
    page.goto(address + path)
    if then:
        page.locator(then).first.click()
        page.wait_for_load_state("networkidle")
    _keep(page, name)
    context.close()


def _import_picture(browser, site, only):
    """The message about the one bad row, as Gao reads it."""
    name = "import-zh-desk"
    if only and name not in only:
        return
    context, page = _visitor(browser, site.address, "gao", DESK, "zh-CN")
    page.goto(f"{site.address}/desk/import/")
    values = [
        option.get_attribute("value") for option in page.locator("select[name=target] option").all()
    ]
    register = next(value for value in values if value.startswith("register:"))
    page.select_option("select[name=target]", register)
    sheet = next(p for p in (site.folder / "demo").iterdir() if "有一处错误" in p.name)
    page.set_input_files("input[type=file]", sheet)
    page.locator("form:has(input[type=file]) [type=submit]").click()
    page.wait_for_load_state()
    _keep(page, name)
    context.close()


def _keep(page, name):
    """One screenful, at most two and a half screens long, small enough for a repository."""
    from PIL import Image

    page.wait_for_timeout(400)
    size = page.viewport_size
    tall = page.evaluate("document.documentElement.scrollHeight")
    # A taller window, not a stitched picture: what is fixed to the screen stays where it belongs.
    page.set_viewport_size({**size, "height": min(tall, round(size["height"] * 1.6))})
    page.wait_for_timeout(300)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture = picture.quantize(128, dither=Image.Dither.NONE)
    picture.save(TARGET / f"{name}.png", optimize=True)
    print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
