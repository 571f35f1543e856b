"""The clerk's day: the queue, a photo used twice, one sent back by keyboard, the rest in bulk."""

SECOND = "走访西河村种植户，了解灌溉用水"
OWN = "参加村民议事会，听取道路硬化意见"


def row_with(page, words):
    return page.locator("[data-ev-row]", has_text=words)


def test_gao_works_through_the_queue(visitor):
    gao = visitor("gao")
    page = gao.open("/desk/confirm/")
    gao.sees(SECOND, OWN)

    # Only the deputies of one township.
    towns = page.locator("select[name=delegation]")
    [west] = [o for o in towns.locator("option").all_inner_texts() if "西河" in o]
    towns.select_option(label=west)
    gao.click("查看")
    gao.sees(SECOND)
    assert row_with(page, OWN).count() == 0

    # A photo looks like another one: the record, then both side by side.
    row = row_with(page, SECOND)
    assert "疑似重复照片" in row.inner_text()
    row.locator("[data-ev-open]").click()
    gao.look()
    assert page.locator(".ev-pieces img").evaluate("image => image.naturalWidth") > 0
    page.locator("a[href^='/desk/duplicates/']:not([href$='/duplicates/'])").click()
    gao.look()
    gao.sees("林秀英", "赵大山", "两次履职相隔 4 天")
    for image in page.locator(".ev-pair img").all():
        assert image.evaluate("image => image.naturalWidth") > 0
    page.fill("[name=note]", "这张照片与林秀英代表的照片相同，请说明。")
    gao.click("请代表说明")

    # One goes back, by keyboard alone.
    gao.open("/desk/confirm/")
    place = [SECOND in text for text in page.locator("[data-ev-row]").all_inner_texts()].index(True)
    for _step in range(place + 1):
        page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_url("**/return/**")
    gao.look()
    page.get_by_label("缺少照片或其他佐证").check()
    page.fill("[name=words]", "请补一张当天的照片")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/confirm/")
    gao.look()
    assert row_with(page, SECOND).count() == 0

    # Her own submission is not hers to confirm; the rest is confirmed at once.
    own = row_with(page, OWN)
    assert own.locator("input").count() == 0
    assert "由您本人提交，须由他人确认" in own.inner_text()
    page.locator(".ev-all summary").click()
    gao.look()
    gao.click("确认全部待确认")
    assert "您本人提交，须由他人确认" in page.locator("body").inner_text()
    gao.sees(OWN)

    # Zhao reads why, and what is asked about the photo.
    zhao = visitor("zhao", phone=True)
    zhao.open("/my/")
    zhao.sees("有照片需要您说明")
    zhao.page.locator("a[href^='/my/records/']").first.click()
    zhao.look()
    zhao.sees("请说明", "请补一张当天的照片")
    assert "林秀英" not in zhao.page.locator("h1").inner_text()
    zhao.page.fill("[name=answer]", "两人同去走访，用了同一张照片，已补拍。")
    zhao.page.locator("form[action$='/answer/'] [type=submit]").click()
    zhao.look()


def test_the_auditors_sample_can_be_drawn_again_by_anyone(visitor):
    jin = visitor("jin")
    jin.open("/desk/audit/")
    jin.page.locator("main table a").first.click()
    jin.look()
    jin.page.locator("main details summary").first.click()
    jin.sees("任何人都可以照此重抽", "yunling-2026-0917-rain-at-noon")
