"""Where scoring shows itself in other rooms: menus, first screens, the dossier."""

from django.utils.translation import gettext_lazy as _

from foundation.menu import register_menu_item, register_menu_section
from foundation.panels import register_home_panel
from performance.panels import register_panel
from performance.sections import register_section

from .panels import desk_panel, dossier_panel, home_panel, points_section
from .permissions import reads_rankings, works_on_scores
from .review_permissions import reads_reviews


def register():
    """Called once when the room starts."""
    register_menu_section("desk", _("Points"), order=60)
    register_menu_item(
        "desk", _("Rankings"), "scoring:rankings", order=60, allowed=reads_rankings, icon="list-ol"
    )
    register_menu_item(
        "desk",
        _("Measures"),
        "scoring:schemes",
        order=65,
        allowed=reads_rankings,
        icon="file-ruled",
    )
    register_menu_item(
        "desk",
        _("Objections"),
        "scoring:objections",
        order=62,
        allowed=works_on_scores,
        icon="chat-square-text",
    )
    register_menu_item(
        "desk",
        _("Reappointment reviews"),
        "scoring:reviews",
        order=68,
        allowed=reads_reviews,
        icon="person-check",
    )
    register_home_panel("my", home_panel, order=30)
    register_home_panel("desk", desk_panel, order=15)
    register_panel(dossier_panel, order=30)
    register_section(points_section, order=80)
    register_menu_item(
        "my", _("My points"), "scoring:my-points", order=40, allowed=_sits, icon="award"
    )


def _sits(user):
    """Is the person a deputy somewhere?"""
    return getattr(user, "deputy", None) is not None
