"""Tags the page frames use; built in, so no template needs to load them."""

import re
from functools import cache
from pathlib import Path

from django import forms, template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..faces import faces_for
from ..menu import frame_entries, frame_sections

register = template.Library()
ICONS = Path(settings.BASE_DIR) / "static" / "vendor" / "bootstrap-icons" / "icons"


@register.simple_tag(takes_context=True)
def frame_menu(context, frame):
    """The menu entries of that frame for this reader: label, url, icon, active."""
    request = context["request"]
    return frame_entries(frame, request.user, request.path)


@register.simple_tag(takes_context=True)
def frame_menu_sections(context, frame):
    """The same under their headings: label, entries."""
    request = context["request"]
    return frame_sections(frame, request.user, request.path)


@register.simple_tag(takes_context=True)
def frame_faces(context):
    """The other faces of the site this reader may use: my, desk, office, and always the public."""
    return faces_for(context["request"].user, context["request"].path)


@register.simple_tag(takes_context=True)
def active_class(context, *prefixes, name="active"):
    """`active` when the page's address begins with one of these, else nothing."""
    path = context["request"].path
    return name if any(path.startswith(prefix) for prefix in prefixes) else ""


@register.simple_tag
def icon(name, label=""):
    """One icon drawn inline, as tall as the text beside it; silent to screen readers unless named.

    Names are those of the files in static/vendor/bootstrap-icons/icons; an unknown one raises.
    """
    body = _icon_body(name) if name else ""
    if label:
        return format_html(
            '<svg class="lz-icon" viewBox="0 0 16 16" role="img" aria-label="{}">{}</svg>',
            label,
            body,
        )
    return format_html(
        '<svg class="lz-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        body,
    )


@cache
def _icon_body(name):
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    inside = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1].strip()
    return mark_safe(inside)  # noqa: S308  our own vendored files


@register.simple_tag
def control(field):
    """A form field's widget with the class Bootstrap gives that kind of control."""
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    kind = _control_class(widget)
    attrs = {"class": f"{kind} {own}".strip()} if kind else {}
    return field.as_widget(attrs=attrs)


def _control_class(widget):
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    if isinstance(widget, forms.MultiWidget | forms.HiddenInput):
        return ""
    return "form-control"


@register.filter
def is_checkbox(field):
    """A single tick box: its label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice_list(field):
    """Radio buttons or several tick boxes: drawn as a group with a legend."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.simple_tag
def stylesheet(path):
    """A link to one of our static style sheets, for a page's `styles` block."""
    return format_html('<link rel="stylesheet" href="{}">', static(path))


@register.filter
def json_text(value):
    """JSON safe to stand inside a script element: `<`, `>` and `&` are written as escapes."""
    text = str(value)
    for character, escape in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return SafeString(text)


@register.filter
def milli(value):
    """Thousandths of a point as an exact decimal without trailing zeros: 7500 → 7.5."""
    if value is None:
        return ""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(int(value)), 1000)
    return f"{sign}{whole}.{rest:03d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"
