"""Figures of bulletins, groups and campaigns that open their lists."""

from urllib.parse import urlencode

from django import template
from django.utils.html import format_html

from ..link_sections import donated, yuan

register = template.Library()


@register.filter
def of(words, key):
    """What a table of words says of a key; the key itself where it says nothing."""
    return words.get(key, key)


@register.simple_tag
def figure_cell(figures, code, list_url, member, label):
    """A table cell with one figure; it opens its list where there is one and it is no nought."""
    value = figures[code] if isinstance(figures, dict) else getattr(figures, code)
    shown = value
    if list_url and value and code != "quota":
        asked = {"list": code} | ({"member": member} if member else {})
        shown = format_html('<a href="{}&amp;{}">{}</a>', list_url, urlencode(asked), value)
    return format_html('<td class="lz-num" data-label="{}">{}</td>', label, shown)


@register.filter
def in_yuan(cents):
    """Cents as yuan."""
    return yuan(cents)


@register.filter
def what_was_donated(part):
    """Money and goods of a part, in words."""
    return donated(part)


@register.simple_tag
def opens(campaign, value, **asked):
    """A figure of a campaign that opens its list; a nought opens nothing."""
    from django.urls import reverse

    if not value or value == "0":
        return value
    url = reverse("performance:campaign-list", args=[campaign.pk])
    return format_html('<a class="ln-tap" href="{}?{}">{}</a>', url, urlencode(asked), value)
