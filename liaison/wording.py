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
