"""What the stations do when they hear from the rooms below."""

from .services.stations import follow_mandates


def on_mandates_changed(sender, mandate_ids, **kwargs):
    """Mandates' days changed: services at stations do not outlast them."""
    follow_mandates(mandate_ids)
