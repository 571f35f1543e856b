"""How duty reports and money are shown."""

from django import template

register = template.Library()

REPORT_TONES = {
    "planned": "warning",
    "drafted": "info",
    "notified": "info",
    "delivered": "info",
    "reviewed": "warning",
    "result_published": "success",
    "archived": "neutral",
    "cancelled": "neutral",
}


@register.filter
def report_tone(status):
    """The badge colour of a report's status."""
    return REPORT_TONES.get(status, "neutral")


@register.filter
def yuan(cents):
    """Whole cents as yuan with two places: 15000 → 150.00."""
    if cents is None:
        return "0.00"
    sign, cents = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{cents // 100:,}.{cents % 100:02d}"


RUN_TONES = {"drawn": "warning", "checked": "info", "approved": "info", "paid": "success"}


@register.filter
def run_tone(status):
    """The badge colour of a run's status."""
    return RUN_TONES.get(status, "neutral")
