"""What a resident's telephone asks for: the printed code, its picture, the calendar feed."""

from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from foundation.qr import code_svg

from ..calendar_feed import PAST, feed_tag, station_calendar
from ..models import Station
from ..public import code_url, station_url

FEED_SECONDS = 300


@require_safe
@never_cache
def code(request, token):
    """A printed code leads to the station's page. A code that has been replaced leads nowhere."""
    station = Station.objects.public().filter(code_token=token).first()
    if station is None:
        return render(request, "liaison/code_gone.html", status=404)
    return redirect(station_url(station))


@require_safe
@cache_control(public=True, max_age=3600)
def code_picture(request, slug):
    """The station's code as an SVG picture."""
    station = get_object_or_404(Station.objects.public(), slug=slug)
    return HttpResponse(code_svg(code_url(station, request)), content_type="image/svg+xml")


@require_safe
def calendar(request, slug):
    """The station's reception days as a feed. Unchanged bytes answer 304."""
    key = f"liaison.calendar:{slug}:{get_language()}"
    body = cache.get(key)
    if body is None:
        body = _feed(request, slug)
        cache.set(key, body, FEED_SECONDS)
    tag = feed_tag(body)
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={FEED_SECONDS}"
    response["Vary"] = "Accept-Language, Cookie"
    return response


def _feed(request, slug):
    station = Station.objects.public().filter(slug=slug).first()
    if station is None:
        raise Http404
    days = (
        station.reception_days.public()
        .from_day(timezone.localdate() - PAST)
        .with_deputies()
        .order_by("on", "starts_at")
    )
    return station_calendar(
        station, days, page_url=request.build_absolute_uri(station_url(station))
    )
