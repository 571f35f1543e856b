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
        ("performance.contact_quota", _("Set quota of contacts"), _("Quota of contacts set")),
        ("performance.contact_link", _("Link deputies"), _("Deputies linked to members")),
        ("performance.contact_unlink", _("End a link"), _("Link with a deputy ended")),
        ("performance.bulletin_issue", _("Issue bulletin"), _("Bulletin of contacts issued")),
        ("performance.bulletin_release", _("Release bulletin"), _("Bulletin of contacts released")),
        ("performance.leave_approve", _("Approve leave"), _("Leave approved")),
        ("performance.leave_refuse", _("Refuse leave"), _("Leave refused")),
        ("performance.leave_rules", _("Set leave rules"), _("Leave rules set")),
        ("performance.report_plan", _("Plan duty report"), _("Duty report planned")),
        ("performance.report_move", _("Move duty report"), _("Duty report moved")),
        ("performance.report_rule", _("Change the rule for reports"), _("Rule changed")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("register_admin_viewset")
def the_registers():
    """Terms, groups, offices held and suspensions, for keepers."""
    return RecordRegisters()
