"""Workbooks and CSV files for the tests, made on the spot."""

import io

from openpyxl import Workbook

REGISTER = ["姓名", "会议", "会议次数", "日期", "半天", "起止时间", "出席情况"]
ROSTER = ["姓名", "代表证号", "选区", "代表团", "任职日期", "离任日期", "手机"]


def book(*rows, title="签到表", sheets=None):
    """The bytes of a workbook with these rows (or `sheets`: name → rows)."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, lines in (sheets or {title: rows}).items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def csv(*rows, encoding="utf-8"):
    """The bytes of a CSV file with these rows."""
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


def register(*rows):
    """A register with the usual headings."""
    return book(REGISTER, *rows)


def roster(*rows):
    """A roster with the usual headings."""
    return book(ROSTER, *rows)


def line(
    name="林秀英", on="2026-03-05", mark="出席", body="财政经济委员会", number="1", half="上午"
):
    """One row of a register."""
    return [name, body, number, on, half, "09:00-11:30", mark]
