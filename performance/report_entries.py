"""Where duty reports and money show themselves: menus, and sections of the volume."""

from django.utils.translation import gettext_lazy as _


def register_reports():
    """Add them; called once when the site starts."""
    from foundation.menu import register_menu_item

    from .permissions import is_deputy, reads_records
    from .report_sections import duty_report_section
    from .sections import register_section

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
    register_section(duty_report_section, order=60)
