"""At the desk: Gao puts down a by-election, ends a mandate, opens a term; Tang closes the old."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def test_gao_follows_the_roster_and_tang_closes_the_term(site, visitor):
    today = datetime.now(ZoneInfo(settings.TIME_ZONE)).date().isoformat()
    gao = visitor("gao")
    page = gao.page

    gao.open("/desk/deputies/?elected=first")
    page.locator(".pf-filters > summary").click()
    gao.look()
    gao.sees("已选 1 项")

    gao.open("/desk/deputies/")
    gao.click("新增任职")
    page.fill("[name=name]", "单立新")
    gao.click("下一步")
    page.fill("[name=certificate_no]", "BX001")
    page.fill("[name=elected_on]", today)
    page.fill("[name=starts_on]", today)
    gao.click("登记任职")
    gao.sees("单立新", "BX001", "补选")

    gao.click("终止代表资格")
    page.select_option("[name=reason]", "moved_away")
    page.fill("[name=ends_on]", today)
    page.fill("[name=notice_ref]", "云人常公告〔2026〕9号")
    page.fill("[name=notice_on]", today)
    gao.click("终止代表资格", role="button")
    gao.sees("迁出或者调离本行政区域", "云人常公告〔2026〕9号")
    page.get_by_role("link", name="履职档案").first.click()
    gao.look()
    page.locator(".pf-chapter > summary").first.click()
    gao.look()
    gao.sees("迁出或者调离本行政区域")

    gao.open("/desk/terms/")
    county = page.locator("[name=congress]")
    if county.locator("option").count() > 1 and not county.input_value():
        county.select_option(index=1)
    page.fill("[name=number]", "20")
    page.fill("[name=starts_on]", today)
    page.locator("main form [type=submit]").last.click()
    gao.look()
    term = page.url.removeprefix(site.address)
    page.locator("[name=mandate]").first.check()
    gao.click("结转所选代表")
    gao.click("申请结转")
    gao.sees("申请", "须由另一人")

    tang = visitor("tang")
    tang.open(term)
    tang.click("办理结转")
    tang.sees("本届已结转")
    phone = visitor("tang", phone=True)
    for path in ("/desk/deputies/", "/desk/deputies/new/", "/desk/terms/", term):
        phone.open(path)
