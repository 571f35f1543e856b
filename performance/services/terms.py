"""A term opens, its re-elected deputies are carried over, the old one closes (换届、届次结转)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import DutyRecord, Mandate, Term, TermClosing
from ..permissions import can_ask_to_close_term, can_close_term, can_keep_records
from .mandate_checks import SHOWN, check_not_ahead
from .mandate_news import announce_mandates
from .mandates import begin_mandate, stop

Reason = Mandate.EndReason


@transaction.atomic
def open_term(congress, *, number, starts_on, by):
    """Open a term (设立新一届). It begins with the first day of its first session (代表法 §2).

    The term before goes on until it is closed. Opening the same term twice makes one.
    """
    if not can_keep_records(by, congress):
        raise PermissionDenied
    terms = list(Term.objects.select_for_update().filter(congress=congress))
    for term in terms:
        if term.number == number and term.starts_on == starts_on:
            return term
        if term.number == number:
            raise ValidationError(
                {"number": _("Term %(number)s is there already, from %(day)s on.")
                 % {"number": number, "day": term.starts_on}}
            )  # fmt: skip
        if term.starts_on >= starts_on or term.number > number:
            raise ValidationError(
                {"starts_on": _("A new term comes after term %(number)s, which began on %(day)s.")
                 % {"number": term.number, "day": term.starts_on}}
            )  # fmt: skip
        if term.ends_on is None and any(other.starts_on > term.starts_on for other in terms):
            raise ValidationError(
                _("Term %(number)s still waits to be closed. Close it first."),
                params={"number": term.number},
            )
    term = Term.objects.create(congress=congress, number=number, starts_on=starts_on)
    log(instance=term, action="performance.term_open", user=by)
    return term


@transaction.atomic
def carry_over(mandates, term, *, by):
    """Give these deputies of an earlier term a mandate in the new one (连任代表结转): a new volume.

    Constituency, delegation and particulars come along; the certificate number stays until it is
    changed by the roster. Who already has a mandate in the new term is left alone. Returns the new
    mandates.
    """
    if not can_keep_records(by, term.congress):
        raise PermissionDenied
    there = set(Mandate.objects.filter(term=term).values_list("deputy", flat=True))
    made = []
    for old in mandates:
        if old.congress_id != term.congress_id:
            raise ValidationError(_("That deputy sits in another congress."))
        if old.deputy_id in there:
            continue
        there.add(old.deputy_id)
        mandate = begin_mandate(
            old.deputy,
            term,
            certificate_no=old.certificate_no,
            starts_on=term.starts_on,
            by=by,
            despite=_("carried over"),
            constituency=old.constituency,
            delegation=old.delegation,
            occupation=old.occupation,
            grassroots=old.grassroots,
            non_public_economy=old.non_public_economy,
            no_fixed_income=old.no_fixed_income,
            income_source=old.income_source,
        )
        mandate.specialities.set(old.specialities.all())
        made.append(mandate)
    if made:
        data = {"deputies": len(made)}
        log(instance=term, action="performance.term_carry", user=by, data=data)
    return made


@transaction.atomic
def ask_to_close_term(term, *, by):
    """Ask that a term be closed, once the next one has begun (申请届次结转).

    Asking twice is one asking.
    """
    if not can_ask_to_close_term(by, term):
        raise PermissionDenied
    following = next_term(term)
    if following is None:
        raise ValidationError(_("Open the next term first."))
    if term.ends_on is not None:
        raise ValidationError(_("This term is closed already."))
    closing, new = TermClosing.objects.get_or_create(
        term=term, defaults={"next_term": following, "asked_by": by}
    )
    if new:
        log(instance=term, action="performance.term_ask", user=by)
    return closing


@transaction.atomic
def close_term(closing, *, by):
    """Close a term (届次结转); the head does it, and never who asked.

    Every mandate still open ends the day the next term begins: the term expired. Volumes stay
    readable and their dates no longer move. Closing twice changes nothing. Raises ValidationError
    before that day, and while confirmed records of the old mandates lie on or after it.
    """
    closing = TermClosing.objects.select_for_update(of=("self",)).select_related(
        "term__congress", "next_term"
    ).get(pk=closing.pk)  # fmt: skip
    if not can_close_term(by, closing):
        raise PermissionDenied
    if closing.closed_at:
        return closing
    term, first_day = closing.term, closing.next_term.starts_on
    check_not_ahead(first_day)
    open_mandates = Mandate.objects.filter(term=term, ends_on=None)
    _no_records_after(open_mandates, first_day)
    ended = list(open_mandates.select_for_update(of=("self",)).order_by("pk"))
    for mandate in ended:
        stop(mandate, first_day, Reason.EXPIRED)
    term.ends_on = first_day
    term.save(update_fields=["ends_on"])
    closing.closed_by, closing.closed_at = by, timezone.now()
    closing.ended = len(ended)
    closing.save(update_fields=["closed_by", "closed_at", "ended"])
    log(instance=term, action="performance.term_close", user=by, data={"ended": len(ended)})
    announce_mandates(mandate.pk for mandate in ended)
    return closing


def next_term(term):
    """The term that follows, or None."""
    later = Term.objects.filter(congress=term.congress_id, starts_on__gt=term.starts_on)
    return later.order_by("starts_on").first()


def _no_records_after(mandates, first_day):
    records = DutyRecord.objects.confirmed().filter(mandate__in=mandates, on__gte=first_day)
    found = list(
        records.order_by("on", "pk").values_list("mandate__deputy__name", "on", "title")[
            : SHOWN + 1
        ]
    )
    if found:
        listed = _("; ").join(f"{name} {on} {title}" for name, on, title in found[:SHOWN])
        raise ValidationError(
            _(
                "Confirmed records of the old term lie on or after %(day)s: %(records)s. Withdraw "
                "them, or record them in the new volumes."
            ),
            params={"day": first_day, "records": listed + ("…" if len(found) > SHOWN else "")},
        )
