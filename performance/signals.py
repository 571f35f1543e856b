"""What performance announces after commit."""

from django.dispatch import Signal

# Sent with `mandate_ids`, a list: confirmed facts of these mandates changed.
duty_records_changed = Signal()
