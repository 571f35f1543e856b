"""The record in the office: the names of audited actions."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .office import RecordRegisters


@hooks.register("register_log_actions")
def name_the_actions(actions):
    """What the audit trail calls the verbs on an activity."""
    for action, label, message in [
        (
            "performance.households_at_most",
            _("Set number of linked households"),
            _("Number of linked households set"),
        ),
        ("performance.award_enter", _("Enter an award"), _("Award entered")),
        ("performance.award_correct", _("Correct an award"), _("Award corrected")),
        ("performance.activity_create", _("Create activity"), _("Activity prepared")),
        ("performance.activity_edit", _("Edit activity"), _("Activity changed")),
        ("performance.activity_publish", _("Announce activity"), _("Activity announced")),
        ("performance.activity_close", _("Close sheet"), _("Attendance sheet closed")),
        ("performance.audit_announce", _("Announce check"), _("Random check announced")),
        ("performance.audit_draw", _("Draw check"), _("Random check drawn")),
        ("performance.audit_check", _("Check record"), _("Drawn record checked")),
        ("performance.pair_judge", _("Judge like photos"), _("Like photos judged")),
        ("performance.pair_answer", _("Answer on like photos"), _("Deputy answered on photos")),
        ("performance.activity_cancel", _("Call off activity"), _("Activity called off")),
        ("performance.group_profile", _("Change group"), _("Professional group changed")),
        ("performance.group_convenor", _("Name convenor"), _("Convenor of a group named")),
        ("performance.group_credit", _("Credit proposals"), _("Proposals credited to a group")),
        ("performance.campaign_create", _("Prepare campaign"), _("Campaign prepared")),
        ("performance.contact_quota", _("Set quota of contacts"), _("Quota of contacts set")),
        ("performance.contact_link", _("Link deputies"), _("Deputies linked to members")),
        ("performance.contact_unlink", _("End a link"), _("Link with a deputy ended")),
        ("performance.bulletin_issue", _("Issue bulletin"), _("Bulletin of contacts issued")),
        ("performance.bulletin_release", _("Release bulletin"), _("Bulletin of contacts released")),
        ("performance.activity_join", _("Join activity"), _("Joint activity joined")),
        ("performance.activity_summary", _("Sum up activity"), _("Activity summed up")),
        ("performance.activity_report", _("Note forwarded report"), _("Forwarded report noted")),
        ("performance.flag", _("Handle credential flag"), _("Credential flag handled")),
        ("performance.leave_approve", _("Approve leave"), _("Leave approved")),
        ("performance.leave_refuse", _("Refuse leave"), _("Leave refused")),
        ("performance.leave_rules", _("Set leave rules"), _("Leave rules set")),
        ("performance.report_plan", _("Plan duty report"), _("Duty report planned")),
        ("performance.report_move", _("Move duty report"), _("Duty report moved")),
        ("performance.report_rule", _("Change the rule for reports"), _("Rule changed")),
        ("performance.mandate_begin", _("Begin a mandate"), _("Mandate begun")),
        ("performance.mandate_end", _("End a mandate"), _("Mandate ended")),
        ("performance.mandate_start", _("Correct the first day"), _("First day corrected")),
        ("performance.group_join", _("Join a group"), _("Joined a group")),
        ("performance.group_leave", _("Leave a group"), _("Left a group")),
        ("performance.office_take", _("Take an office"), _("Took an office")),
        ("performance.office_leave", _("Leave an office"), _("Left an office")),
        ("performance.suspend", _("Suspend a deputy"), _("Duties suspended")),
        ("performance.restore", _("Restore a deputy"), _("Duties restored")),
        ("performance.particulars", _("Change particulars"), _("Particulars changed")),
        ("performance.term_open", _("Open a term"), _("Term opened")),
        ("performance.term_carry", _("Carry deputies over"), _("Deputies carried over")),
        ("performance.term_ask", _("Ask to close a term"), _("Closing asked for")),
        ("performance.term_close", _("Close a term"), _("Term closed")),
        ("performance.budget_set", _("Set the budget"), _("Budget set")),
        ("performance.spending_add", _("Enter a spending"), _("Spending entered")),
        ("performance.spending_strike", _("Strike out"), _("Spending struck out")),
        ("performance.allowance_rule", _("Rule for allowance"), _("Rule for allowance added")),
        ("performance.allowance_draw", _("Draw up a run"), _("Run of allowance drawn up")),
        ("performance.allowance_check", _("Check a run"), _("Run of allowance checked")),
        ("performance.allowance_approve", _("Approve a run"), _("Run of allowance approved")),
        ("performance.allowance_pay", _("Pay a run"), _("Run of allowance paid")),
        ("performance.allowance_discard", _("Discard a run"), _("Run of allowance discarded")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("register_admin_viewset")
def the_registers():
    """Terms, groups, offices held and suspensions, for keepers."""
    return RecordRegisters()
