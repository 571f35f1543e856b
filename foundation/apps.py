from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FoundationConfig(AppConfig):
    name = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Foundation")

    def ready(self):
        from .faces import works_at_desk
        from .menu import register_menu_item, register_menu_section
        from .models import Role
        from .office import KEEPERS, connect, register_office_role
        from .permissions import reads_people
        from .sheets.kinds import may_import

        register_menu_item(
            "desk",
            pgettext_lazy("menu", "Import"),
            "foundation:imports",
            order=800,
            icon="file-earmark-spreadsheet",
            allowed=may_import,
        )
        register_menu_section("desk", pgettext_lazy("menu heading", "Office"), order=800)
        start = pgettext_lazy("menu", "Start")
        register_menu_item("my", start, "foundation:my", order=0, icon="house-door")
        register_menu_item(
            "desk", start, "foundation:desk", order=0, icon="house-door", allowed=works_at_desk
        )
        register_menu_item(
            "desk",
            _("People and postings"),
            "foundation:people",
            order=900,
            icon="person-badge",
            allowed=reads_people,
        )
        register_office_role(Role.CLERK, KEEPERS)
        register_office_role(Role.HEAD, KEEPERS)
        connect()
