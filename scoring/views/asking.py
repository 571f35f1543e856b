"""Small questions every page of scoring asks."""

from django.core.exceptions import PermissionDenied, ValidationError
from performance.models import Congress

from ..permissions import can_keep_scores


def own_congress(request):
    """The congress the person keeps scores for: the one named in the address, or their first."""
    congresses = [c for c in Congress.objects.visible_to(request.user).order_by("pk")
                  if can_keep_scores(request.user, c)]  # fmt: skip
    if not congresses:
        raise PermissionDenied
    wanted = request.GET.get("congress") or request.POST.get("congress")
    return next((c for c in congresses if c.code == wanted), congresses[0])


def need(allowed):
    """403 for a colleague without the right."""
    if not allowed:
        raise PermissionDenied


def refuse(form, error: ValidationError):
    """Put a service's refusal on the form, field by field where it names them."""
    form.add_error(None, error) if not hasattr(error, "error_dict") else form.add_error(None, error)
