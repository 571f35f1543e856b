"""The first story, as a new user would try it: a register, a dossier, a ranking, a station."""

import re

import pytest

MEETING = "县十九届人大临时会议"
NEAR_DONGLING = {"latitude": 30.2312, "longitude": 109.7771}


def points_now(lin):
    """What Lin's page says her points of this year are."""
    lin.open("/my/points/")
    return float(lin.page.locator("main a[href^='/my/points/']").first.inner_text().split()[-1])


def unfold(someone):
    """Open the long lists of lines that are folded at first."""
    folded = someone.page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def upload(gao, sheet):
    gao.open("/desk/import/")
    kinds = gao.page.locator("select[name=target] option").all()
    values = [kind.get_attribute("value") for kind in kinds]
    register = next(value for value in values if value.startswith("register:"))
    gao.page.select_option("select[name=target]", register)
    gao.page.set_input_files("input[type=file]", sheet)
    gao.click("上传并核对")


def draw_anew(gao):
    """Gao draws this year's ranking again, so that the imported session is in it."""
    gao.open("/desk/rankings/")
    gao.page.locator("main .lz-list a[href*='/periods/']").first.click()
    gao.look()
    year = gao.page.locator("h1").inner_text().split()[-1]
    gao.page.fill("form[action$='/draw/'] [name=name]", f"{year}代表履职积分榜")
    gao.page.locator("form[action$='/draw/'] [type=submit]").click()
    gao.look()
    return re.search(r"/editions/(\d+)/", gao.page.url).group(1), year


def test_from_a_sign_in_register_to_a_published_ranking(site, visitor):
    lin = visitor("lin", phone=True)
    before = points_now(lin)

    # Clerk Gao imports the register with one bad row, and reads what is wrong.
    gao = visitor("gao")
    upload(gao, site.workbook("有一处错误"))
    gao.sees("林秀莹", "林秀英", "28")
    assert gao.page.locator("form[action$='/confirm/']").count() == 0
    assert points_now(lin) == before

    # He corrects the name and imports the sheet.
    upload(gao, site.workbook("已更正"))
    gao.page.locator("form[action$='/confirm/'] [type=submit]").click()
    gao.look()
    gao.sees("已导入")

    # Deputy Lin finds out on her telephone why the points are what they are.
    assert points_now(lin) == before + 6
    lin.page.locator("main a[href^='/my/points/']").first.click()
    lin.look()
    unfold(lin)
    lin.sees(MEETING, "第五条第一项", "+3", "高文书")
    lin.open("/my/dossier/")
    lin.page.locator(".pf-chapter summary", has_text="会议").first.click()
    lin.page.locator(".pf-chapter").get_by_text(MEETING).first.wait_for()

    # Gao draws the year's ranking anew but cannot publish it; Head Tang can.
    edition, year = draw_anew(gao)
    assert gao.page.locator("a[href$='/publish/']").count() == 0
    assert gao.page.goto(f"{site.address}/desk/rankings/editions/{edition}/publish/").status == 403
    gao.faults.clear()  # the browser reports the refusal just asked for

    # Groups of deputies came out far apart: nothing is published before somebody says why.
    gao.open(f"/desk/rankings/editions/{edition}/fairness/")
    gao.page.fill("main form [name=note]", "农民代表多在外务工，联系选民的机会少，已请各镇补排。")
    gao.page.locator("main form [type=submit]").click()
    gao.look()
    tang = visitor("tang")
    tang.open(f"/desk/rankings/editions/{edition}/")
    tang.page.locator("a[href$='/publish/']").click()
    tang.look()
    tang.page.fill("main form input[type=text]", year)
    tang.page.locator("main form [type=submit]").click()
    tang.look()

    # Now Lin reads her own row of it, and nobody else's.
    lin.open("/my/points/")
    lin.page.locator("main a[href^='/my/points/editions/']").first.click()
    lin.look()
    unfold(lin)
    lin.sees(MEETING, year)
    assert "赵大山" not in lin.page.locator("main").inner_text()
    assert lin.page.goto(f"{site.address}/desk/rankings/editions/{edition}/").status in (403, 404)
    lin.faults.clear()


@pytest.mark.parametrize(
    ("language", "town", "next_words"),
    [("zh-CN", "东岭镇", "下一次接待"), ("en-GB", "Dongling", "Next reception")],
)
def test_a_resident_finds_the_next_reception_day_nearby(visitor, language, town, next_words):
    resident = visitor(phone=True, language=language)
    page = resident.open("/")
    page.locator("a[href*='/stations/']").first.wait_for()
    page = resident.open("/stations/")
    resident.context.grant_permissions(["geolocation"])
    resident.context.set_geolocation(NEAR_DONGLING)
    page.locator("[data-nearest]").click()
    page.locator("[data-distance]:not(:empty)").first.wait_for()
    nearest = page.locator(".cms-station").first
    assert town in nearest.inner_text()
    nearest.locator("a").first.click()
    resident.look()
    resident.sees(next_words)
    assert re.search(r"\d{1,2}:\d{2}–\d{1,2}:\d{2}", page.locator(".cms-next").inner_text())


def test_a_resident_switches_the_language_and_stays_on_the_page(visitor):
    resident = visitor(phone=True)
    page = resident.open("/stations/dongling/")
    resident.sees("东岭镇人大代表联络站", "下一次接待")
    page.get_by_role("button", name="English").click()
    resident.look()
    assert page.url.endswith("/stations/dongling/")
    resident.sees("Dongling Town Liaison Station", "Next reception")


def test_no_public_page_tells_a_score(visitor):
    resident = visitor()
    for path in ("/", "/stations/", "/schedules/", "/notices/", "/stations/dongling/"):
        page = resident.open(path)
        text = page.locator("body").inner_text()
        assert "积分" not in text and "排名" not in text, path
