"""Names of what scoring writes into the audit trail."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def scoring_actions(actions):
    actions.register_action(
        "scoring.publish_scheme_version", _("Put a measure into force"), _("Measure in force")
    )
    actions.register_action(
        "scoring.open_to_comments", _("Open a measure to comments"), _("Measure open to comments")
    )
    actions.register_action(
        "scoring.take_back", _("Take a measure back to change it"), _("Measure taken back")
    )
    actions.register_action("scoring.draw_edition", _("Draw an edition"), _("Edition drawn"))
    actions.register_action("scoring.enter_decision", _("Enter a decision"), _("Decision entered"))
    actions.register_action(
        "scoring.confirm_decision", _("Confirm a decision"), _("Decision confirmed")
    )
    actions.register_action(
        "scoring.withdraw_decision", _("Withdraw a decision"), _("Decision withdrawn")
    )
    actions.register_action(
        "scoring.decide_appeal", _("Decide an objection"), _("Objection decided")
    )
    actions.register_action(
        "scoring.set_objection_rule", _("Set the days for objections"), _("Days for objections set")
    )
    actions.register_action(
        "scoring.state_records_from",
        _("Say since when all records are on file"),
        _("Start of the file stated"),
    )
    actions.register_action(
        "scoring.confirm_past", _("Confirm an earlier result"), _("Earlier result confirmed")
    )
    actions.register_action(
        "scoring.ask_withdrawal", _("Ask to withdraw"), _("Withdrawal asked for")
    )
    actions.register_action(
        "scoring.withdraw_past", _("Withdraw an earlier result"), _("Earlier result withdrawn")
    )
    actions.register_action(
        "scoring.publish_edition", _("Publish an edition"), _("Edition published")
    )
    actions.register_action(
        "scoring.print_edition", _("Have an edition printed"), _("Edition printed")
    )
    actions.register_action(
        "scoring.note_disparity",
        _("Say why groups of deputies differ"),
        _("Note on differing groups"),
    )
    actions.register_action(
        "scoring.second_look", _("Say what a second look found"), _("Second look")
    )
    actions.register_action(
        "scoring.show_ranks",
        _("Say whether deputies see their rank"),
        _("Ranks shown to deputies or not"),
    )
