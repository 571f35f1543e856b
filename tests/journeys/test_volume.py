"""A volume from the phone to the paper, and what the paper's code says afterwards."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from django.conf import settings


@pytest.fixture
def worker(site, request):
    """The worker beside the site, stopped with the test."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **site.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.terminate()
    process.wait(timeout=60)


def test_lin_has_her_volume_made_and_ma_verifies_it_until_it_has_grown(site, visitor, worker):
    lin = visitor("lin", phone=True)
    lin.open("/my/dossier/")
    named = lin.page.locator("summary", has_text="联系选民")
    chapter = lin.page.locator(".pf-chapter").filter(has=named).first
    chapter.locator("summary").click()
    chapter.locator(".pf-entry").first.wait_for()
    lin.look()
    lin.click("PDF", role="button")
    assert "/my/jobs/" in lin.page.url
    lin.page.get_by_role("link", name=re.compile("下载")).wait_for(timeout=90_000)
    lin.look()
    with lin.page.expect_download() as started:
        lin.page.get_by_role("link", name=re.compile("下载")).click()
    content = Path(started.value.path()).read_bytes()
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    words = re.sub(r"\s", "", words)
    assert "人大代表履职档案" in words and "林秀英" in words
    code = re.search(r"/verify/([0-9A-Z]{12})", words)[1]

    ma = visitor(phone=True)
    ma.open(f"/verify/{code}/")
    ma.sees("与制作时一致", "林**")
    assert "林秀英" not in ma.page.content()

    gao = visitor("gao")
    gao.open("/desk/confirm/")
    row = gao.page.locator("[data-ev-row]", has_text="林秀英").filter(
        has=gao.page.locator("[name=record]")
    )
    row.first.locator("[name=record]").check()
    gao.page.locator("[name=what][value=ticked]").click()
    gao.look()
    ma.open(f"/verify/{code}/")
    ma.sees("此后有新增记录")
