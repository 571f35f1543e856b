"""Where deputies meet residents: the list of stations and each station's page."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.search import index

from foundation.language import in_reader_language
from liaison.models import ReceptionDay, Station
from liaison.public import calendar_url
from liaison.wording import hours_words, week_words

from .base import BodyPage, SitePage, trail
from .home import districts
from .routing import OneKindBelow

COMING = 8


class StationIndexPage(OneKindBelow, SitePage):
    """The list of stations (联络站名录), by township, kind, words, or nearness."""

    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StationPage"]
    promote_panels = []
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = _("list of stations")
        verbose_name_plural = _("lists of stations")

    def get_context(self, request):
        district = request.GET.get("district", "")
        kind = request.GET.get("kind", "")
        words = request.GET.get("q", "").strip()[:60]
        stations = (
            Station.objects.public()
            .filter(page__live=True)
            .with_next_reception(timezone.localdate())
            .order_by("district", "name")
        )
        if district:
            stations = stations.filter(district=district)
        if kind in Station.Kind.values:
            stations = stations.filter(kind=kind)
        for word in words.split()[:5]:
            stations = stations.filter(_mentions(word))
        stations = list(stations)
        return {
            **super().get_context(request),
            "groups": [
                (label, list(rows))
                for label, rows in groupby(stations, key=lambda s: s.district_label)
            ],
            "found": len(stations),
            "districts": districts(),
            "kinds": Station.Kind.choices,
            "district": district,
            "kind": kind,
            "words": words,
            "filtered": bool(district or kind or words),
            **trail(self),
        }


def _mentions(word):
    columns = ["name", "name_en", "district", "district_en", "address", "address_en"]
    return Q(*[(f"{column}__icontains", word) for column in columns], _connector=Q.OR)


class StationPage(BodyPage):
    """One station's page (站点页面). Its facts are the station's; the page adds words, pictures."""

    station = models.OneToOneField(
        Station, models.PROTECT, related_name="page", verbose_name=_("station")
    )
    directions = models.TextField(_("how to get there"), max_length=400, blank=True)
    directions_en = models.TextField(_("how to get there, in English"), max_length=600, blank=True)

    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("directions"),
        index.SearchField("directions_en"),
        index.SearchField("station_words"),
    ]
    content_panels = [
        TitleFieldPanel("title", read_only=True),
        FieldPanel("station"),
        FieldPanel("intro"),
        FieldPanel("intro_en"),
        FieldPanel("directions"),
        FieldPanel("directions_en"),
        FieldPanel("body"),
        FieldPanel("body_en"),
    ]
    promote_panels = []
    loaded_with = ("station",)
    parent_page_types = ["cms.StationIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("station page")
        verbose_name_plural = _("station pages")

    def full_clean(self, *args, **kwargs):
        """A station's page is named and addressed after it; nobody types that again."""
        if self.station_id:
            self.title = self.draft_title = self.station.name
            self.title_en = self.station.name_en
            self.slug = self.station.slug
        super().full_clean(*args, **kwargs)

    def clean(self):
        """A station has one page."""
        if self.station_id:
            others = StationPage.objects.filter(station=self.station).exclude(pk=self.pk)
            if others.exists():
                raise ValidationError({"station": _("This station has a page already.")})
        super().clean()

    @property
    def found_as(self):
        return f"{self.station.get_kind_display()} · {self.station.address_label}"

    @property
    def station_words(self):
        """What a resident may type to find the station."""
        s = self.station
        return f"{s.name_en} {s.district} {s.district_en} {s.address} {s.address_en}"

    def get_context(self, request):
        today = timezone.localdate()
        station = self.station
        days = ReceptionDay.objects.public().filter(station=station).from_day(today)
        hours = list(station.opening_hours.all())
        closures = list(station.closures.filter(ends_on__gte=today))
        days = list(days.with_deputies()[:COMING])
        return {
            **super().get_context(request),
            "station": station,
            "days": days,
            "next_day": next((d for d in days if d.status in {"announced", "moved"}), None),
            "week": week_words(hours),
            "open_today": " ".join(
                hours_words(row.opens_at, row.closes_at)
                for row in hours
                if row.weekday == today.isoweekday()
            ),
            "directions": in_reader_language(self.directions, self.directions_en),
            "closed_today": next((c for c in closures if c.starts_on <= today), None),
            "closures": closures,
            "calendar_url": calendar_url(station),
            "full_calendar_url": request.build_absolute_uri(calendar_url(station)),
            **trail(self),
        }
