"""Taking over the past from paper: one person enters it, another confirms it."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Edition, PastResult, RecordsFrom, ScoringPeriod, Standing, Taken
from ..permissions import can_confirm_past, can_keep_scores
from .cards import recompute_later
from .measures import scheme_of
from .withdrawals import withdrawal_of

VALUES = ("standing", "total", "tier", "rank", "rank_last", "of")


@transaction.atomic
def enter_past_result(scheme, mandate, *, first_day, source, by, **result):
    """Enter a result from before Luzhi (登记往期结果). It waits for a second person.

    `result`: standing, total, tier, rank, rank_last, of. The same result entered twice is one.
    Raises PermissionDenied; ValidationError for a period an edition or another entry speaks for,
    and for what cannot be a result of this measure.
    """
    if not can_keep_scores(by, scheme.congress) or by.pk == mandate.deputy.user_id:
        raise PermissionDenied
    values = {name: result.get(name) for name in VALUES} | {"tier": result.get("tier") or ""}
    values["standing"] = values["standing"] or Standing.RANKED
    check_past_result(scheme, mandate, first_day, values)
    past, created = PastResult.objects.exclude(status=Taken.WITHDRAWN).get_or_create(
        scheme=scheme,
        mandate=mandate,
        first_day=first_day,
        defaults={
            "congress_id": scheme.congress_id,
            "source": source.strip(),
            "entered_by": by,
            "entered_at": timezone.now(),
            **values,
        },
    )
    if not created and any(getattr(past, name) != value for name, value in values.items()):
        raise ValidationError(
            _("For %(name)s another result of the period from %(day)s is entered. Withdraw it "
              "first."),
            params={"name": mandate.deputy.name, "day": first_day},
        )  # fmt: skip
    return past


def check_past_result(scheme, mandate, first_day, values):
    """Raise ValidationError with everything that cannot be so, each with its field."""
    faults = {}
    rules = scheme_in_words(scheme)
    if mandate.congress_id != scheme.congress_id:
        faults["mandate"] = _("This deputy sits in another congress.")
    if rules.period.cycle == "window" or rules.period.around(first_day)[0] != first_day:
        faults["first_day"] = _("No period of the measure %(title)s begins on %(day)s.") % {
            "title": scheme.title,
            "day": first_day,
        }
    elif not mandate_served(mandate, *rules.period.around(first_day)):
        faults["first_day"] = _("%(name)s was not in office in this period.") % {
            "name": mandate.deputy.name
        }
    elif Edition.objects.filter(
        Q(cohort_key="") | Q(rows__mandate=mandate),
        scheme_version__scheme=scheme,
        first_day=first_day,
        status=Edition.Status.PUBLISHED,
    ).exists():
        faults["first_day"] = _("An edition of this period is published; it speaks for itself.")
    if values["tier"] and not rules.tier(values["tier"]):
        faults["tier"] = _("The measure has no tier %(tier)s.") % {"tier": values["tier"]}
    if values["standing"] == Standing.NOT_SCORED and values["total"] is not None:
        faults["total"] = _("Who was not scored has no total.")
    rank, last, of = (values[name] for name in ("rank", "rank_last", "of"))
    if rank is not None and (of is None or not 1 <= rank <= of):
        faults["rank"] = _("A rank needs how many were ranked, and lies among them.")
    if last is not None and (rank is None or not rank <= last <= (of or 0)):
        faults["rank_last"] = _("The last place of a tie lies between the rank and the number.")
    if faults:
        raise ValidationError(faults)


def scheme_in_words(scheme):
    """The rules in force (or of the newest version) of a measure."""
    versions = scheme.versions.order_by("-number")
    version = versions.filter(status="published").first() or versions.first()
    if version is None:
        raise ValidationError(_("This measure has no version yet."))
    return scheme_of(version)


def mandate_served(mandate, first, last):
    """Whether the mandate covers at least a day of these."""
    return mandate.starts_on <= last and (mandate.ends_on is None or mandate.ends_on > first)


@transaction.atomic
def state_records_from(congress, day, *, source, by):
    """Say from which day on every record of the congress is on file (说明建档起始日).

    It holds once a second person agrees. A statement still waiting is replaced. Raises
    PermissionDenied; ValidationError for a day to come.
    """
    if not can_keep_scores(by, congress):
        raise PermissionDenied
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is still to come.")})
    waiting = RecordsFrom.objects.filter(congress=congress, status=Taken.WAITING)
    same = waiting.filter(day=day, source=source.strip(), entered_by=by).first()
    if same:
        return same
    waiting.update(status=Taken.WITHDRAWN, withdrawn_by=by)
    stated = RecordsFrom.objects.create(
        congress=congress, day=day, source=source.strip(), entered_by=by, entered_at=timezone.now()
    )
    log(instance=stated, action="scoring.state_records_from", user=by, data={"day": str(day)})
    return stated


@transaction.atomic
def confirm_past(entry, *, by):
    """The second person agrees with what was taken over (确认往期资料); then it counts.

    Confirming twice is harmless. Raises PermissionDenied for whoever entered it and for the deputy
    it is about; ValidationError when it was withdrawn meanwhile.
    """
    model = type(entry)
    entry = model.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not can_confirm_past(by, entry):
        raise PermissionDenied
    if entry.status == Taken.CONFIRMED:
        return entry
    if entry.status != Taken.WAITING:
        raise ValidationError(_("It was withdrawn meanwhile. Load the page again."))
    if model is RecordsFrom:
        RecordsFrom.objects.filter(congress=entry.congress_id, status=Taken.CONFIRMED).update(
            status=Taken.WITHDRAWN, withdrawn_by=by
        )
    model.objects.filter(pk=entry.pk, status=Taken.WAITING).update(
        status=Taken.CONFIRMED, confirmed_by=by, confirmed_at=timezone.now()
    )
    entry.refresh_from_db()
    log(instance=entry, action="scoring.confirm_past", user=by)
    refresh_after(entry)
    return entry


@transaction.atomic
def withdraw_past(entry, *, by, reason=""):
    """Take an entry about the past back (撤回往期资料); it stays in the list, struck through.

    A confirmed one is withdrawn by two: the first call asks, and it counts until another person
    agrees by the second. Raises PermissionDenied, also for the deputy concerned.
    """
    model = type(entry)
    entry = model.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not can_keep_scores(by, entry.congress):
        raise PermissionDenied
    if entry.status == Taken.WITHDRAWN:
        return entry
    counts = entry.status == Taken.CONFIRMED
    changed = withdrawal_of(entry, by=by, reason=reason, counts=counts, reason_field="reason")
    if not changed:
        return entry
    model.objects.filter(pk=entry.pk).exclude(status=Taken.WITHDRAWN).update(**changed)
    entry.refresh_from_db()
    if "status" not in changed:
        log(instance=entry, action="scoring.ask_withdrawal", user=by, data={"reason": reason})
        return entry
    log(instance=entry, action="scoring.withdraw_past", user=by, data={"reason": reason})
    refresh_after(entry)
    return entry


def refresh_after(entry):
    """Cards that look back hear of it after commit, one engine run for each period."""
    first = entry.first_day if isinstance(entry, PastResult) else _first_period(entry)
    if first:
        again = partial(recompute_later, entry.congress_id, first)
        transaction.on_commit(again, robust=True)


def _first_period(entry):
    periods = ScoringPeriod.objects.filter(congress=entry.congress_id).order_by("first_day")
    return periods.values_list("first_day", flat=True).first()
