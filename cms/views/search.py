"""Search of the public site: stations, schedules, notices."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

A_PAGE = 15


@require_safe
def search(request):
    """Pages that hold the words, as live and public as the reader may see them."""
    words = request.GET.get("q", "").strip()[:80]
    page = None
    root = Site.find_for_request(request).root_page.specific
    if words:
        live = Page.objects.live().public().descendant_of(root)
        results = live.search(words, order_by_relevance=True)
        page = Paginator(results, A_PAGE).get_page(request.GET.get("page"))
        keys = [row.pk for row in page.object_list]
        specific = {p.pk: p for p in Page.objects.filter(pk__in=keys).specific()}
        page.object_list = [specific[key] for key in keys]
    context = {"words": words, "page_obj": page, "site_name": root.label}
    return render(request, "cms/search.html", context)
