"""The public site of 云岭县: station pages, notices, a schedule prepared, approved, published."""

from datetime import timedelta

from cms.models import (
    HomePage,
    NoticeIndexPage,
    NoticePage,
    ScheduleIndexPage,
    SchedulePage,
    StationPage,
)
from cms.services.schedules import prepare_from_roster
from cms.services.station_pages import keep_all_station_pages
from foundation.office import sync_office_groups
from liaison.models import ReceptionDay
from liaison.services.receptions import cancel_reception, move_reception

NOTICES = [
    (
        "关于开展代表集中接待选民活动的通知",
        "Deputies receive residents across the county",
        "全县各代表之家、代表联络站将集中接待选民，欢迎群众就近反映意见建议。",
        "Every deputies' home and liaison station receives residents. Come to the one nearest you.",
    ),
    (
        "滨江社区代表联系点恢复开放",
        "Binjiang contact point open again",
        "滨江社区代表联系点修缮完毕，每周四上午恢复接待。",
        "Repairs are done; deputies receive residents there every Thursday morning again.",
    ),
    (
        "反映问题请带上什么",
        "What to bring when you raise a problem",
        "如有合同、票据、照片等材料，请一并带来；没有也不妨碍反映问题。",
        "Bring contracts, receipts or photographs if you have them; come without them too.",
    ),
]


def make_site(place, people, today):
    """Pages of the stations, three notices, and a schedule that went through moderation.

    After it was published one of its days was moved and one cancelled, so the page shows what a
    reader finds then.
    """
    for username in ("bian", "shen"):
        sync_office_groups(people[username])
    keep_all_station_pages()
    front = HomePage.objects.get()
    front.title, front.title_en = "云岭县人大代表联络站", "Yunling Deputies"
    front.save_revision().publish()
    home = StationPage.objects.get(station__slug="county-home")
    home.directions = "乘1路、3路公交车至人民路站，向东步行100米。"
    home.directions_en = "Bus 1 or 3 to Renmin Road, then 100 metres east."
    home.intro = "县人大代表之家，设接待室、学习室、调解室，五级代表轮流进站。"
    home.intro_en = "The county's deputies' home; deputies of all five levels take turns here."
    home.save_revision().publish()
    for age, (title, title_en, intro, intro_en) in enumerate(NOTICES):
        notice = NoticePage(
            title=title,
            title_en=title_en,
            slug=f"notice-{age + 1}",
            intro=intro,
            intro_en=intro_en,
            on=today - timedelta(days=4 + 9 * age),
        )
        NoticeIndexPage.objects.get().add_child(instance=notice)
    _published_schedule(place, people, today)


def _published_schedule(place, people, today):
    first = today.replace(day=1)
    last = (first + timedelta(days=63)).replace(day=1) - timedelta(days=1)
    page = SchedulePage(
        title=f"{first.year}年{first.month}—{last.month}月人大代表接待日程",
        title_en=f"Reception schedule, {first:%B} and {last:%B %Y}",
        slug=f"schedule-{first:%Y-%m}",
        congress=place.county,
        first=first,
        last=last,
        intro="请就近到站反映意见建议；如有变动，以各站点页面为准。",
        intro_en="Come to the station nearest you. Should anything change, it is marked here.",
        live=False,
    )
    ScheduleIndexPage.objects.get().add_child(instance=page)
    prepare_from_roster(page)
    page.save_revision(user=people["bian"])
    state = page.get_workflow().start(page, people["bian"])
    state.current_task_state.approve(user=people["shen"])
    coming = ReceptionDay.objects.due().from_day(today + timedelta(days=4)).order_by("on", "pk")
    if moved := coming.filter(station__slug="dongling").first():
        to = moved.on + timedelta(days=1)
        move_reception(moved, to=to, by=people["gao"], reason="因全县防汛会议，顺延一天。")
    if cancelled := coming.filter(station__slug="binjiang").first():
        cancel_reception(cancelled, by=people["gao"], reason="社区换届选举，当日暂停接待。")
