"""The entries of each frame's menu. Every room adds its own when it starts (`ready()`).

register_menu_item("desk", _("Activities"), "performance:activities", order=20, allowed=is_clerk)
"""

from collections.abc import Callable
from dataclasses import dataclass

_ITEMS = {}


@dataclass(frozen=True)
class MenuItem:
    label: object
    url_name: str
    order: int
    allowed: Callable
    icon: str


def register_menu_item(frame, label, url_name, *, order=100, allowed=lambda user: True, icon=""):
    """Add an entry to a frame ("public", "my", "desk"). `allowed(user)` decides who sees it."""
    _ITEMS.setdefault(frame, {})[url_name] = MenuItem(label, url_name, order, allowed, icon)


def menu_items(frame, user):
    """The entries this person sees in that frame, in order."""
    items = sorted(_ITEMS.get(frame, {}).values(), key=lambda item: (item.order, item.url_name))
    return [item for item in items if item.allowed(user)]
