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
