"""The first page of the public site."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from foundation.language import in_reader_language
from liaison.models import ReceptionDay, Station

from .base import SitePage
from .notices import NoticePage
from .schedules import SchedulePage

RECEPTIONS = 6
NOTICES = 4


class HomePage(SitePage):
    """Home (首页): the next reception days, the way to a station, notices."""

    hero = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture at the top"),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("hero")]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.StationIndexPage", "cms.ScheduleIndexPage", "cms.NoticeIndexPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request):
        today = timezone.localdate()
        receptions = (
            ReceptionDay.objects.public()
            .due()
            .from_day(today)
            .select_related("station")
            .with_deputies()
        )
        return {
            **super().get_context(request),
            "site_name": self.label,
            "receptions": list(receptions[:RECEPTIONS]),
            "districts": districts(),
            "notices": list(NoticePage.objects.live().order_by("-on", "-pk")[:NOTICES]),
            "schedules": list(SchedulePage.objects.live().order_by("-first", "title")[:2]),
        }


def districts():
    """Townships and streets with a station: (Chinese name, name for this reader), in order."""
    rows = Station.objects.public().order_by("district").values("district", "district_en")
    named = {}
    for row in rows:
        named[row["district"]] = named.get(row["district"]) or row["district_en"]
    return [(name, in_reader_language(name, english)) for name, english in named.items()]
