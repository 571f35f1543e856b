"""How long a congress takes objections; an edition keeps the days it was drawn with."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import ObjectionRule
from ..permissions import can_keep_scores


@transaction.atomic
def set_objection_rule(congress, *, filing_days, decision_days, by):
    """Set the working days to object and to decide (设定异议期); the same twice changes nothing."""
    if not can_keep_scores(by, congress):
        raise PermissionDenied
    values = {"filing_days": filing_days, "decision_days": decision_days}
    rule = ObjectionRule.objects.filter(congress=congress).first()
    if rule and all(getattr(rule, name) == value for name, value in values.items()):
        return rule
    rule, _created = ObjectionRule.objects.update_or_create(
        congress=congress, defaults={**values, "set_by": by, "set_at": timezone.now()}
    )
    log(instance=rule, action="scoring.set_objection_rule", user=by, data=values)
    return rule
