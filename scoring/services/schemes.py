"""Measures: drafted by one person, put into force by another, never changed afterwards."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation import chain

from ..models import Scheme, SchemeVersion
from ..permissions import can_keep_scores, can_publish_scheme
from ..scheme import check_scheme
from .publicity import need_publicity_over

Status = SchemeVersion.Status


@transaction.atomic
def save_draft(congress, text, *, by, clauses=None):
    """Store a text as the draft of its measure (保存草稿), by the code the text names.

    A new measure is opened when the congress has none of that code; an open draft is rewritten.
    The same text saved twice changes nothing. `clauses` is the text of the regulation it puts into
    rules. Raises PermissionDenied; ValidationError with every fault for a text that is no measure,
    or while the draft is open to comments.
    """
    if not can_keep_scores(by, congress):
        raise PermissionDenied
    report = check_scheme(text, examples=False)
    if not report.ok:
        raise ValidationError([str(fault) for fault in report.faults], code="refused")
    scheme, _created = Scheme.objects.get_or_create(
        congress=congress, code=report.scheme.code, defaults={"title": report.scheme.title}
    )
    digest = chain.digest(text)
    latest = scheme.versions.order_by("-number").first()
    if latest and latest.text_digest == digest and clauses in (None, latest.clauses):
        return latest
    if latest and latest.is_open_to_comments:
        raise ValidationError(
            _("Version %(number)s is open to comments. Take it back before you change it.")
            % {"number": latest.number}
        )
    content = {
        "text": text,
        "text_digest": digest,
        "digest": report.scheme.digest,
        "drafted_by": by,
        "drafted_at": timezone.now(),
        "clauses": _clauses(clauses, latest),
    }
    if latest and latest.is_draft:
        SchemeVersion.objects.filter(pk=latest.pk, status=Status.DRAFT).update(**content)
        latest.refresh_from_db()
        return latest
    number = latest.number + 1 if latest else 1
    return SchemeVersion.objects.create(scheme=scheme, number=number, **content)


def _clauses(given, latest):
    """The regulation's text: as given, else what the draft already has."""
    if given is not None:
        return given
    return latest.clauses if latest and latest.is_draft else ""


@transaction.atomic
def publish_scheme_version(version, *, by, in_force_from, publicity_waived=""):
    """Put a draft into force (施行). Its text stands; on that day the version before ends.

    Publishing it twice is harmless. Raises PermissionDenied for whoever wrote it; ValidationError
    for a text with faults, a publicity still running or unanswered, or a day that is taken.
    """
    version = SchemeVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not can_publish_scheme(by, version):
        raise PermissionDenied
    if version.status == Status.PUBLISHED:
        return version
    if not version.is_draft:
        raise ValidationError(_("Only a draft can be put into force."))
    if version.is_open_to_comments:
        need_publicity_over(version, in_force_from)
    report = check_scheme(version.text)
    if not report.ok:
        raise ValidationError([str(fault) for fault in report.faults], code="refused")
    need_free_day(version, in_force_from)
    if in_force_from <= timezone.localdate():
        version.scheme.versions.filter(status=Status.PUBLISHED).update(status=Status.RETIRED)
    moved = SchemeVersion.objects.filter(
        pk=version.pk, status=version.status, text_digest=version.text_digest
    ).update(
        status=Status.PUBLISHED,
        in_force_from=in_force_from,
        published_by=by,
        published_at=timezone.now(),
        publicity_waived="" if version.is_open_to_comments else publicity_waived,
    )
    if moved != 1:
        raise ValidationError(_("The draft has just been changed. Load the page again."))
    Scheme.objects.filter(pk=version.scheme_id).update(title=report.scheme.title)
    version.refresh_from_db()
    log(instance=version, action="scoring.publish_scheme_version", user=by)
    return version


def need_free_day(version, day):
    """Of one measure never two versions are in force on one day, and none ends before it began."""
    others = version.scheme.versions.exclude(pk=version.pk).filter(in_force_from__isnull=False)
    last = others.order_by("-in_force_from").first()
    if last and day <= last.in_force_from:
        raise ValidationError(
            _("Version %(number)s is in force from %(day)s; a later version starts later."),
            params={"number": last.number, "day": last.in_force_from},
        )
