"""A village deputy's month on a small screen and a slow line, from the first tap to the dossier."""

from .test_check_in import hold_a_meeting, take_lin_off_the_inspection

# A weak rural signal: half a second there and back, 50 kB a second.
SLOW = {
    "offline": False,
    "latency": 500,
    "downloadThroughput": 50_000,
    "uploadThroughput": 25_000,
}


def test_lin_logs_a_visit_checks_in_asks_for_leave_and_finds_the_month_with_nothing(site, visitor):
    gao, lin = visitor("gao"), visitor("lin", phone=True)
    take_lin_off_the_inspection(gao)
    hold_a_meeting(gao, "小流域治理座谈会")
    screen = gao.page.locator("[data-ci-url]").get_attribute("data-ci-url")

    line = lin.context.new_cdp_session(lin.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    lin.context.set_default_timeout(60_000)
    page = lin.page

    # Into the hall with the code on the screen; it holds half a minute, even on this line.
    lin.open(screen.removeprefix(site.address))
    lin.click("我已到场，签到")
    lin.sees("签到成功", "小流域治理座谈会")

    # A visit on the way home: what, where, one sentence.
    sentence = "走访沿河三户，反映护坡松动"
    lin.open("/my/log/visit/")
    page.fill("[name=place]", "东岭村三组")
    page.fill("[name=title]", sentence)
    page.locator(".sr-form [type=submit]").click()
    page.wait_for_url("**/my/log/?mandate=*")
    lin.sees(sentence, "待确认")

    # Next week she cannot come.
    lin.open("/my/duties/")
    lin.click("乡村医疗服务专题调研")
    lin.click("请假")
    page.check("[name=reason][value=work]")
    lin.click("提交请假")
    lin.sees("待审批")

    gao.open("/desk/confirm/")
    row = gao.page.locator("li", has_text=sentence).first
    row.locator("input[name=record]").check()
    gao.page.locator("form:has(input[name=record]) .btn-primary[type=submit]").first.click()
    gao.look()

    # Confirmed, and the months without anything are named as many as the strip shows.
    lin.open("/my/dossier/")
    lin.sees(sentence)
    named = page.locator(".pf-cover").inner_text()
    assert ("无活动月份" in named) != ("没有空白月份" in named)
    empty = page.locator(".pf-cover .lz-month-missed").count()
    assert (empty > 0) == ("无活动月份" in named)
