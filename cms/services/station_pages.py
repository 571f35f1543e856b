"""Every station in use has its page on the public site."""

from django.db import transaction

from liaison.models import Station

from ..models import StationIndexPage, StationPage


@transaction.atomic
def keep_station_page(station):
    """Make the station's page follow it: made and published when new, renamed with it, taken off
    the site when the station is no longer in use. Doing it again changes nothing."""
    page = StationPage.objects.filter(station=station).first()
    retired = station.status == Station.Status.RETIRED
    if page is None:
        index = StationIndexPage.objects.first()
        if index is None or retired:
            return None
        page = StationPage(title=station.name, slug=station.slug, station=station)
        page.title_en = station.name_en
        index.add_child(instance=page)
        page.save_revision().publish()
        return page
    if retired:
        if page.live:
            page.unpublish()
        return page
    if (page.title, page.title_en, page.slug) != (station.name, station.name_en, station.slug):
        page.title = page.draft_title = station.name
        page.title_en, page.slug = station.name_en, station.slug
    page.station = station
    page.save()  # also renews what the search knows of the station
    return page


def keep_all_station_pages():
    """The same for every station; returns how many there are pages for."""
    return sum(keep_station_page(s) is not None for s in Station.objects.order_by("pk"))
