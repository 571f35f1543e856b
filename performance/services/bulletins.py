"""Bulletins of contacts: issued by one person, released by another, from then on only replaced."""

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation import chain

from ..bulletin import build_bulletin, content_of
from ..contact_permissions import can_keep_links, can_release_bulletin
from ..models import Bulletin, Congress

Status = Bulletin.Status


@transaction.atomic
def issue_bulletin(congress, quarter, *, by, note=""):
    """Issue a quarter's bulletin (编制季度通报), frozen with every list. Another releases it.

    One still waiting is discarded. Raises ValidationError before the quarter has begun, with nobody
    on the standing committee, or when a released one is to be replaced without a reason.
    """
    if not can_keep_links(by, congress):
        raise PermissionDenied
    list(Congress.objects.select_for_update().filter(pk=congress.pk).values("pk"))
    today = timezone.localdate()
    if quarter.first > today:
        raise ValidationError(_("This quarter has not begun yet."))
    same = Bulletin.objects.filter(congress=congress, year=quarter.year, quarter=quarter.number)
    standing = same.filter(status=Status.RELEASED).first()
    if standing and not note.strip():
        raise ValidationError(_("Say why a new bulletin replaces the released one."))
    bulletin = build_bulletin(congress, quarter, today)
    if not bulletin.lines:
        raise ValidationError(
            _("Nobody is on the standing committee in this quarter. Enter the offices held first.")
        )
    same.filter(status=Status.ISSUED).update(status=Status.DISCARDED)
    content = json.loads(json.dumps(content_of(bulletin), ensure_ascii=False))
    issued = Bulletin.objects.create(
        congress=congress,
        year=quarter.year,
        quarter=quarter.number,
        content=content,
        digest=content_digest(content),
        note=note.strip(),
        issued_by=by,
        issued_at=timezone.now(),
        previous=standing,
    )
    log(instance=issued, action="performance.bulletin_issue", user=by)
    return issued


def content_digest(content):
    """The digest a bulletin is known by: of every figure's list, and nothing else."""
    return chain.digest(chain.canonical(content))


@transaction.atomic
def release_bulletin(bulletin, *, by):
    """Release an issued bulletin as the second person (签发季度通报). Twice is harmless.

    The one it corrects becomes replaced. Raises PermissionDenied for whoever issued it;
    ValidationError when it was issued anew, or is no longer what was issued.
    """
    bulletin = (
        Bulletin.objects.select_for_update(of=("self",))
        .select_related("congress", "previous")
        .get(pk=bulletin.pk)
    )
    if not can_release_bulletin(by, bulletin):
        raise PermissionDenied
    if bulletin.status == Status.RELEASED:
        return bulletin
    if bulletin.status != Status.ISSUED:
        raise ValidationError(_("It was issued anew meanwhile. Open the latest one."))
    if content_digest(bulletin.content) != bulletin.digest:
        raise ValidationError(_("The bulletin is no longer what was issued. Issue it again."))
    list(Congress.objects.select_for_update().filter(pk=bulletin.congress_id).values("pk"))
    last = bulletin.congress.bulletins.exclude(number=None).order_by("-number").first()
    number = last.number + 1 if last else 1
    if bulletin.previous_id:
        _move(bulletin.previous, Status.RELEASED, Status.REPLACED)
    _move(
        bulletin,
        Status.ISSUED,
        Status.RELEASED,
        number=number,
        released_by=by,
        released_at=timezone.now(),
    )
    log(instance=bulletin, action="performance.bulletin_release", user=by)
    return bulletin


def _move(bulletin, was, to, **values):
    """The one place a bulletin's status changes once issued; refuses when someone was faster."""
    try:
        with transaction.atomic():
            moved = Bulletin.objects.filter(pk=bulletin.pk, status=was).update(status=to, **values)
    except IntegrityError:
        moved = 0
    if moved != 1:
        raise ValidationError(_("Someone else has just released a bulletin. Load the page again."))
    bulletin.refresh_from_db()
