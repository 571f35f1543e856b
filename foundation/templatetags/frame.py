"""Tags the page frames use; built in, so no template needs to load them."""

from django import template

from ..menu import menu_items

register = template.Library()


@register.simple_tag(takes_context=True)
def frame_menu(context, frame):
    """The menu entries of that frame which this reader may use."""
    return menu_items(frame, context["request"].user)


@register.filter
def milli(value):
    """Thousandths of a point as an exact decimal without trailing zeros: 7500 → 7.5."""
    if value is None:
        return ""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(int(value)), 1000)
    return f"{sign}{whole}.{rest:03d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"
