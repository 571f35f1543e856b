"""The record in the office: the names of audited actions."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .office import RecordRegisters


@hooks.register("register_log_actions")
def name_the_actions(actions):
    """What the audit trail calls the verbs on an activity."""
    for action, label, message in [
        ("performance.activity_create", _("Create activity"), _("Activity prepared")),
        ("performance.activity_edit", _("Edit activity"), _("Activity changed")),
        ("performance.activity_publish", _("Announce activity"), _("Activity announced")),
        ("performance.activity_close", _("Close sheet"), _("Attendance sheet closed")),
        ("performance.activity_cancel", _("Call off activity"), _("Activity called off")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("register_admin_viewset")
def the_registers():
    """Terms, groups, offices held and suspensions, for keepers."""
    return RecordRegisters()
