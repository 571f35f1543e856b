"""A committee member goes through two deputies, holds one with a reason, prints the packet."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from django.conf import settings

CAUTION = "仅供参考"


@pytest.fixture
def worker(site):
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


def read(visitor, name):
    """Open that deputy's page from the table."""
    visitor.page.locator(".sc-review a", has_text=name).first.click()
    visitor.look()
    visitor.sees("整届任期", "实到 / 应到", CAUTION)


def say(visitor, opinion, reason, *, refused=False):
    """Give an opinion on the page that is open."""
    visitor.page.get_by_label(opinion, exact=True).check()
    visitor.page.locator("#opinions textarea").fill(reason)
    visitor.page.get_by_role("button", name="提交我的意见").click()
    visitor.page.wait_for_load_state("load")
    if refused:
        visitor.page.locator(
            "#opinions .lz-error, #opinions [role=alert], .errorlist"
        ).first.wait_for()
        assert all("422" in fault for fault in visitor.faults), visitor.faults
        visitor.faults.clear()
    visitor.look()


def test_fang_reads_two_deputies_holds_one_and_prints_the_packet(site, visitor, worker):
    fang = visitor("fang")
    fang.open("/desk/reviews/")
    fang.page.locator("main .lz-list a").first.click()
    fang.look()
    fang.sees("25 名代表", "本人事项，请回避", "也不能批量勾选")
    table = fang.page.url.removeprefix(site.address)
    assert fang.page.locator("main [type=checkbox]").count() == 0

    read(fang, "林秀英")
    fang.sees("委员意见")
    say(fang, "建议连任", "同意", refused=True)
    fang.sees("不少于 6 个字")
    say(fang, "建议连任", "出席率高，两件建议有一件已经解决。")
    fang.sees("您的意见已保存")

    fang.open(table)
    read(fang, "赵大山")
    say(fang, "待议", "有一个月没有履职记录，请代工委核实原因。")
    fang.sees("请代工委核实原因")

    fang.open(table + "?delegation=东岭镇代表团")
    fang.click("打印考察材料（PDF）", role="button")
    fang.page.get_by_role("link", name=re.compile("下载")).wait_for(timeout=90_000)
    fang.look()
    with fang.page.expect_download() as started:
        fang.page.get_by_role("link", name=re.compile("下载")).click()
    paper = pypdf.PdfReader(io.BytesIO(Path(started.value.path()).read_bytes()))
    words = [re.sub(r"\s", "", page.extract_text()) for page in paper.pages]
    assert all(CAUTION in page for page in words)
    assert "林秀英" in "".join(words) and "方海燕查阅件" in words[0]

    phone = visitor("fang", phone=True)
    phone.open(table)
    phone.page.locator(".sc-review a", has_text="林秀英").first.click()
    phone.look()

    jin = visitor("jin")
    jin.open(table)
    jin.click("查阅记录")
    jin.sees("方海燕", "打印考察材料", "下载文件", "林秀英")
