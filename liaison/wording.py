"""Days and hours as residents read them: 11月25日 星期三 09:00–11:00; Wed 25 November."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from foundation.language import reads_chinese

WEEKDAYS = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]


def day_words(day, *, today=None):
    """A day with its weekday; the year only when it is not this one."""
    today = today or timezone.localdate()
    if reads_chinese():
        year = f"{day.year}年" if day.year != today.year else ""
        return f"{year}{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"
    return date_format(day, "D j F" if day.year == today.year else "D j F Y")


def month_words(day):
    """The month of a day: 2026年11月; November 2026."""
    return f"{day.year}年{day.month}月" if reads_chinese() else date_format(day, "F Y")


def leaf_words(day):
    """The three lines of a calendar leaf: 11月, 25, 周三; Nov, 25, Wed."""
    if reads_chinese():
        return f"{day.month}月", str(day.day), "周" + WEEKDAYS[day.weekday()][-1]
    return date_format(day, "M"), str(day.day), date_format(day, "D")


def week_words(hours):
    """An ordinary week, like days together: [("Monday–Friday", ["08:30–12:00", "14:30–17:30"]), …].

    `hours`: opening hours in the order of the week.
    """
    stretches = {}
    for row in hours:
        words = hours_words(row.opens_at, row.closes_at)
        stretches.setdefault(row.weekday, []).append(words)
    names = {row.weekday: row.get_weekday_display() for row in hours}
    runs = []
    for weekday in sorted(stretches):
        last = runs[-1] if runs else None
        if last and last[1] == weekday - 1 and stretches[last[0]] == stretches[weekday]:
            last[1] = weekday
        else:
            runs.append([weekday, weekday])
    return [(str(names[a]) if a == b else f"{names[a]}–{names[b]}", stretches[a]) for a, b in runs]


def rule_words(rule):
    """A roster rule in one phrase: 每月5日、25日; Odd months, first Monday."""
    months = rule.get_months_display()
    if rule.frequency == rule.Frequency.WEEKLY:
        if rule.every_weeks == 1:
            return gettext("Every %(weekday)s") % {"weekday": rule.get_weekday_display()}
        return gettext("%(weekday)s every %(n)d weeks") % {
            "weekday": rule.get_weekday_display(),
            "n": rule.every_weeks,
        }
    if rule.frequency == rule.Frequency.MONTHLY_WEEKDAY:
        return gettext("%(months)s, %(nth)s %(weekday)s") % {
            "months": months,
            "nth": rule.get_nth_display().lower(),
            "weekday": rule.get_weekday_display(),
        }
    days = rule.days.replace(" ", "").split(",")
    return gettext("%(months)s, day %(days)s") % {
        "months": months,
        "days": "日、".join(days) if reads_chinese() else ", ".join(days),
    }


def listed(words):
    """Words in a row: 林秀英、赵大山; Lin Xiuying, Zhao Dashan."""
    return ("、" if reads_chinese() else ", ").join(str(word) for word in words)


def hours_words(starts_at, ends_at):
    """From–to, with an en dash: 09:00–11:00."""
    return f"{starts_at:%H:%M}–{ends_at:%H:%M}"


def days_away(day, today):
    """How far off a day is, in words, within a week; nothing beyond."""
    distance = (day - today).days
    if distance == 0:
        return gettext("today")
    if distance == 1:
        return gettext("tomorrow")
    if 1 < distance <= 7:
        return gettext("in %(days)d days") % {"days": distance}
    return ""
