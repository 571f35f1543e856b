"""First screens: what is asked about a photo; like photos and drawn records to check."""

from django.template.loader import render_to_string

from foundation.postings import scope_ids

from .evidence_permissions import AUDIT_CHECKERS
from .models import AuditItem, PhotoPair
from .permissions import is_deputy, reads_records


def asked_panel(request):
    """Photos raised with this deputy and not answered yet."""
    if not is_deputy(request.user):
        return None
    told = PhotoPair.objects.told_to(request.user).filter(answer="")
    pairs = list(told.select_related("later__record__mandate__deputy", "earlier__record"))
    if not pairs:
        return None
    for pair in pairs:
        mine = pair.later.record.mandate.deputy.user_id == request.user.pk
        pair.record = pair.later.record if mine else pair.earlier.record
    return render_to_string("performance/panels/asked.html", {"pairs": pairs}, request)


def to_check_panel(request):
    """Like photos nobody has looked at, and records of a sample given to this person."""
    if not reads_records(request.user):
        return None
    alike = 0
    congresses = scope_ids(request.user, "congress", AUDIT_CHECKERS)
    if congresses:
        alike = PhotoPair.objects.open().filter(congress__in=congresses).count()
    drawn = AuditItem.objects.filter(checker=request.user, verdict="").count()
    if not alike and not drawn:
        return None
    context = {"alike": alike, "drawn": drawn}
    return render_to_string("performance/panels/to_check.html", context, request)
