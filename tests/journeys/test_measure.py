"""From a newspaper cutting to a measure in force: written in the studio, published by another."""

from datetime import date, timedelta

CUTTING = """第一条 为了规范代表履职，制定本办法。
第二条 代表走访选民，每次得二分，全年最多十分。
第三条 代表提出建议，每件得三分。"""


def store(gao):
    gao.page.locator("main form.sc-form button[name=save]").click()
    gao.look()


def begin(gao):
    gao.open("/desk/measures/studio/new/")
    gao.page.locator("[name=how][value=blank]").check()
    gao.page.fill("[name=title]", "云岭县代表履职积分简明办法")
    gao.page.fill("[name=code]", "from-a-cutting")
    gao.page.locator("main form [type=submit]").click()
    gao.look()
    return gao.page.url.removeprefix(gao.site.address)


def add_item(gao, bench, *, code, name, clause, kind, points, most=""):
    page = gao.open(f"{bench}parts/items/new/")
    page.fill("[name='f.code']", code)
    page.fill("[name='f.name']", name)
    page.fill("[name='f.clause']", clause)
    page.select_option("[name='f.category']", "work")
    page.locator(f"[name='f.when.kind'][value={kind}]").check()
    page.fill("[name='f.points']", points)
    if most:
        page.locator("summary", has_text="限额").first.click()
        page.fill("[name='f.limit.max']", most)
    store(gao)


def test_from_a_cutting_to_a_measure_in_force(visitor):
    gao = visitor("gao")
    bench = begin(gao)

    # He pastes the cutting, and writes each clause as a rule.
    page = gao.open(f"{bench}clauses/")
    page.fill("[name=clauses]", CUTTING)
    page.locator("form:has([name=clauses]) [type=submit]").click()
    gao.look()
    gao.sees("第二条")
    page = gao.open(f"{bench}parts/categories/new/")
    page.fill("[name='f.code']", "work")
    page.fill("[name='f.name']", "履职")
    page.fill("[name='f.max']", "none")
    page.fill("[name='f.floor']", "none")
    store(gao)
    add_item(
        gao, bench, code="visit", name="走访选民", clause="第二条", kind="voter_contact",
        points="2", most="10",
    )  # fmt: skip
    add_item(
        gao,
        bench,
        code="suggestion",
        name="提出建议",
        clause="第三条",
        kind="suggestion",
        points="3",
    )

    # The open questions come up by themselves; he answers them.
    page = gao.open(f"{bench}switches/")
    for answer in page.locator(".sc-open").all():
        answer.locator("input[type=radio]").first.check()
    page.locator("main form.sc-form [type=submit]").click()
    gao.look()

    # One example by hand, which comes out.
    page = gao.open(f"{bench}examples/new/")
    page.fill("[name=name]", "走访六次只得十分")
    page.select_option("[name='fact.0.kind']", "voter_contact")
    page.fill("[name='fact.0.count']", "6")
    page.fill("[name='expect.total']", "10")
    page.locator("main form.sc-form [type=submit]").click()
    gao.look()
    gao.sees("与应得结果一致")

    # Handed in, he cannot put it into force himself; Head Tang can.
    gao.open(bench)
    page.locator("form[action$='/hand-in/'] button").click()
    gao.look()
    version = gao.page.url.removeprefix(gao.site.address)
    assert gao.page.locator("a[href$='/publish/']").count() == 0
    tang = visitor("tang")
    tang.open(f"{version}publish/")
    later = date.today() - timedelta(days=date.today().timetuple().tm_yday - 1)
    tang.page.fill("[name=in_force_from]", later.isoformat())
    tang.page.fill("[name=publicity_waived]", "试行办法，由主任会议决定")
    tang.page.locator("main form [type=submit]").click()
    tang.look()
    tang.sees("施行中")
