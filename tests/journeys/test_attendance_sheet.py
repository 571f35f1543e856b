"""From an announced meeting to a line in a deputy's volume, marked at the keyboard."""


def test_gao_marks_a_sheet_by_keyboard_and_lin_finds_it_in_her_dossier(site, visitor):
    gao = visitor("gao")
    gao.open("/desk/activities/new/")
    page = gao.page
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    page.fill("[name=title]", "县人大常委会专题询问会")
    page.select_option("[name=kind]", index=1)
    page.select_option("[name=occasion]", "inquiry")
    page.fill("[name=starts_on]", today)
    page.check("[name=half_days][value=afternoon]")
    page.check("[name=invited_only]")
    gao.click("保存草稿")
    gao.click("发布")
    page.fill("[name=who]", "林秀英\n赵大山")
    gao.click("加入")

    # Two people, two half-days. A number marks and moves down; counts follow.
    page.locator("select.pf-mark").first.focus()
    for key in ("2", "ArrowUp", "ArrowRight", "4"):
        page.keyboard.press(key)
    assert counts(page) == {"came": "1", "leave": "1", "absent": "0", "open": "2"}
    gao.click("其余全部出席")
    assert counts(page) == {"came": "3", "leave": "1", "absent": "0", "open": "0"}
    page.locator(".pf-sheet-head .btn-primary").click()
    gao.look()
    gao.sees("已保存 4 处")
    page.locator("[data-pf-close]").click()
    gao.look()
    gao.sees("已关闭")

    lin = visitor("lin", phone=True)
    lin.open("/my/dossier/")
    lin.sees("县人大常委会专题询问会", "迟到", "请假获准", "高文书")
    lin.open(lin.page.locator(".pf-percent a").first.get_attribute("href"))
    lin.sees("县人大常委会专题询问会")


def counts(page):
    """What the sheet says so far."""
    keys = ("came", "leave", "absent", "open")
    return {key: page.locator(f"[data-pf-count={key}]").inner_text() for key in keys}
