"""What scoring does when it hears from the rooms below."""

from .services.cards import recompute_after


def on_duty_records_changed(sender, mandate_ids, **kwargs):
    """Confirmed facts of these mandates changed: bring their cards up to date, one engine run for
    each period. A failure is logged by the signal and caught up by the nightly `score`."""
    recompute_after(mandate_ids)


def on_mandates_changed(sender, mandate_ids, **kwargs):
    """Days in office, groups, offices or suspensions of these mandates changed: compute every card
    of theirs again, and drop those of periods they no longer serve in."""
    recompute_after(mandate_ids, days_changed=True)
