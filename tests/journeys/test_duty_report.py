"""From a draft on a telephone to a published verdict, the tally read by two people."""

RIGHT = {"issued": 46, "returned": 45, "valid": 44, "invalid": 1}
RIGHT |= {"competent": 38, "basically": 5, "not_competent": 1}


def missing(visitor):
    """How many deputies in office have not reported."""
    visitor.open("/desk/duty-reports/?list=none")
    return int(visitor.page.locator(".pf-chips span").last.inner_text())


def enter(visitor, path, *, refused=False, **changes):
    """Fill in the tally; where it is refused the browser notes the 422, and nothing else."""
    visitor.open(path)
    for name, figure in {**RIGHT, **changes}.items():
        visitor.page.fill(f"[name={name}]", str(figure))
    visitor.page.get_by_role("button", name="录入测评票").click()
    visitor.page.wait_for_load_state("load")
    if refused:
        visitor.page.locator(".alert-danger").wait_for()
        assert all("422" in fault for fault in visitor.faults), visitor.faults
        visitor.faults.clear()
    visitor.look()


def test_lin_reports_to_her_voters_and_two_people_count_the_ballot(site, visitor):
    lin = visitor("lin", phone=True)
    lin.open("/my/duty-reports/")
    lin.page.locator(".lz-list a").first.click()
    lin.look()
    lin.click("根据履职档案生成初稿")
    text = lin.page.locator("[name=text]")
    draft = text.input_value()
    assert "我是林秀英" in draft and "应参加会议和活动" in draft and "联系选民" in draft
    text.fill(draft + "\n\n下一步，帮大树村把老年助餐点办起来。")
    lin.click("保存并提交")
    lin.sees("已提交", "帮大树村把老年助餐点办起来")

    gao = visitor("gao")
    before = missing(gao)
    gao.open("/desk/duty-reports/?q=林秀英")
    gao.page.locator(".pf-rows tbody a").first.click()
    gao.look()
    path = gao.page.url.removeprefix(site.address)
    gao.click("发出通知")
    today = gao.page.evaluate("new Date().toISOString().slice(0, 10)")
    gao.page.fill("[name=delivered_on]", today)
    gao.page.fill("[name=present]", "48")
    gao.click("登记述职")
    assert missing(gao) == before - 1
    enter(gao, path)
    gao.sees("请另一人")

    tang = visitor("tang")
    enter(tang, path, refused=True, valid=43)
    tang.sees("两者必须相等")
    enter(tang, path, refused=True, competent=37, basically=6)
    tang.sees("两遍录入不一致", "称职；基本称职", "两遍都没有保存")
    enter(tang, path)
    enter(gao, path)
    gao.sees("两遍录入一致", "须由另一人办理")
    tang.open(path)
    tang.click("公布结果")
    tang.sees("结果已公布")
    tang.open(f"{path}result/")
    lin.page.reload()
    lin.look()
    lin.sees("测评结论", "称职", "38")
