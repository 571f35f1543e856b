"""Writes the made-up roster and register beside it: `python -m tests.data.make_register`.

Nobody in them lives. The register has the faults real ones have: a title above the headings and a
total below, lines repeated word for word, one pair that contradicts itself, trailing blanks, odd
clock times, a body whose name was saved in the wrong encoding, a leaver, a newcomer, two deputies
of one name.
"""

import csv
from pathlib import Path

HERE = Path(__file__).parent
PEOPLE = [
    ("柳春生", "YS-01", "2024-01-08", ""),
    ("苗翠兰", "YS-02", "2024-01-08", ""),
    ("石永固", "YS-03", "2024-01-08", "2025-06-01"),  # left
    ("欧阳静", "YS-04", "2024-01-08", ""),
    ("石永红", "YS-05", "2025-09-10", ""),  # by-elected
    ("高山", "YS-06", "2024-01-08", ""),
    ("高山", "YS-07", "2024-01-08", ""),  # the same name
]
COMMITTEE = {"YS-01", "YS-02", "YS-03", "YS-06"}
BROKEN = "\u00c3\u0082\u00c2\u0092"  # an apostrophe, decoded wrongly twice
SITTINGS = [
    ("玉山县人民代表大会会议", "4", "2025-01-14", "上午", "09:00AM - 11:30AM", None),
    ("玉山县人民代表大会会议", "4", "2025-01-14", "下午", "14:01PM - 17:04PM", None),
    ("玉山县人民代表大会会议", "4", "2025-01-15", "上午", "09:00AM - 11:00AM", None),
    ("财政经济委员会", "7", "2025-03-05", "上午", "09:00AM - 10:40AM", COMMITTEE),
    ("财政经济委员会 ", "7", "2025-03-05", "下午", "13:01PM - 13:04PM", COMMITTEE),
    (
        f"环境与“绿水{BROKEN}”小组",
        "1",
        "2025-04-02",
        "晚上",
        "19:00PM - 20:00PM",
        {"YS-02", "YS-04"},
    ),
    ("财政经济委员会", "8", "2025-10-20", "上午", "09:00AM - 10:00AM", COMMITTEE),
    ("玉山县人民代表大会会议", "5", "2025-12-18", "上午", "09:00AM - 11:30AM", None),
    ("玉山县人民代表大会会议", "5", "2025-12-18", "下午", "14:00PM - 16:30PM", None),
]
MARKS = ["出席", "出席", "缺席", "出席", "请假", "出席", "出席", "迟到", "出席", "出席", "早退"]
HEADINGS = ["序号", "姓名", "代表证号", "会议", "会议次数", "日期", "半天", "起止时间", "出席情况"]


def roster():
    yield ["姓名", "代表证号", "任职日期", "离任日期", "终止原因"]
    for name, certificate, start, end in PEOPLE:
        yield [name, certificate, start, end, "辞职" if end else ""]


def register():
    yield ["玉山县第十七届人大代表会议签到表"]
    yield []
    yield HEADINGS
    number = 0
    for body, meeting, day, half, times, members in SITTINGS:
        for name, certificate, start, end in PEOPLE:
            inside = start <= day and (not end or day < end)
            if not inside or (members and certificate not in members):
                continue
            mark = MARKS[number % len(MARKS)]
            shown = certificate if name == "高山" else ""
            line = [name, shown, body, meeting, day, half, times, mark]
            number += 1
            yield [number, *line]
            if times.startswith("13:01PM") and certificate != "YS-01":
                number += 1
                again = "缺席" if certificate == "YS-06" else mark
                yield [number, *line[:-1], again]
    yield ["合计", "", "", "", "", "", "", "", number]


def write():
    for name, rows in (("roster.csv", roster()), ("register.csv", register())):
        with (HERE / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    write()
