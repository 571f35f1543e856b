"""How pages write reception days."""

from django import template
from django.utils import timezone

from ..public import deputies_on_duty
from ..wording import (
    day_words,
    days_away,
    hours_words,
    leaf_words,
    listed,
    month_words,
    rule_words,
    week_words,
)

register = template.Library()
register.filter("leaf_words", leaf_words)
register.filter("listed", listed)
register.filter("month_words", month_words)
register.filter("week_words", week_words)
register.filter("rule_words", rule_words)
TONES = {
    "planned": "neutral",
    "announced": "info",
    "moved": "warning",
    "cancelled": "danger",
    "held": "success",
}


@register.filter
def reception_date(day):
    """11月25日 星期三, or Wed 25 November."""
    return day_words(day) if day else ""


@register.filter
def reception_hours(row):
    """09:00–11:00, of anything with `starts_at` and `ends_at`."""
    return hours_words(row.starts_at, row.ends_at)


@register.filter
def reception_away(day):
    """today, tomorrow, in 3 days, or nothing."""
    return days_away(day, timezone.localdate())


@register.filter
def reception_tone(status):
    """The colour of a status."""
    return TONES.get(status, "neutral")


@register.filter
def on_duty(day):
    """Who is on duty, as the public may read it."""
    return deputies_on_duty(day)


@register.filter
def on_duty_names(day):
    """The names of those on duty."""
    return [deputy.label for deputy in deputies_on_duty(day)]
