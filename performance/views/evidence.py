"""Hand out evidence: to those who may see the record, never as something that runs."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from foundation import private_files

from ..models import Evidence
from ..permissions import can_read_camera_notes

SIZES = ("shown", "small", "original")


@login_required
@require_GET
def evidence_file(request, pk, size):
    """One file: `shown`, `small`, or what was sent while it is kept (for confirmers only)."""
    evidence = get_object_or_404(
        Evidence.objects.visible_to(request.user)
        .shown()
        .select_related("record__congress", "record__mandate__deputy"),
        pk=pk,
    )
    name, filename = _asked(evidence, size, request.user)
    try:
        content = private_files.read(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return private_files.hand_out(content, filename, inline=filename.endswith(".jpg"))


def _asked(evidence, size, user):
    stem = evidence.name.rpartition(".")[0] or evidence.name
    if size == "shown" and evidence.file:
        return evidence.file, f"{stem}.jpg" if evidence.is_photo else f"{stem}.pdf"
    if size == "small" and evidence.thumbnail:
        return evidence.thumbnail, f"{stem}.jpg"
    # What was sent still carries the place it was taken at, so few may have it, as a download.
    if size == "original" and evidence.original and can_read_camera_notes(user, evidence.record):
        return evidence.original, f"{stem}.bin"
    raise Http404
