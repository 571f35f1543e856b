"""Said after commit, for the rooms above."""

from django.dispatch import Signal

station_changed = Signal()  # station_id: a station was opened or its facts changed
