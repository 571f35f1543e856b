from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Public site")

    def ready(self):
        from foundation.menu import register_menu_item
        from foundation.models import Role
        from foundation.office import register_office_role
        from liaison.signals import station_changed

        from .groups import EDITORS, MODERATORS
        from .listeners import on_station_changed

        register_office_role(Role.EDITOR, EDITORS)
        register_office_role(Role.MODERATOR, MODERATORS)
        station_changed.connect(on_station_changed, dispatch_uid="cms.station_page")
        register_menu_item("public", _("Home"), "/", order=10)
        register_menu_item("public", _("Stations"), "/stations/", order=20)
        register_menu_item("public", _("Schedules"), "/schedules/", order=30)
        register_menu_item("public", _("Notices"), "/notices/", order=40)
        register_menu_item("public", _("Duty reports"), "cms:duty-reports", order=50)
