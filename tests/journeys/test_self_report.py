"""A village deputy on a weak line: a visit told offline, kept, sent, confirmed, found again."""

import re


def test_lin_logs_a_visit_without_a_line_and_finds_it_confirmed(site, visitor):
    lin = visitor("lin", phone=True)
    lin.open("/my/log/")
    lin.page.locator(".sr-tiles a[href*='/visit/']").click()
    lin.look()
    page = lin.page
    small = page.evaluate(
        "[...document.querySelectorAll('.sr-form input:not([type=hidden]):not([type=file])"
        ", .sr-form textarea, .sr-form button')].filter(e => e.offsetHeight && "
        "(e.offsetHeight < 43 || parseFloat(getComputedStyle(e).fontSize) < 16)).length"
    )
    assert small == 0
    sentence = "走访独居老人两户，反映自来水压力小"
    page.fill("[name=place]", "东岭村三组")
    page.fill("[name=title]", sentence)
    page.get_by_role("button", name="昨天").click()

    # The line is gone: what was typed is kept, also when the page is opened anew.
    lin.context.set_offline(True)
    page.locator(".sr-form [type=submit]").click()
    page.get_by_role("button", name="立即发送").wait_for()
    lin.sees("网络不通")
    lin.faults.clear()  # the browser reports the lost line
    lin.context.set_offline(False)
    page.wait_for_url(re.compile(r"/my/log/\?mandate="))
    lin.look()
    lin.sees(sentence, "经办公室确认后")
    assert page.locator(".sr-kept li").count() == 0
    assert (
        page.evaluate("Object.keys(localStorage).filter(n => n.startsWith('luzhi.')).length") == 0
    )

    # Another is typed and the page closed; it stands there again, and goes with the sign-out.
    lin.open("/my/log/policy_talk/")
    page.fill("[name=title]", "讲解医保缴费政策")
    page.locator(".sr-kept-quiet:not(:empty)").wait_for()
    lin.open("/my/log/")
    lin.sees("讲解医保缴费政策", "尚未发送")
    lin.open("/my/log/policy_talk/")
    assert page.input_value("[name=title]") == "讲解医保缴费政策"
    lin.sees("已存在本机")

    gao = visitor("gao")
    gao.open("/desk/confirm/")
    row = gao.page.locator("li", has_text=sentence).first
    key = row.locator("input[name=record]").get_attribute("value")
    gao.page.check(f"input[name=record][value='{key}']")
    gao.page.locator("form:has(input[name=record]) .btn-primary[type=submit]").first.click()
    gao.look()

    lin.open("/my/dossier/")
    lin.sees(sentence, "高文书")
    assert page.locator(".pf-months-card").count() == 1
    page.locator("details.lz-user summary").click()
    page.locator("form[data-lz-sign-out] button").click()
    page.wait_for_load_state()
    assert (
        page.evaluate("Object.keys(localStorage).filter(n => n.startsWith('luzhi.')).length") == 0
    )


def test_the_presidium_enters_one_inspection_for_three(site, visitor):
    he = visitor("he")
    he.open("/desk/")
    he.open("/desk/log/")
    page = he.page
    page.check("[name=duty][value=inspection]")
    page.fill("[name=place]", "东岭水厂")
    page.fill("[name=title]", "视察农村饮水安全工程")
    boxes = page.locator("[name=participants]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.locator(".sr-entry [type=submit]").click()
    he.look()
    he.sees("已为 2 名代表登记", "待确认")
    he.open("/desk/log/entries/")
    he.sees("视察农村饮水安全工程")
