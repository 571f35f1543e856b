"""What the site does when something below says it changed."""

from liaison.models import Station

from .services.station_pages import keep_station_page


def on_station_changed(sender, station_id, **kwargs):
    """A station was opened or its facts changed: its page follows."""
    keep_station_page(Station.objects.get(pk=station_id))
