"""Sections of the volume for contacts and campaigns (档案分册：联系代表、主题活动)."""

from django.utils.translation import gettext as _

from .models import CampaignPart, ContactLink, ContactLog
from .sections import Section


def build_contacts(mandate, viewer, span):
    """Contacts the deputy made as a committee member, confirmed; linked and reached as a share."""
    logs = ContactLog.objects.filter(member=mandate).counted().filter(on__gte=span.first)
    links = ContactLink.objects.filter(member=mandate)
    if span.last:
        logs = logs.filter(on__lte=span.last)
        links = links.overlapping(span.first, span.last)
    linked = set(links.values_list("deputy", flat=True))
    logs = list(logs.prefetch_related("deputies__deputy").order_by("on", "pk"))
    if not logs and not linked:
        return None
    met = {deputy.pk for log in logs for deputy in log.deputies.all()}
    return Section(
        code="contacts",
        title=_("Contacts with deputies"),
        columns=(
            _("Day"),
            _("With whom"),
            _("Way of contact"),
            _("What it was about"),
            _("What came of it"),
        ),
        rows=tuple(
            (
                log.on,
                "、".join(d.deputy.name for d in log.deputies.all()),
                log.get_mode_display(),
                log.topic,
                log.outcome,
            )
            for log in logs
        ),
        numerator=len(met & linked),
        denominator=len(linked),
    )


def build_campaigns(mandate, viewer, span):
    """What the deputy contributed to campaigns, confirmed; money is told, never scored."""
    parts = (
        CampaignPart.objects.counted()
        .filter(record__mandate=mandate, record__on__gte=span.first)
        .select_related("record", "action__campaign")
    )
    if span.last:
        parts = parts.filter(record__on__lte=span.last)
    parts = list(parts.order_by("record__on", "pk"))
    if not parts:
        return None
    return Section(
        code="campaigns",
        title=_("Campaigns"),
        columns=(
            _("Day"), _("Campaign"), _("Action"), _("What"), _("People reached"), _("Times"),
            _("Donated"),
        ),
        rows=tuple(
            (
                part.record.on,
                part.action.campaign.name,
                part.action.name,
                part.record.title,
                part.people,
                part.times,
                donated(part),
            )
            for part in parts
        ),
        note=_("Donations bring no points."),
    )  # fmt: skip


def donated(part):
    """Money and goods of a part, in words."""
    words = [_("%(amount)s yuan") % {"amount": yuan(part.cents)}] if part.cents else []
    return " · ".join([*words, part.goods] if part.goods else words)


def yuan(cents):
    """Cents as yuan without needless zeros: 120050 → 1,200.50."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
