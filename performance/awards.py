"""Awards (表彰) as a section of the volume."""

from django.utils.translation import gettext as _

from .models import Award
from .sections import Section


def award_section(mandate, viewer, span):
    """The awards of these days; nothing where there are none."""
    awards = Award.objects.filter(mandate=mandate, on__gte=span.first).order_by("on", "pk")
    if span.last:
        awards = awards.filter(on__lte=span.last)
    rows = tuple(
        (award.on, award.title, award.body, str(award.get_level_display()), award.proof)
        for award in awards
    )
    if not rows:
        return None
    return Section(
        code="awards",
        title=_("Awards"),
        columns=(_("Day"), _("Award"), _("Awarded by"), _("Level"), _("Proof")),
        rows=rows,
    )
