"""The office wears the site's colours, and has a way back to the desk."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .faces import works_at_desk


@hooks.register("insert_global_admin_css")
def colours():
    return format_html('<link rel="stylesheet" href="{}">', static("luzhi/office.css"))


class DeskMenuItem(MenuItem):
    """Back to the desk (工作台), for those who have one."""

    def is_shown(self, request):
        return works_at_desk(request.user)


@hooks.register("register_admin_menu_item")
def desk_menu_item():
    return DeskMenuItem(
        _("Desk"), reverse("foundation:desk"), name="desk", icon_name="arrow-left", order=1
    )


@hooks.register("construct_help_menu")
def only_our_own_help(request, items):
    """Wagtail's help leads to another host; what stays opens here."""
    items[:] = [item for item in items if not str(item.url).startswith("http")]


@hooks.register("register_log_actions")
def name_the_actions(actions):
    """What the audit trail calls the verbs on people and postings."""
    for action, label, message in [
        ("foundation.person_add", _("Add person"), _("Account opened")),
        ("foundation.posting_grant", _("Give posting"), _("Posting given")),
        ("foundation.posting_end", _("End posting"), _("Posting ended")),
        ("foundation.password_set", _("Set password"), _("Password set in person")),
    ]:
        actions.register_action(action, label, message)
