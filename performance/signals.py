"""What performance announces after commit."""

from django.dispatch import Signal

# Sent with `mandate_ids`, a list: confirmed facts of these mandates changed.
duty_records_changed = Signal()

# Sent with `mandate_ids`, a list: days in office, groups, offices or suspensions changed.
mandates_changed = Signal()
