"""Search of the public site: stations, schedules, notices."""

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from ..models import NoticePage, SchedulePage, StationPage

A_PAGE = 15
FOUND = (StationPage, SchedulePage, NoticePage)


@require_safe
def search(request):
    """Pages that hold the words, live and public."""
    words = request.GET.get("q", "").strip()[:80]
    page = None
    root = Site.find_for_request(request).root_page.specific
    if words:
        live = Page.objects.type(FOUND).live().public().descendant_of(root)
        page = Paginator(live.specific().search(words), A_PAGE).get_page(request.GET.get("page"))
        stations = [found for found in page.object_list if isinstance(found, StationPage)]
        prefetch_related_objects(stations, "station")
    context = {"words": words, "page_obj": page, "site_name": root.label}
    return render(request, "cms/search.html", context)
