"""Published schedules of reception days, each one a document."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from foundation.language import in_reader_language
from liaison.models import Station
from performance.models import Congress

from ..panels import EntriesPanel
from .base import SitePage, trail
from .routing import OneKindBelow

A_PAGE = 20


class ScheduleIndexPage(OneKindBelow, SitePage):
    """All published schedules (接待日程), newest first."""

    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.SchedulePage"]

    class Meta:
        verbose_name = _("list of schedules")
        verbose_name_plural = _("lists of schedules")

    def get_context(self, request):
        schedules = SchedulePage.objects.live().child_of(self).order_by("-first", "title")
        page = Paginator(schedules, A_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request), "page_obj": page, **trail(self)}


class SchedulePage(SitePage):
    """The schedule of a congress's stations, or of one, for a month or a quarter (接待日程表).

    `entries` are the announced reception days as they stood when an editor prepared the page from
    the roster; nobody types them. The published page keeps them as published and marks what has
    been moved, cancelled or newly announced since (`services/schedules.py`).
    """

    congress = models.ForeignKey(
        Congress, models.PROTECT, related_name="+", verbose_name=_("congress")
    )
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only this station"),
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    closing = models.TextField(_("words at the end"), max_length=600, blank=True)
    closing_en = models.TextField(_("words at the end, in English"), max_length=900, blank=True)
    entries = models.JSONField(_("reception days"), default=list, blank=True, editable=False)
    prepared_at = models.DateTimeField(
        _("prepared from the roster at"), null=True, blank=True, editable=False
    )

    search_fields = [
        *SitePage.search_fields,
        index.SearchField("closing"),
        index.SearchField("entry_words"),
    ]
    content_panels = [
        *SitePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("congress"),
                FieldPanel("station"),
                FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
            ],
            _("What it covers"),
        ),
        *SitePage.content_panels[2:],
        EntriesPanel(heading=_("Reception days")),
        MultiFieldPanel([FieldPanel("closing"), FieldPanel("closing_en")], _("At the end")),
    ]
    loaded_with = ("congress", "station")
    parent_page_types = ["cms.ScheduleIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def clean(self):
        super().clean()
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("The end lies before the beginning.")})
        if self.first and self.last and (self.last - self.first).days > 370:
            raise ValidationError({"last": _("A schedule covers a year at most.")})
        if self.station_id and self.congress_id and self.station.congress_id != self.congress_id:
            raise ValidationError({"station": _("This station belongs to another congress.")})

    @property
    def closing_label(self):
        return in_reader_language(self.closing, self.closing_en)

    @property
    def entry_words(self):
        """The stations named in it, so that the schedule is found by them."""
        return " ".join(sorted({entry["station"] for entry in self.entries}))

    def get_context(self, request):
        from ..services.schedules import compare_with_now

        return {
            **super().get_context(request),
            "schedule": compare_with_now(self),
            "congress_label": in_reader_language(self.congress.name, self.congress.name_en),
            **trail(self),
        }
