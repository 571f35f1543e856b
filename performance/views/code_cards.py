"""Code cards of the deputies a filter found, to be printed and cut out."""

from django.shortcuts import render

from ..cards import codes_for
from ..deputy_list import deputies_asked_for
from .access import mandates_with_names, readers_only

AT_MOST = 200


@readers_only
def code_cards(request):
    """The cards of the list's deputies, with the list's own filters (打印代表码)."""
    mandates, _chosen = deputies_asked_for(mandates_with_names(), request)
    mandates = list(mandates.prefetch_related("specialities")[: AT_MOST + 1])
    codes = codes_for(mandates[:AT_MOST], request)
    context = {
        "cards": [(mandate, codes.get(mandate.pk)) for mandate in mandates[:AT_MOST]],
        "cut_short": len(mandates) > AT_MOST,
        "at_most": AT_MOST,
        "query": request.GET.urlencode(),
    }
    return render(request, "performance/code_cards.html", context)
