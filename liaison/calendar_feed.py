"""A station's reception days as a calendar file any telephone can subscribe to (iCalendar)."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .public import deputies_on_duty
from .wording import listed

PAST = timedelta(days=62)  # how long a past reception stays in the feed


def station_calendar(station, days, *, page_url):
    """The feed of one station: bytes of an .ics file with its time zone.

    A reception keeps its UID whatever becomes of it; moving it changes its time and raises its
    sequence, cancelling it says so, so that a subscriber's calendar follows.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Luzhi//Reception days//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", station.label)
    calendar.add("x-wr-timezone", timezone.get_current_timezone_name())
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for day in days:
        calendar.add_component(_event(station, day, page_url))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(station, day, page_url):
    zone = timezone.get_current_timezone()
    event = Event()
    event.add("uid", f"reception-{day.pk}@{station.slug}.luzhi")
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", day.revision)
    event.add("dtstart", datetime.combine(day.on, day.starts_at, zone))
    event.add("dtend", datetime.combine(day.on, day.ends_at, zone))
    title = _("Deputies receive residents: %(station)s") % {"station": station.label}
    event.add("summary", f"{title} · {day.theme_label}" if day.theme else title)
    event.add("location", station.address_label)
    event.add("url", page_url)
    event.add("status", "CANCELLED" if day.status == "cancelled" else "CONFIRMED")
    event.add("description", "\n".join(_lines(day)))
    if station.latitude is not None:
        event.add("geo", (station.latitude, station.longitude))
    return event


def _lines(day):
    deputies = [f"{d.label}（{d.seat_label}）" for d in deputies_on_duty(day)]
    if deputies:
        yield _("On duty: %(deputies)s") % {"deputies": listed(deputies)}
    if day.status == "moved":
        yield _("Moved from %(day)s.") % {"day": day.moved_from.isoformat()}
    if day.status == "cancelled":
        yield _("Cancelled.")
    if day.note:
        yield day.note


def feed_tag(body):
    """The ETag of a feed: changes exactly when its bytes do."""
    return f'"{sha256(body).hexdigest()[:32]}"'
