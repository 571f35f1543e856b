"""What must hold of a mandate's days before they change. Each raises ValidationError."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Congress, DutyRecord, Mandate, Term
from ..spans import effective_end, overlap, shown_span

SHOWN = 5


def check_not_ahead(day):
    """A change is recorded on its day, not before."""
    if day > timezone.localdate():
        raise ValidationError(
            _("%(day)s is still to come. Record it on that day."), params={"day": day}
        )


def check_in_office(mandate, day):
    """The day lies in the mandate."""
    if not mandate.covers(day):
        raise ValidationError(
            _("%(day)s lies outside %(name)s's time in office (%(span)s)."),
            params={
                "day": day,
                "name": mandate.deputy.name,
                "span": shown_span(mandate.starts_on, mandate.ends_on),
            },
        )


def check_no_overlap(deputy, congress, term, starts_on, ends_on=None, *, but=None):
    """One person holds one mandate of a congress at a time."""
    terms = list(Term.objects.filter(congress=congress))
    end = effective_end(ends_on, term, terms)
    held = Mandate.objects.filter(deputy=deputy, congress=congress).select_related("term")
    for other in held.exclude(pk=but.pk if but else None):
        other_end = effective_end(other.ends_on, other.term, terms)
        if overlap(starts_on, end, other.starts_on, other_end):
            raise ValidationError(
                _(
                    "%(name)s already holds a mandate of this congress on those days: certificate "
                    "no. %(certificate)s, %(span)s. The new one would be %(other)s. End the first "
                    "or choose other days."
                ),
                code="overlapping",
                params={
                    "name": deputy.name,
                    "certificate": other.certificate_no,
                    "span": shown_span(other.starts_on, other_end),
                    "other": shown_span(starts_on, end),
                },
            )


def check_related_area(deputy, congress, on):
    """Nobody is a deputy of two congresses unless one area lies in the other (选举法 §48)."""
    own = _line_of(congress)
    held = Mandate.objects.filter(deputy=deputy).exclude(congress=congress)
    held = held.filter(Q(ends_on=None) | Q(ends_on__gt=on)).select_related("congress__parent")
    for mandate in held:
        if congress.pk not in _line_of(mandate.congress) and mandate.congress_id not in own:
            raise ValidationError(
                _(
                    "%(name)s is a deputy of %(congress)s, and neither area lies in the other. "
                    "The Electoral Law (art. 48) allows nobody to be a deputy of two unrelated "
                    "areas. Check the person; if it is right, give the reason below."
                ),
                code="unrelated",
                params={"name": deputy.name, "congress": mandate.congress.short_name},
            )


def related_congresses(congress):
    """Keys of this congress, those above it and those below: areas of which one lies in another."""
    related, parents = _line_of(congress), {congress.pk}
    while parents:
        below = Congress.objects.filter(parent__in=parents).exclude(pk__in=related)
        parents = set(below.values_list("pk", flat=True))
        related |= parents
    return related


def _line_of(congress):
    """A congress and all above it, by key."""
    line = set()
    while congress is not None and congress.pk not in line:
        line.add(congress.pk)
        congress = congress.parent
    return line


def check_records_inside(mandate, starts_on, ends_on):
    """No confirmed record is left outside the new days; those that would be are listed."""
    outside = Q(on__lt=starts_on)
    if ends_on:
        outside |= Q(on__gte=ends_on)
    records = DutyRecord.objects.confirmed().filter(outside, mandate=mandate).order_by("on", "pk")
    found = list(records.values_list("on", "title")[: SHOWN + 1])
    if found:
        listed = _("; ").join(f"{on} {title}" for on, title in found[:SHOWN])
        raise ValidationError(
            _(
                "%(name)s has confirmed records outside %(span)s: %(records)s. Withdraw them "
                "first, or correct the day."
            ),
            code="records_outside",
            params={
                "name": mandate.deputy.name,
                "span": shown_span(starts_on, ends_on),
                "records": listed + ("…" if len(found) > SHOWN else ""),
            },
        )
