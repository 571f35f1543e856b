"""Sections of the volume: linked households and talks, donations, what was studied.

Only confirmed records count. Labels of households are for the deputy and the record's keepers;
whoever else reads the volume gets the counts.
"""

from datetime import date

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import CourseNote, Gift
from .permissions import can_keep_households
from .sections import Section
from .yuan import yuan_text


def households_section(mandate, viewer, span):
    """Households talked to out of those linked in these days, with their talks."""
    last = span.last or date.max
    inside = Q(
        talks__record__status="confirmed",
        talks__record__on__gte=span.first,
        talks__record__on__lte=last,
    )
    rows = list(
        mandate.households.filter(linked_on__lte=last)
        .filter(Q(closed_on=None) | Q(closed_on__gt=span.first))
        .annotate(
            times=Count("talks", filter=inside, distinct=True),
            last_on=Max("talks__record__on", filter=inside),
        )
        .order_by("place_no", "pk")
    )
    if not rows:
        return None
    talked = sum(1 for row in rows if row.times)
    talks = sum(row.times for row in rows)
    common = {
        "code": "households",
        "title": _("Linked households"),
        "numerator": talked,
        "denominator": len(rows),
    }
    if not can_keep_households(viewer, mandate):
        return Section(
            columns=(_("Households linked"), _("Talked with"), _("Talks")),
            rows=((len(rows), talked, talks),),
            note=_("Labels are read only by the deputy and those who keep the record."),
            **common,
        )
    own = viewer.pk == mandate.deputy.user_id
    return Section(
        columns=(_("Household"), _("Area"), _("Linked since"), _("Talks"), _("Last talk")),
        rows=tuple(
            (row.label, row.area, row.linked_on, row.times, row.last_on or "—") for row in rows
        ),
        url=f"{reverse('performance:my-households')}?mandate={mandate.pk}" if own else "",
        **common,
    )


def _beside(model, mandate, span):
    rows = model.objects.filter(
        record__mandate=mandate, record__status="confirmed", record__on__gte=span.first
    )
    if span.last:
        rows = rows.filter(record__on__lte=span.last)
    return rows.select_related("record").order_by("record__on", "record")


def gifts_section(mandate, viewer, span):
    """Donations, shown and never scored by their worth."""
    gifts = list(_beside(Gift, mandate, span))
    if not gifts:
        return None
    return Section(
        code="gifts",
        title=_("Donations"),
        columns=(_("Day"), _("What for"), _("Amount in yuan"), _("Goods")),
        rows=tuple(
            (
                gift.record.on,
                gift.record.title,
                yuan_text(gift.amount_cents) if gift.amount_cents else "—",
                gift.goods or "—",
            )
            for gift in gifts
        ),
        note=_("Kept in the volume; it never changes any points."),
    )


def studies_section(mandate, viewer, span):
    """What the deputy studied, where they wrote it down."""
    notes = list(_beside(CourseNote, mandate, span))
    if not notes:
        return None
    return Section(
        code="studies",
        title=_("Study"),
        columns=(_("Day"), _("What was it?"), _("Course or text"), _("How long")),
        rows=tuple(
            (note.record.on, note.record.title, note.course or "—", note.hours or "—")
            for note in notes
        ),
    )
