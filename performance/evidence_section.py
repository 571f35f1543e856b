"""The evidence of a volume as a section: every file with its hash."""

from django.utils.translation import gettext as _

from .models import Evidence
from .sections import Section


def evidence_section(mandate, viewer, span):
    """Files of the records of these days, as this viewer may see them; None when there are none."""
    found = Evidence.objects.visible_to(viewer).shown().filter(record__mandate=mandate)
    found = found.filter(record__on__gte=span.first)
    if span.last is not None:
        found = found.filter(record__on__lte=span.last)
    rows = found.order_by("record__on", "record", "position").values_list(
        "record__on", "record__title", "name", "sha256"
    )
    rows = tuple(rows)
    if not rows:
        return None
    return Section(
        code="evidence",
        title=_("Evidence"),
        columns=(_("Day"), _("Title"), _("File name"), "SHA-256"),
        rows=rows,
        note=_("The hash is of the file as it was sent; it proves which file it was."),
    )
