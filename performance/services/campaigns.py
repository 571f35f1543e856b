"""Campaigns: prepared, joined by duty records. Money given is told and never scored."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..contact_permissions import can_keep_links
from ..models import Campaign, CampaignAction, CampaignPart, DutyRecord
from ..permissions import can_submit_record

Kind = CampaignAction.Kind
Measure = CampaignAction.Measure
# The five of 庆阳: kind, what the office calls it, measured by, unit.
FIVE = (
    (Kind.TALK, "政策宣讲", Measure.OCCASIONS, "场"),
    (Kind.OPINION, "意见传递", Measure.OCCASIONS, "件"),
    (Kind.SUPERVISION, "监督助推", Measure.OCCASIONS, "次"),
    (Kind.VOLUNTEERING, "志愿服务", Measure.TIMES, "人次"),
    (Kind.VISIT, "走访评议", Measure.OCCASIONS, "次"),
)


@transaction.atomic
def create_campaign(congress, *, name, starts_on, ends_on, by, series="", text="", targets=None):
    """Prepare a campaign with its five actions (新建主题活动). The same name again returns it.

    `targets`: action kind → number aimed at.
    """
    if not can_keep_links(by, congress):
        raise PermissionDenied
    if ends_on < starts_on:
        raise ValidationError(_("It ends before it begins."))
    values = {
        "series": series,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "text": text,
        "created_by": by,
    }
    campaign, new = Campaign.objects.get_or_create(congress=congress, name=name, defaults=values)
    if new:
        CampaignAction.objects.bulk_create(
            [
                CampaignAction(
                    campaign=campaign,
                    kind=kind,
                    name=name,
                    measure=measure,
                    unit=unit,
                    target=(targets or {}).get(kind),
                    order=order,
                )
                for order, (kind, name, measure, unit) in enumerate(FIVE, start=1)
            ]
        )
        log(instance=campaign, action="performance.campaign_create", user=by)
    return campaign


@transaction.atomic
def join_campaign(records, action, *, by, **reached):
    """Count duty records in a campaign under one action (计入主题活动).

    `reached`: people, times, cents, goods. A record stands in one campaign; joining it again moves
    it while it is there. Raises ValidationError for a day outside the campaign or another
    congress's record.
    """
    campaign = action.campaign
    for record in records:
        if record.congress_id != campaign.congress_id:
            raise ValidationError(_("This record belongs to another congress."))
        if not can_submit_record(by, record.mandate):
            raise PermissionDenied
        if not campaign.starts_on <= record.on <= campaign.ends_on:
            raise ValidationError(
                _("“%(title)s” was on %(day)s, outside the campaign (%(first)s to %(last)s)."),
                params={
                    "title": record.title,
                    "day": record.on,
                    "first": campaign.starts_on,
                    "last": campaign.ends_on,
                },
            )
        if record.status not in {DutyRecord.Status.SUBMITTED, DutyRecord.Status.CONFIRMED}:
            raise ValidationError(_("Only a record that stands can join a campaign."))
        CampaignPart.objects.update_or_create(
            record=record, defaults={"action": action, "joined_by": by, **reached}
        )
    return len(records)


def leave_campaign(record, *, by):
    """Take a record out of its campaign again; a keeper does. Twice is harmless."""
    if not can_keep_links(by, record.congress):
        raise PermissionDenied
    CampaignPart.objects.filter(record=record).delete()
