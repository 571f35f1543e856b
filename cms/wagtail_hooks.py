"""What the office adds for schedules: “prepare from the roster”, and its entry in the history."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from .models import SchedulePage
from .services.schedules import prepare_from_roster


class PrepareMenuItem(ActionMenuItem):
    """Save what the editor wrote and freeze the announced days into the schedule."""

    name = "action-prepare"
    label = _("Prepare from the roster")
    icon_name = "date"

    def is_shown(self, context):
        if context["view"] == "create":
            return context.get("page_class") is SchedulePage or _creates_schedule(context)
        return isinstance(context.get("page"), SchedulePage) and not context["locked_for_user"]


def _creates_schedule(context):
    match = context["request"].resolver_match
    return bool(match) and match.kwargs.get("content_type_model_name") == "schedulepage"


@hooks.register("register_page_action_menu_item")
def prepare_menu_item():
    return PrepareMenuItem(order=5)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def prepare_schedule(request, page):
    """The button was pressed: freeze the days into a new revision and show the page again."""
    if "action-prepare" not in request.POST or not isinstance(page.specific, SchedulePage):
        return None
    page = page.specific.get_latest_revision_as_object()
    try:
        count = prepare_from_roster(page)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        page.save_revision(user=request.user, log_action="cms.prepare_schedule")
        text = ngettext(
            "%(n)d reception day taken from the roster. Read it through, then submit it.",
            "%(n)d reception days taken from the roster. Read them through, then submit them.",
            count,
        )
        messages.success(request, text % {"n": count})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_log_actions")
def schedule_actions(actions):
    actions.register_action(
        "cms.prepare_schedule", _("Prepare from the roster"), _("Prepared from the roster")
    )
