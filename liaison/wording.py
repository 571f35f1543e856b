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
