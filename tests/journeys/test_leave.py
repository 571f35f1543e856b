"""On a small phone: Lin is called, asks for leave, her delegation's head approves, Gao closes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def test_lin_asks_for_leave_qin_approves_gao_closes_and_it_is_neither_done_nor_missed(
    site, visitor
):
    now = datetime.now(ZoneInfo(settings.TIME_ZONE))
    # Leave is asked for before a half-day begins. Late in the evening nothing begins any more
    # today: then the story is told of tomorrow and ends before the sheet is closed.
    late = now.hour >= 18
    on = now.date() + timedelta(days=late)
    gao = visitor("gao")
    gao.open("/desk/activities/new/")
    page = gao.page
    page.fill("[name=title]", "晚间物业管理专题询问")
    page.select_option("[name=kind]", index=1)
    page.select_option("[name=occasion]", "inquiry")
    page.fill("[name=starts_on]", on.isoformat())
    page.uncheck("[name=half_days][value=morning]")
    page.check("[name=half_days][value=evening]")
    page.check("[name=invited_only]")
    gao.click("保存草稿")
    gao.click("发布")
    page.fill("[name=who]", "林秀英")
    gao.click("加入")

    lin = visitor("lin", phone=True)
    lin.open("/my/duties/")
    lin.sees("晚间物业管理专题询问", "参加", "请假")
    lin.click("晚间物业管理专题询问")
    lin.click("请假")
    lin.page.check("[name=reason][value=health]")
    lin.page.fill("[name=note]", "住院复查")
    lin.click("提交请假")
    lin.sees("待审批", "代表团团长")

    gao.open("/desk/leave/")
    gao.sees("林秀英")
    assert "住院复查" not in gao.page.content()

    qin = visitor("qin", phone=True)
    qin.open("/desk/")
    qin.sees("待我审批")
    qin.open("/desk/leave/")
    qin.sees("林秀英", "住院复查")
    qin.click("准假")
    qin.sees("已准予林秀英请假")

    lin.open("/my/duties/")
    lin.click("晚间物业管理专题询问")
    lin.sees("已准假")
    if late:
        return
    gao.open("/desk/activities/")
    gao.click("晚间物业管理专题询问")
    page.locator("[data-pf-close]").click()
    gao.look()
    gao.sees("已关闭")
    lin.open("/my/dossier/")
    lin.sees("晚间物业管理专题询问", "请假获准")
