"""The entries of each frame's menu. Every room adds its own when it starts (`ready()`).

register_menu_item("desk", _("Activities"), "performance:activities", order=20, allowed=is_clerk)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

_ITEMS = {}
_SECTIONS = {}


@dataclass(frozen=True)
class MenuItem:
    label: object
    url_name: str
    order: int
    allowed: Callable
    icon: str


@dataclass(frozen=True)
class MenuEntry:
    """A menu item as one reader sees it on one page."""

    label: object
    url: str
    icon: str
    active: bool
    order: int = 0


@dataclass(frozen=True)
class MenuSection:
    """Entries that stand together under a heading; the first ones may have none."""

    label: object
    entries: tuple


def register_menu_section(frame, label, *, order):
    """A heading in a frame's menu: over the entries from that order on, up to the next heading."""
    _SECTIONS.setdefault(frame, {})[order] = label


def register_menu_item(frame, label, url_name, *, order=100, allowed=lambda user: True, icon=""):
    """Add an entry to a frame ("public", "my", "desk"). `allowed(user)` decides who sees it.

    `url_name` is a URL's name, or an address beginning with "/" (a page of the public site).
    """
    _ITEMS.setdefault(frame, {})[url_name] = MenuItem(label, url_name, order, allowed, icon)


def menu_items(frame, user):
    """The entries this person sees in that frame, in order."""
    items = sorted(_ITEMS.get(frame, {}).values(), key=lambda item: (item.order, item.url_name))
    return [item for item in items if item.allowed(user)]


def frame_entries(frame, user, path):
    """The same, with addresses, the one that leads to `path` marked: the longest that fits."""
    found = []
    for item in menu_items(frame, user):
        url = item.url_name if item.url_name.startswith("/") else reverse(item.url_name)
        found.append((item, url))
    best = max((url for _, url in found if _leads_to(url, path)), key=len, default=None)
    return [MenuEntry(item.label, url, item.icon, url == best, item.order) for item, url in found]


def frame_sections(frame, user, path):
    """The same entries under their headings; headings without an entry are left out."""
    headings = [(-1, ""), *sorted(_SECTIONS.get(frame, {}).items())]
    grouped = {order: [] for order, _label in headings}
    for entry in frame_entries(frame, user, path):
        last = max(order for order in grouped if order <= entry.order)
        grouped[last].append(entry)
    return [
        MenuSection(label, tuple(grouped[order])) for order, label in headings if grouped[order]
    ]


def _leads_to(url, path):
    return path == url if url == "/" else path.startswith(url)
