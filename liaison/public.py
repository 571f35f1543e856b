"""What the public may read of a reception day and of the deputies on duty. Nothing else leaves.

A deputy appears with name, congress and constituency; never a telephone number, whatever the
tables hold.
"""

from dataclasses import dataclass

from django.urls import reverse

from foundation.language import in_reader_language


@dataclass(frozen=True)
class PublicDeputy:
    """A deputy on duty (值班代表) as residents see them."""

    name: str
    seat: str


def public_deputy(mandate):
    """Name, and of which congress and constituency. Needs both loaded."""
    congress = in_reader_language(mandate.congress.short_name, mandate.congress.name_en)
    constituency = mandate.constituency.name if mandate.constituency else ""
    name = in_reader_language(mandate.deputy.name, mandate.deputy.name_en)
    return PublicDeputy(name, " · ".join(part for part in (congress, constituency) if part))


def deputies_on_duty(day):
    """Who receives on that day, in the order they were put down (`with_deputies` loads them)."""
    return [public_deputy(entry.mandate) for entry in day.entries.all()]


def station_url(station):
    """The address of a station's public page: the site keeps its stations below /stations/."""
    return f"/stations/{station.slug}/"


def code_url(station, request):
    """The full address a station's printed code carries: short, opaque, no name in it."""
    return request.build_absolute_uri(reverse("liaison:code", args=[station.code_token]))


def calendar_url(station):
    """The address of a station's calendar feed."""
    return reverse("liaison:calendar", args=[station.slug])
