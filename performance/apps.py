from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PerformanceConfig(AppConfig):
    name = "performance"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Duty performance")

    def ready(self):
        from foundation.menu import register_menu_item, register_menu_section
        from foundation.panels import register_home_panel
        from foundation.places import register_people, register_place_kind

        from .home_panels import desk_panel, my_panel
        from .link_sections import build_campaigns, build_contacts
        from .permissions import is_deputy, keeps_records, reads_records
        from .places import (
            CONGRESS_ROLES,
            DELEGATION_ROLES,
            congresses_at,
            delegations_under,
            deputies_of,
        )
        from .report_entries import register_reports
        from .sections import register_section
        from .sheets import register_sheets

        register_place_kind("congress", _("Congress"), CONGRESS_ROLES, places=congresses_at)
        register_place_kind(
            "delegation", _("Delegation"), DELEGATION_ROLES, places=delegations_under
        )
        register_people(deputies_of)
        register_home_panel("my", my_panel, order=10)
        register_home_panel("desk", desk_panel, order=10)
        register_menu_section("desk", pgettext_lazy("menu heading", "Duties"), order=10)
        register_menu_section("desk", pgettext_lazy("menu heading", "Deputies"), order=40)
        for label, url_name, order, allowed, icon in [
            (_("Activities"), "performance:activities", 20, reads_records, "calendar-event"),
            (_("To confirm"), "performance:confirm-queue", 30, keeps_records, "check2-square"),
            (_("Like photos"), "performance:duplicates", 32, reads_records, "images"),
            (_("Random checks"), "performance:audits", 34, reads_records, "clipboard-check"),
            (_("Deputies"), "performance:deputies", 40, reads_records, "people"),
        ]:
            register_menu_item("desk", label, url_name, order=order, allowed=allowed, icon=icon)
        register_menu_item(
            "desk",
            _("Contacts with deputies"),
            "performance:contacts",
            order=44,
            allowed=reads_records,
            icon="diagram-3",
        )
        for label, url_name, order, icon in [
            (_("Professional groups"), "performance:groups", 45, "briefcase"),
            (_("Campaigns"), "performance:campaigns", 46, "flag"),
        ]:
            register_menu_item(
                "desk", label, url_name, order=order, allowed=reads_records, icon=icon
            )
        register_menu_item(
            "my",
            _("Campaigns"),
            "performance:my-campaigns",
            order=46,
            allowed=is_deputy,
            icon="flag",
        )
        register_section(build_contacts, order=70)
        register_section(build_campaigns, order=80)
        register_menu_item(
            "my",
            _("Contacts"),
            "performance:my-contacts",
            order=44,
            allowed=is_deputy,
            icon="chat-dots",
        )
        for label, url_name, order, icon in [
            (_("Dossier"), "performance:my-dossier", 20, "journal-text"),
            (_("Check in"), "performance:check-in", 25, "qr-code-scan"),
            (pgettext_lazy("menu", "Log"), "performance:log-duty", 30, "pencil-square"),
        ]:
            register_menu_item("my", label, url_name, order=order, allowed=is_deputy, icon=icon)
        register_sheets()
        self._volume()
        register_reports()
        self._roster()
        self._calling()
        self._self_reports()
        self._evidence()

    def _evidence(self):
        """Evidence: the files in the volume, what is asked of a deputy, what is to be checked."""
        from foundation.panels import register_home_panel

        from .evidence_panels import asked_panel, to_check_panel
        from .evidence_section import evidence_section
        from .sections import register_section

        register_section(evidence_section, order=90)
        register_home_panel("my", asked_panel, order=5)
        register_home_panel("desk", to_check_panel, order=15)

    def _roster(self):
        """The roster: filters of the list, the way from a dossier to its mandate, terms."""
        from foundation.menu import register_menu_item

        from .deputy_list import register_own_filters
        from .panels import register_panel
        from .permissions import reads_records
        from .roster_panels import office_link

        register_menu_item(
            "desk",
            pgettext_lazy("of congresses", "Terms"),
            "performance:terms",
            order=58,
            allowed=reads_records,
            icon="calendar3",
        )
        register_own_filters()
        register_panel(office_link, order=5)

    def _calling(self):
        """Being called: a deputy's own duties, leave."""
        from foundation.menu import register_menu_item
        from foundation.panels import register_home_panel

        from .permissions import is_deputy, reads_flags, sees_leave_desk
        from .sections import register_section
        from .sections_of_calling import flag_section, leave_section, units_section
        from .views.flags import flag_panel
        from .views.leave import leave_panel

        register_menu_item(
            "my",
            pgettext_lazy("menu", "Duties"),
            "performance:my-duties",
            order=15,
            allowed=is_deputy,
            icon="calendar-event",
        )
        register_menu_item(
            "desk",
            pgettext_lazy("menu", "Leave"),
            "performance:leave-queue",
            order=25,
            allowed=sees_leave_desk,
            icon="calendar-x",
        )
        register_menu_item(
            "desk",
            _("Credential flags"),
            "performance:flags",
            order=45,
            allowed=reads_flags,
            icon="flag",
        )
        register_home_panel("desk", leave_panel, order=12)
        register_home_panel("desk", flag_panel, order=13)
        register_section(units_section, order=20)
        register_section(leave_section, order=22)
        register_section(flag_section, order=95)

    def _self_reports(self):
        """What deputies tell of themselves, linked households, an office's entries for several."""
        from foundation.menu import register_menu_item
        from foundation.panels import register_home_panel

        from .permissions import can_enter_duties, is_deputy, reads_records
        from .sections import register_section
        from .self_report_panels import desk_entries_panel, own_open_panel
        from .self_report_sections import gifts_section, households_section, studies_section

        for frame, label, url_name, order, allowed, icon in [
            (
                "my",
                _("Linked households"),
                "performance:my-households",
                60,
                is_deputy,
                "house-door",
            ),
            (
                "desk",
                _("Enter a duty"),
                "performance:desk-log",
                28,
                can_enter_duties,
                "journal-text",
            ),
            (
                "desk",
                _("Linked households"),
                "performance:desk-households",
                46,
                reads_records,
                "house-door",
            ),
        ]:
            register_menu_item(frame, label, url_name, order=order, allowed=allowed, icon=icon)
        register_home_panel("my", own_open_panel, order=14)
        register_home_panel("desk", desk_entries_panel, order=14)
        register_section(households_section, order=40)
        register_section(gifts_section, order=45)
        register_section(studies_section, order=46)

    def _volume(self):
        """The volume as a document, and its sections of this room."""
        from foundation.menu import register_menu_item

        from .awards import award_section
        from .books import register_books
        from .jobs import register_jobs
        from .permissions import reads_records
        from .sections import register_section

        register_jobs()
        register_books()
        register_section(award_section, order=70)
        register_menu_item(
            "desk",
            _("Registers"),
            "performance:registers",
            order=46,
            allowed=reads_records,
            icon="journal-bookmark",
        )
        register_menu_item(
            "desk",
            _("Something every month"),
            "performance:months",
            order=45,
            allowed=reads_records,
            icon="calendar3",
        )
