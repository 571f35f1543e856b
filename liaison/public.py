"""What the public may read of a reception day and of the deputies on duty. Nothing else leaves.

A deputy appears with name, congress and constituency; never a telephone number, whatever the
tables hold.
"""

from dataclasses import dataclass

from django.urls import reverse

from foundation.language import in_reader_language


@dataclass(frozen=True)
class PublicDeputy:
    """A deputy on duty (值班代表) as residents see them, in both languages."""

    name: str
    name_en: str
    seat: str
    seat_en: str

    @property
    def label(self):
        return in_reader_language(self.name, self.name_en)

    @property
    def seat_label(self):
        return in_reader_language(self.seat, self.seat_en)


def public_deputy(mandate):
    """Name, and of which congress and constituency. Needs both loaded."""
    congress, constituency = mandate.congress, mandate.constituency
    where = constituency.name if constituency else ""
    return PublicDeputy(
        name=mandate.deputy.name,
        name_en=mandate.deputy.name_en,
        seat=" · ".join(filter(None, [congress.short_name, where])),
        seat_en=" · ".join(filter(None, [congress.name_en or congress.short_name, where])),
    )


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
