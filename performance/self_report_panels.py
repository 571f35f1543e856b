"""First screens: what of a deputy's own waits or came back; what an office entered and is open."""

from django.template.loader import render_to_string

from .models import DutyRecord
from .permissions import can_enter_duties
from .services.desk_entries import ENTERED
from .views.own import own_open

SHOWN = 5


def own_open_panel(request):
    """Entries not yet confirmed, the returned first, each taken back with one tap."""
    records = DutyRecord.objects.filter(
        mandate__deputy__user=request.user, status__in=["submitted", "returned"]
    ).select_related("kind", "mandate", "submitted_by")
    records = own_open(records.order_by("-on")[:60], request.user)
    if not records:
        return None
    context = {"records": records[:SHOWN], "more": len(records) - SHOWN}
    return render_to_string("performance/panels/own_open.html", context, request)


def desk_entries_panel(request):
    """How many records this person entered are waiting, and how many came back."""
    if not can_enter_duties(request.user):
        return None
    own = DutyRecord.objects.filter(submitted_by=request.user, source__startswith=ENTERED)
    states = list(own.filter(status__in=["submitted", "returned"]).values_list("status", flat=True))
    context = {"waiting": states.count("submitted"), "returned": states.count("returned")}
    return render_to_string("performance/panels/desk_entries.html", context, request)
