"""Sheets for the clerk to try the import with: one with a single bad row, and the corrected one."""

from datetime import timedelta

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from performance.models import Mandate

HEADINGS = ["序号", "姓名", "代表证号", "会议名称", "日期", "半天", "出席情况", "请假事由"]
MEETING = "县十九届人大临时会议"
FAULTY, RIGHT = "临时会议签到表（有一处错误）.xlsx", "临时会议签到表（已更正）.xlsx"


def folder():
    return settings.VAR_DIR / "demo"


def write_workbooks(place, today, dice):
    """Write both sheets of last week's extra session; returns their paths.

    As such sheets come: a title above, a line of totals beneath. In the faulty one a name is
    miswritten, 林秀英 as 林秀莹.
    """
    on = today - timedelta(days=3)
    on -= timedelta(days=max(0, on.weekday() - 4))  # a working day
    rows = _rows(place, on, dice)
    folder().mkdir(parents=True, exist_ok=True)
    paths = [folder() / FAULTY, folder() / RIGHT]
    for path in paths:
        _write(path, rows, on, faulty=path.name == FAULTY)
    return paths


def _rows(place, on, dice):
    mandates = (
        Mandate.objects.filter(congress=place.county)
        .in_office_on(on)
        .not_suspended_on(on)
        .select_related("deputy")
        .order_by("certificate_no")
    )
    namesakes = [mandate.deputy.name for mandate in mandates]
    rows = []
    for half_day in ("上午", "下午"):
        for mandate in mandates:
            name = mandate.deputy.name
            mark = dice.choices(["出席", "请假", "缺席"], weights=[90, 8, 2])[0]
            if mandate.pk == place.mandates[0].pk:
                mark = "出席"
            # As in any office, the certificate number is written only where a name is not enough.
            number = mandate.certificate_no if namesakes.count(name) > 1 else ""
            reason = "因公出差" if mark == "请假" else ""
            rows.append([name, number, MEETING, on, half_day, mark, reason])
    return rows


def _write(path, rows, on, *, faulty):
    book = Workbook()
    sheet = book.active
    sheet.title = "签到表"
    sheet.append([f"云岭县十九届人大临时会议签到表（{on.year}年{on.month}月{on.day}日）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment("center")
    sheet.append(HEADINGS)
    for number, row in enumerate(rows, start=1):
        name, *rest = row
        if faulty and name == "林秀英" and row[4] == "下午":
            name = "林秀莹"
        sheet.append([number, name, *rest])
    came = sum(row[5] == "出席" for row in rows)
    sheet.append(["合计", "", "", "", "", "", f"出席{came}人次", ""])
    for column, width in zip("ABCDEFGH", (6, 10, 10, 20, 13, 8, 10, 14), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(path)
