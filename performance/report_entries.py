"""Where duty reports and money show themselves: menus, and sections of the volume."""

from django.utils.translation import gettext_lazy as _


def register_reports():
    """Add them; called once when the site starts."""
    from foundation.menu import register_menu_item
    from foundation.sheets import register_sheet

    from .permissions import is_deputy, keeps_records, reads_records
    from .report_sections import duty_report_section, money_section
    from .sections import register_section
    from .sheets.report_messages import announce_report_messages
    from .sheets.reports import DutyReportKind
    from .sheets.spendings import SpendingKind

    register_menu_item(
        "desk",
        _("Duty reports"),
        "performance:duty-reports",
        order=50,
        allowed=reads_records,
        icon="megaphone",
    )
    register_menu_item(
        "my",
        _("Duty reports"),
        "performance:my-duty-reports",
        order=60,
        allowed=is_deputy,
        icon="megaphone",
    )
    register_menu_item(
        "desk",
        _("Money"),
        "performance:money",
        order=55,
        allowed=keeps_records,
        icon="cash-coin",
    )
    register_menu_item(
        "my",
        _("Allowance and budget"),
        "performance:my-allowance",
        order=70,
        allowed=is_deputy,
        icon="cash-coin",
    )
    announce_report_messages()
    register_sheet(DutyReportKind())
    register_sheet(SpendingKind())
    register_section(duty_report_section, order=60)
    register_section(money_section, order=90)
