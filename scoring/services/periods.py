"""Scoring periods: which days, measured by which version."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Edition, ScoringPeriod
from ..permissions import can_keep_scores
from .measures import scheme_of


@transaction.atomic
def set_period(congress, *, name, first_day, last_day, scheme_version, by):
    """Open a scoring period (设定积分周期), or change one that has no published edition.

    The same values given twice change nothing. Raises PermissionDenied; ValidationError when the
    days are in the wrong order, the version belongs elsewhere, or an edition stands on the period.
    """
    if not can_keep_scores(by, congress):
        raise PermissionDenied
    if last_day < first_day:
        raise ValidationError({"last_day": _("The last day lies before the first.")})
    if scheme_version.scheme.congress_id != congress.pk:
        raise ValidationError({"scheme_version": _("This measure belongs to another congress.")})
    if scheme_of(scheme_version).subject == "group":
        raise ValidationError(
            {
                "scheme_version": _(
                    "This measure scores groups; the cards of a period are those of deputies. "
                    "Score groups from a facts file."
                )
            }
        )
    values = {"first_day": first_day, "last_day": last_day, "scheme_version": scheme_version}
    period, created = ScoringPeriod.objects.get_or_create(
        congress=congress, name=name, defaults=values
    )
    changed = {key: value for key, value in values.items() if getattr(period, key) != value}
    if created or not changed:
        return period
    if period.editions.filter(status__in=[Edition.Status.PUBLISHED, Edition.Status.REPLACED]):
        raise ValidationError(
            _("An edition of %(name)s is published; its days and measure stand. Open a new period.")
            % {"name": period.name}
        )
    ScoringPeriod.objects.filter(pk=period.pk).update(**changed)
    period.refresh_from_db()
    return period


def show_ranks(period, *, shown, by):
    """Let the deputies of a period see their own rank, percentile and band, or only points and
    tier. Asking for what already holds changes nothing. Raises PermissionDenied."""
    if not can_keep_scores(by, period.congress):
        raise PermissionDenied
    if ScoringPeriod.objects.filter(pk=period.pk, deputies_see_ranks=not shown).update(
        deputies_see_ranks=shown
    ):
        log(instance=period, action="scoring.show_ranks", user=by, data={"shown": shown})
