"""The State Council's day-off schedules as published, year by year (国务院办公厅放假安排)."""

from datetime import date, timedelta

# year → (holidays: name → first and last day off, weekend days worked)
SCHEDULES = {
    2024: (
        {
            "元旦": ["01-01", "01-01"],
            "春节": ["02-10", "02-17"],
            "清明节": ["04-04", "04-06"],
            "劳动节": ["05-01", "05-05"],
            "端午节": ["06-10", "06-10"],
            "中秋节": ["09-15", "09-17"],
            "国庆节": ["10-01", "10-07"],
        },
        ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    ),
    2025: (
        {
            "元旦": ["01-01", "01-01"],
            "春节": ["01-28", "02-04"],
            "清明节": ["04-04", "04-06"],
            "劳动节": ["05-01", "05-05"],
            "端午节": ["05-31", "06-02"],
            "国庆节、中秋节": ["10-01", "10-08"],
        },
        ["01-26", "02-08", "04-27", "09-28", "10-11"],
    ),
    2026: (
        {
            "元旦": ["01-01", "01-03"],
            "春节": ["02-15", "02-23"],
            "清明节": ["04-04", "04-06"],
            "劳动节": ["05-01", "05-05"],
            "端午节": ["06-19", "06-21"],
            "中秋节": ["09-25", "09-27"],
            "国庆节": ["10-01", "10-07"],
        },
        ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    ),
}


def official_days(year):
    """Every moved day of that year: (date, worked?, name)."""
    holidays, worked = SCHEDULES[year]
    days = []
    for name, (first, last) in holidays.items():
        day = date.fromisoformat(f"{year}-{first}")
        while day <= date.fromisoformat(f"{year}-{last}"):
            days.append((day, False, name))
            day += timedelta(days=1)
    days += [(date.fromisoformat(f"{year}-{day}"), True, "调休上班") for day in worked]
    return sorted(days)
