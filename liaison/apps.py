from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LiaisonConfig(AppConfig):
    name = "liaison"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Liaison stations")

    def ready(self):
        from foundation.menu import register_menu_item, register_menu_section
        from foundation.models import Role
        from foundation.panels import register_home_panel
        from foundation.places import register_place_kind
        from performance.cards import register_card_codes
        from performance.filters import register_deputy_filter
        from performance.signals import mandates_changed

        from .books import register_books
        from .deputy_cards import STATION_FILTER, station_codes
        from .listeners import on_mandates_changed
        from .panels import coming_receptions, my_duties
        from .permissions import sees_stations
        from .places import stations_under

        register_place_kind("station", _("Stations"), {Role.STATION_OFFICER}, places=stations_under)

        register_menu_section("desk", pgettext_lazy("menu heading", "Stations"), order=70)
        register_menu_item(
            "desk",
            _("Stations"),
            "liaison:stations",
            order=70,
            allowed=sees_stations,
            icon="door-open",
        )
        register_books()
        register_home_panel("desk", coming_receptions, order=50)
        register_home_panel("my", my_duties, order=20)
        register_deputy_filter(STATION_FILTER)
        register_card_codes(station_codes)
        mandates_changed.connect(on_mandates_changed, dispatch_uid="liaison.mandates")
