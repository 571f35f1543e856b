"""Two phones seconds apart, again and again: listed for review, and nothing follows by itself."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from ..check_in_together import recurring_pairs
from ..models import CheckIn, Mandate
from ..querysets import congresses_read_by
from ..sitting_times import TOGETHER_TIMES, TOGETHER_WITHIN
from .access import readers_only

LOOK_BACK = timedelta(days=366)


@readers_only
def together(request):
    """The pairs of the last year in the congresses the person reads."""
    rows = CheckIn.objects.standing().filter(
        mandate__congress__in=congresses_read_by(request.user),
        method=CheckIn.Method.CODE,
        at__gte=timezone.now() - LOOK_BACK,
    )
    scans = rows.exclude(device="").values_list("sitting", "mandate", "device", "shown_at")
    pairs = recurring_pairs(scans, within=TOGETHER_WITHIN, times=TOGETHER_TIMES)
    keys = {key for pair in pairs for key in pair}
    mandates = Mandate.objects.visible_to(request.user).select_related("deputy").in_bulk(keys)
    found = [
        {"one": mandates[one], "other": mandates[other], "moments": moments}
        for (one, other), moments in sorted(pairs.items(), key=lambda item: -len(item[1]))
    ]
    context = {
        "pairs": found,
        "seconds": TOGETHER_WITHIN.seconds,
        "times": TOGETHER_TIMES,
    }
    return render(request, "performance/check_in_pairs.html", context)
