"""What every page of the public site shares: Chinese first, an English wording beside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from foundation.language import in_reader_language

from ..blocks import BodyBlock
from .routing import FewQueries


class SitePage(FewQueries, Page):
    """A page with an optional English wording (双语页面). There is one tree, not two."""

    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    intro_en = models.TextField(_("introduction in English"), max_length=900, blank=True)

    loaded_with = ()  # what a list page loads together with a page of this kind

    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en", boost=2),
        index.SearchField("intro"),
        index.SearchField("intro_en"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("title_en"),
        MultiFieldPanel([FieldPanel("intro"), FieldPanel("intro_en")], _("Introduction")),
    ]

    class Meta:
        abstract = True

    @property
    def label(self):
        return in_reader_language(self.title, self.title_en)

    @property
    def found_as(self):
        """What the search says under the title: the kind of page."""
        return self._meta.verbose_name

    @property
    def intro_label(self):
        return in_reader_language(self.intro, self.intro_en)


class BodyPage(SitePage):
    """A page that also has a body of text and pictures."""

    body = StreamField(BodyBlock(required=False), verbose_name=_("text"), blank=True)
    body_en = StreamField(BodyBlock(required=False), verbose_name=_("English text"), blank=True)

    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("body_en"),
    ]
    content_panels = [*SitePage.content_panels, FieldPanel("body"), FieldPanel("body_en")]

    class Meta:
        abstract = True

    @property
    def body_label(self):
        return in_reader_language(self.body, self.body_en)


def trail(page):
    """What the frame needs: the breadcrumbs, (label, url) from the home page down to the page's
    parent, and the site's own name, which is the home page's."""
    above = page.trail
    if above is None:  # a preview, say
        above = page.get_ancestors().filter(depth__gte=2).specific()
    crumbs = [(parent.label, parent.url) for parent in above]
    return {"crumbs": crumbs, "site_name": crumbs[0][0] if crumbs else page.label}
