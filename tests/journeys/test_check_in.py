"""Lin checks in with the code on Gao's screen: in the hall, and where there is no network."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def hold_a_meeting(gao, title):
    """Gao announces a meeting that is on right now, for Lin and Zhao; its page is before him."""
    now = datetime.now(SHANGHAI)
    begins = max(time(0, 0), time(now.hour, max(0, now.minute - 5)))
    gao.open("/desk/activities/new/")
    page = gao.page
    page.fill("[name=title]", title)
    page.select_option("[name=kind]", index=1)
    page.select_option("[name=occasion]", "inquiry")
    page.fill("[name=starts_on]", f"{now:%Y-%m-%d}")
    page.fill("[name=times_morning]", f"{begins:%H:%M}–23:59")
    page.check("[name=invited_only]")
    gao.click("保存草稿")
    gao.click("发布")
    page.fill("[name=who]", "林秀英\n赵大山")
    gao.click("加入")
    gao.click("签到码大屏")


def take_lin_off_the_inspection(gao):
    """She is marked at the demonstration's inspection, which may be on at this hour too."""
    gao.open("/desk/activities/")
    gao.click("安全生产专题视察")
    gao.click("名单点名")
    gao.page.fill("[name=q]", "lxy")
    gao.page.get_by_role("button", name="撤销林秀英").click()
    gao.page.get_by_role("button", name="林秀英已到").wait_for()
    gao.look()


def here(page):
    """How many the screen says have come."""
    return page.locator(".ci-count strong").inner_text()


def test_lin_scans_the_screen_and_its_count_rises(site, visitor):
    gao, lin = visitor("gao"), visitor("lin", phone=True)
    take_lin_off_the_inspection(gao)
    hold_a_meeting(gao, "今日专题会")
    assert here(gao.page) == "0"
    address = gao.page.locator("[data-ci-url]").get_attribute("data-ci-url")
    lin.open(address.removeprefix(site.address))
    lin.sees("今日专题会", "我已到场")
    lin.click("我已到场，签到")
    lin.sees("签到成功", "今日专题会")
    gao.page.locator(".ci-count strong").get_by_text("1", exact=True).wait_for()
    assert "林秀英" in gao.page.locator(".ci-arrivals").inner_text()
    gao.look()


def test_a_code_typed_without_network_is_kept_sent_later_and_accepted(site, visitor):
    gao, lin = visitor("gao"), visitor("lin", phone=True)
    hold_a_meeting(gao, "断网签到会")
    screen = gao.page.url
    page = lin.open("/my/check-in/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    lin.context.set_offline(True)
    page.goto(site.address + "/my/check-in/")
    lin.faults.clear()  # the browser itself notes that there is no network
    lin.sees("当前没有网络")
    typed = gao.page.locator(".ci-typed strong").inner_text()
    page.fill("[name=code]", typed)
    page.get_by_role("button", name="我已到场").click()
    page.locator("[data-ci-kept]").wait_for()
    assert page.locator("[data-ci-number]").inner_text() == "1"
    lin.look()
    page.wait_for_timeout(31_000)  # by now the code is old; only its seal says when it was shown
    lin.context.set_offline(False)
    page.locator("[data-ci-sent]").wait_for()
    lin.faults.clear()
    page.locator("[data-ci-result]").click()
    lin.sees("已收到，待工作人员核对", "补传")

    gao.open(screen.removeprefix(site.address).split("check-in/")[0] + "check-ins/")
    gao.sees("林秀英", "事后补传", "手机时间")
    gao.page.check("[name=chosen]")
    gao.page.fill("[name=reason]", "现场核对无误")
    gao.click("认定所选")
    gao.sees("已认定 1 条签到")
    lin.page.reload()
    lin.sees("签到成功", "现场核对无误")
