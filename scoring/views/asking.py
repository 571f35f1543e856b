"""Small questions every page of scoring asks."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from performance.models import Congress

from ..permissions import can_keep_scores, reads_rankings


def own_congress(request):
    """The congress the person keeps scores for: the one named in the address, or their first."""
    readers_only(request)
    congresses = [
        congress
        for congress in Congress.objects.visible_to(request.user).order_by("pk")
        if can_keep_scores(request.user, congress)
    ]
    if not congresses:
        raise PermissionDenied
    wanted = request.GET.get("congress") or request.POST.get("congress")
    return next((c for c in congresses if c.code == wanted), congresses[0])


def need(allowed):
    """403 for a colleague without the right."""
    if not allowed:
        raise PermissionDenied


def readers_only(request):
    """404 for whoever reads no ranking anywhere: for them these pages do not exist."""
    if not reads_rankings(request.user):
        raise Http404
