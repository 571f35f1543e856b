"""What a page's body may hold: little, so that every page stays readable on a telephone."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=80, icon="title", template="cms/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    image = ImageBlock(label=_("Picture"), template="cms/blocks/image.html")
