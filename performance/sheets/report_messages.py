"""What can be wrong with a sheet of past reports or of spendings."""

from django.utils.translation import gettext_lazy as _

from foundation.sheets import register_messages

MESSAGES = {
    "already_otherwise": _(
        "%(name)s, %(day)s: this is recorded already with other figures. Nothing recorded is "
        "overwritten; correct the row, or correct it on its own page first."
    ),
    "row_otherwise": _(
        "Row %(row)s says something else of %(name)s, %(day)s. Correct one of the two."
    ),
    "ballot_incomplete": _(
        "A ballot needs all seven figures: issued, returned, valid, invalid and the three choices. "
        "Fill in what is missing, or leave all of them empty."
    ),
    "ballot_sum": _("%(sentence)s Correct the figures."),
    "not_money": _(
        "“%(value)s” is not an amount. Write yuan with at most two places, for example 120.50."
    ),
}


def announce_report_messages():
    """Make these sentences known to the wizard."""
    register_messages(MESSAGES)
