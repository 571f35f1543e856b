"""Scoring periods: which days, measured by which version."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from ..models import Edition, ScoringPeriod
from ..permissions import can_keep_scores
from .measures import scheme_of

CYCLES = {
    "calendar_year": gettext_lazy("a whole calendar year"),
    "year_from": gettext_lazy("a whole year as the measure begins it"),
    "window": gettext_lazy("the one window the measure names"),
}


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
    check_days(congress, name, first_day, last_day, scheme_version)
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


def check_days(congress, name, first_day, last_day, version):
    """Raise ValidationError unless these are days the measure counts over, once.

    A cap or a target for a year says nothing about half of one, so only whole periods of the
    measure's cycle, and interim ones it announces, are taken. One measure holds once on one day:
    periods of it do not overlap, but an interim period with the one it lies in.
    """
    scheme = scheme_of(version)
    rule = scheme.period
    separate = scheme.switches.get("interim_results") == "separate"
    whole = rule.is_period(first_day, last_day)
    if not whole and not rule.is_interim(first_day, last_day, separate=separate):
        start, end = rule.around(first_day)
        raise ValidationError(
            _("%(title)s counts over %(cycle)s, here from %(start)s to %(end)s. Take these days, "
              "or an interim period the measure announces."),
            code="cycle",
            params={
                "title": scheme.title, "cycle": CYCLES[rule.cycle], "start": start, "end": end,
            },
        )  # fmt: skip
    others = ScoringPeriod.objects.filter(
        congress=congress,
        scheme_version__scheme=version.scheme_id,
        first_day__lte=last_day,
        last_day__gte=first_day,
    ).exclude(name=name)
    for other in others.select_related("scheme_version"):
        if scheme_of(other.scheme_version).period.is_period(other.first_day, other.last_day) == (
            whole
        ):
            raise ValidationError(
                _("%(title)s would hold twice on the same day: the period %(name)s (%(start)s to "
                  "%(end)s) is measured by it already."),
                code="twice",
                params={
                    "title": scheme.title, "name": other.name, "start": other.first_day,
                    "end": other.last_day,
                },
            )  # fmt: skip
