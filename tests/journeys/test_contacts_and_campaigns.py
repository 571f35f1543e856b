"""From a contact told on the phone to a released bulletin; from a campaign to a deputy's list."""


def test_a_member_logs_a_contact_gao_issues_the_bulletin_and_tang_releases_it(site, visitor):
    fang = visitor("fang", phone=True)
    fang.open("/my/contacts/")
    fang.sees("您联系的代表")
    fang.page.locator("main a[href*='/my/contacts/log/']").last.click()
    fang.look()
    page = fang.page
    page.locator("[name=deputies]").first.check()
    page.check("[name=mode][value=phone]")
    page.fill("[name=topic]", "了解冬修水利安排")
    page.locator("main form [type=submit]").click()
    fang.look()
    fang.sees("了解冬修水利安排", "待确认")

    gao = visitor("gao")
    gao.open("/desk/contacts/")
    gao.sees("方海燕", "无人联系")
    gao.click("本季度", role="link")
    gao.page.locator("main .ln-bulletin tbody a[href*='list=waiting']").first.click()
    gao.look()
    gao.sees("了解冬修水利安排")
    gao.page.go_back()
    gao.click("编制", role="button")
    gao.sees("已编制，待另一人签发")
    where = gao.page.url.removeprefix(site.address)
    assert gao.page.get_by_role("button", name="签发").count() == 0

    tang = visitor("tang")
    tang.open(where)
    tang.click("签发", role="button")
    tang.sees("已签发")
    tang.open(f"{where}print/")
    tang.sees("常委会组成人员联系代表情况通报", "合计")


def test_gao_opens_a_deputys_list_from_the_campaigns_dashboard(visitor):
    gao = visitor("gao")
    gao.open("/desk/campaigns/")
    gao.page.locator("main a", has_text="五项行动").first.click()
    gao.look()
    gao.sees("政策宣讲", "志愿服务", "捐款（元）")
    gao.page.locator("#deputies tbody th a").first.click()
    gao.look()
    gao.sees("已确认记录")
    gao.open("/desk/groups/")
    gao.sees("农业农村专业小组", "一致")

    lin = visitor("lin", phone=True)
    lin.open("/my/campaigns/")
    lin.sees("五项行动")
