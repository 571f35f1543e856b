"""A mandate begins and ends (任职起止). Nothing else sets its days or the reason it ended."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..endings import absences_of, faults_of
from ..models import Mandate, MandateEnding
from ..permissions import can_keep_mandate, can_keep_records
from .credentials import flags_to_end_by
from .mandate_checks import (
    check_no_overlap,
    check_not_ahead,
    check_records_inside,
    check_related_area,
)
from .mandate_news import announce_mandates
from .moves import enter_group

Reason = Mandate.EndReason
FLAG_REF = 120  # as many characters as the papers keep of it


@transaction.atomic
def begin_mandate(deputy, term, *, certificate_no, starts_on, by, despite="", **particulars):
    """A deputy takes office (新任、补选). Returns the mandate; doing it twice makes one.

    `particulars`: constituency, delegation, elected_on, by_election, earlier_terms… Raises
    ValidationError for days outside the term, an overlapping mandate of the same congress, or a
    mandate in an unrelated area unless `despite` gives the reason.
    """
    congress = term.congress
    if not can_keep_records(by, congress):
        raise PermissionDenied
    there = Mandate.objects.filter(term=term, certificate_no=certificate_no).first()
    if there and there.deputy_id == deputy.pk and there.starts_on == starts_on:
        return there
    if there:
        raise ValidationError(
            {"certificate_no": _("Certificate no. %(number)s is %(name)s's. Choose another.")
             % {"number": certificate_no, "name": there.deputy.name}}
        )  # fmt: skip
    if starts_on < term.starts_on or (term.ends_on and starts_on >= term.ends_on):
        raise ValidationError(
            {"starts_on": _("That day does not lie in the term, which began on %(day)s.")
             % {"day": term.starts_on}}
        )  # fmt: skip
    check_no_overlap(deputy, congress, term, starts_on)
    if not despite.strip():
        check_related_area(deputy, congress, starts_on)
    mandate = Mandate.objects.create(
        deputy=deputy,
        congress=congress,
        term=term,
        certificate_no=certificate_no,
        starts_on=starts_on,
        **particulars,
    )
    if mandate.delegation_id:
        enter_group(mandate, mandate.delegation, starts_on)
    log(instance=mandate, action="performance.mandate_begin", user=by, data={"despite": despite})
    announce_mandates([mandate.pk])
    return mandate


@transaction.atomic
def end_mandate(mandate, *, reason, ends_on, by, **papers):
    """End a mandate before its term (代表资格终止), with its reason in law and the public notice.

    From `ends_on` on the deputy no longer is one: groups, offices and suspensions end that day.
    `papers`: notice_ref, notice_on and what `endings.needed_for(reason)` asks. Ending it twice
    with the same reason and day is harmless. A term's own end is `terms.close_term`.
    """
    mandate = locked_mandate(mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    if mandate.end_reason:
        if mandate.end_reason == reason and mandate.ends_on == ends_on:
            return mandate
        raise ValidationError(
            _("%(name)s's mandate has already ended on %(day)s."),
            params={"name": mandate.deputy.name, "day": mandate.ends_on},
        )
    if reason == Reason.EXPIRED:
        raise ValidationError({"reason": _("A term ends for all its deputies at once: see Terms.")})
    flag = papers.get("flag")
    if flag and reason != Reason.ABSENCES:
        papers["flag"] = flag = None
    if flag and not flags_to_end_by(mandate).filter(pk=flag.pk).exists():
        raise ValidationError({"flag": _("That flag no longer stands. Look at it again.")})
    if faults := faults_of(reason, mandate.congress.level, papers):
        raise ValidationError(faults)
    check_not_ahead(ends_on)
    check_not_ahead(papers["notice_on"])
    if ends_on < mandate.starts_on:
        raise ValidationError({"ends_on": _("It ends before it begins.")})
    check_records_inside(mandate, mandate.starts_on, ends_on)
    if flag:
        papers["flag_ref"] = absences_of(flag)[:FLAG_REF]
    stop(mandate, ends_on, reason)
    MandateEnding.objects.update_or_create(mandate=mandate, defaults={**papers, "recorded_by": by})
    data = {"reason": str(reason), "ends_on": ends_on.isoformat(), "notice": papers["notice_ref"]}
    log(instance=mandate, action="performance.mandate_end", user=by, data=data)
    announce_mandates([mandate.pk])
    return mandate


@transaction.atomic
def move_start(mandate, *, starts_on, by, why):
    """Correct the first day in office (更正任职起始日); refused when records would fall outside."""
    mandate = locked_mandate(mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    was = mandate.starts_on
    if starts_on == was:
        return mandate
    if not why.strip():
        raise ValidationError({"why": _("Give a reason.")})
    term, ends_on = mandate.term, mandate.ends_on
    if starts_on < term.starts_on or (ends_on and starts_on > ends_on):
        raise ValidationError({"starts_on": _("That day does not lie in the term of office.")})
    check_no_overlap(mandate.deputy, mandate.congress, term, starts_on, ends_on, but=mandate)
    check_records_inside(mandate, starts_on, ends_on)
    for rows in (mandate.memberships, mandate.role_spans):
        rows.filter(starts_on=was).update(starts_on=starts_on)
    mandate.starts_on = starts_on
    mandate.save(update_fields=["starts_on"])
    data = {"was": was.isoformat(), "starts_on": starts_on.isoformat(), "why": why}
    log(instance=mandate, action="performance.mandate_start", user=by, data=data)
    announce_mandates([mandate.pk])
    return mandate


def stop(mandate, ends_on, reason):
    """Close a mandate and all that hangs on its days; the verbs around it check and announce."""
    for rows in (mandate.memberships, mandate.role_spans, mandate.suspensions):
        rows.filter(ends_on=None, starts_on__lt=ends_on).update(ends_on=ends_on)
        rows.filter(ends_on__gt=ends_on, starts_on__lt=ends_on).update(ends_on=ends_on)
        rows.filter(starts_on__gte=ends_on).update(ends_on=F("starts_on"))
    mandate.ends_on, mandate.end_reason = ends_on, reason
    mandate.save(update_fields=["ends_on", "end_reason"])


def locked_mandate(mandate):
    """The mandate as it is now, held until the transaction ends."""
    locked = Mandate.objects.select_for_update(of=("self",))
    return locked.select_related("deputy", "congress", "term", "delegation").get(pk=mandate.pk)
