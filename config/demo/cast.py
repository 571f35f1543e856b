"""The people who sign in to the demonstration: the same cast the tests tell their stories with."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from foundation.models import Posting, Role, User

from . import PASSWORD


@dataclass(frozen=True)
class Member:
    username: str
    name: str
    role: str
    what: str
    starts_at: str


CAST = [
    Member(
        "gao", "高文书", Role.CLERK, "clerk of the deputy-affairs committee 代工委文书", "/desk/"
    ),
    Member("tang", "唐主任", Role.HEAD, "its head, the second person 代工委主任", "/desk/"),
    Member("xie", "谢委员", Role.COMMITTEE, "committee reader 常委会委员", "/desk/"),
    Member("jin", "金审计", Role.AUDITOR, "audit administrator 审计管理员", "/desk/"),
    Member(
        "chen", "陈站长", Role.STATION_OFFICER, "officer of Dongling station 联络站站长", "/desk/"
    ),
    Member("sun", "孙站长", Role.STATION_OFFICER, "officer of Xihe station 联络站站长", "/desk/"),
    Member(
        "he", "何干事", Role.TOWN_CLERK, "clerk of Dongling's presidium 镇人大主席团干事", "/desk/"
    ),
    Member("bian", "卞编辑", Role.EDITOR, "site editor 网站编辑", "/office/"),
    Member("shen", "沈审核", Role.MODERATOR, "site moderator 网站审核", "/office/"),
    Member("lin", "林秀英", "", "deputy, phone 13800000002 人大代表", "/my/"),
    Member("zhao", "赵大山", "", "deputy of another constituency 人大代表", "/my/"),
    Member("qin", "秦守田", "", "deputy, head of the Dongling delegation 代表团团长", "/desk/"),
    Member("fang", "方海燕", "", "deputy on the standing committee 常委会委员", "/my/"),
    Member("xi", "席系统", Role.SYSTEM_ADMIN, "system administrator 系统管理员", "/office/"),
    Member("an", "安保密", Role.SECURITY_ADMIN, "security administrator 安全管理员", "/office/"),
]
AT_A_STATION = {"chen", "sun", "he"}  # posted to their station or delegation when it is made


def make_cast(congress):
    """The cast's sign-ins, each posted to that congress. Returns them by user name."""
    secret = make_password(PASSWORD)
    people = {}
    for member in CAST:
        user = User(username=member.username, name=member.name, password=secret)
        if member.username in ("gao", "lin"):
            user.phone = "13800000001" if member.username == "gao" else "13800000002"
        user.save()
        if member.role and member.username not in AT_A_STATION:
            Posting.objects.create(
                user=user, role=member.role, scope="congress", scope_id=congress.pk
            )
        people[member.username] = user
    return people
