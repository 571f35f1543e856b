"""Notices to the public."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from .base import BodyPage, SitePage, trail
from .routing import OneKindBelow

A_PAGE = 20


class NoticeIndexPage(OneKindBelow, SitePage):
    """All notices, newest first (通知公告)."""

    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NoticePage"]

    class Meta:
        verbose_name = _("list of notices")
        verbose_name_plural = _("lists of notices")

    def get_context(self, request):
        notices = NoticePage.objects.live().child_of(self).order_by("-on", "-pk")
        page = Paginator(notices, A_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request), "page_obj": page, **trail(self)}


class NoticePage(BodyPage):
    """One notice (公告)."""

    on = models.DateField(_("date"), default=timezone.localdate)

    search_fields = [*BodyPage.search_fields, index.FilterField("on")]
    content_panels = [
        *BodyPage.content_panels[:2],
        FieldPanel("on"),
        *BodyPage.content_panels[2:],
    ]
    parent_page_types = ["cms.NoticeIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def get_context(self, request):
        return {**super().get_context(request), **trail(self)}
