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

Status = SchemeVersion.Status


@transaction.atomic
def save_draft(congress, text, *, by):
    """Store a text as the draft of its measure (保存草稿), by the code the text names.

    A new measure is opened when the congress has none of that code; an open draft is rewritten.
    The same text saved twice changes nothing. Raises PermissionDenied; ValidationError with every
    fault for a text that is no measure.
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
    if latest and latest.text_digest == digest:
        return latest
    content = {
        "text": text,
        "text_digest": digest,
        "digest": report.scheme.digest,
        "drafted_by": by,
        "drafted_at": timezone.now(),
    }
    if latest and latest.is_draft:
        SchemeVersion.objects.filter(pk=latest.pk, status=Status.DRAFT).update(**content)
        latest.refresh_from_db()
        return latest
    number = latest.number + 1 if latest else 1
    return SchemeVersion.objects.create(scheme=scheme, number=number, **content)


@transaction.atomic
def publish_scheme_version(version, *, by, in_force_from):
    """Put a draft into force (施行). From now on its text stands; the version before is retired.

    Publishing it twice is harmless. Raises PermissionDenied for whoever drafted it;
    ValidationError for a text with faults or a day not after the version before.
    """
    version = SchemeVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not can_publish_scheme(by, version):
        raise PermissionDenied
    if version.status == Status.PUBLISHED:
        return version
    if version.status != Status.DRAFT:
        raise ValidationError(_("Only a draft can be put into force."))
    report = check_scheme(version.text)
    if not report.ok:
        raise ValidationError([str(fault) for fault in report.faults], code="refused")
    before = version.scheme.versions.filter(status=Status.PUBLISHED).first()
    if before and in_force_from <= before.in_force_from:
        raise ValidationError(
            _("Version %(number)s is in force from %(day)s; a later version starts later."),
            params={"number": before.number, "day": before.in_force_from},
        )
    if before:
        SchemeVersion.objects.filter(pk=before.pk).update(status=Status.RETIRED)
    moved = SchemeVersion.objects.filter(
        pk=version.pk, status=Status.DRAFT, text_digest=version.text_digest
    ).update(
        status=Status.PUBLISHED,
        in_force_from=in_force_from,
        published_by=by,
        published_at=timezone.now(),
    )
    if moved != 1:
        raise ValidationError(_("The draft has just been changed. Load the page again."))
    Scheme.objects.filter(pk=version.scheme_id).update(title=report.scheme.title)
    version.refresh_from_db()
    log(instance=version, action="scoring.publish_scheme_version", user=by)
    return version
