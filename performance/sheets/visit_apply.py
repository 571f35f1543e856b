"""Writing a judged sheet of visits, and undoing it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import (
    CampaignAction,
    CampaignPart,
    CampaignProblem,
    CampaignVisit,
    DutyKind,
    DutyRecord,
    Mandate,
)
from ..services.problems import bring_problem_to, restore_problem, write_problem
from ..services.records import retract_record, submit_records

SOURCE = "performance.campaign_visit:"
DAYS = ("due_on", "closed_on")


def apply_visits(plan, congress, *, by):
    """Write new visits, their problems and duty records, and what changed; returns the undo."""
    undo = {"visits": [], "problems": [], "records": [], "joined": [], "changed": []}
    added = []
    for entry in plan["new"]:
        visit, new = CampaignVisit.objects.get_or_create(
            campaign_id=entry["campaign"], on=_day(entry["on"]), place=entry["place"]
        )
        if new:
            undo["visits"].append(visit.pk)
        added += _join(visit, entry["deputies"], undo)
        if entry["text"]:
            problem = write_problem(visit, text=entry["text"], by=by, **_days(entry["problem"]))
            undo["problems"].append(problem.pk)
    for entry in plan["changed"]:
        visit = CampaignVisit.objects.get(pk=entry["visit"])
        added += _join(visit, entry["more"], undo)
        if entry["problem"]:
            problem = CampaignProblem.objects.get(pk=entry["problem"])
            bring_problem_to(problem, by=by, **_days(entry["told"]))
            undo["changed"].append([entry["problem"], entry["before"], entry["told"]])
    _write_records(congress, added, undo, by)
    return undo


def _join(visit, deputies, undo):
    """The (visit, mandate key) pairs that are new to a visit."""
    present = set(visit.deputies.values_list("pk", flat=True))
    more = [pk for pk in deputies if pk not in present]
    visit.deputies.add(*more)
    undo["joined"] += [[visit.pk, pk] for pk in more]
    return [(visit, pk) for pk in more]


def _write_records(congress, added, undo, by):
    """A duty record for every deputy of every new visit, under the campaign's visits."""
    kind = DutyKind.objects.of(congress).filter(code="inspection").first()
    if kind is None or not added:
        return
    mandates = Mandate.objects.select_related("deputy").in_bulk({pk for _visit, pk in added})
    records = [
        DutyRecord(
            congress=congress,
            mandate=mandates[pk],
            kind=kind,
            on=visit.on,
            title=f"走访{visit.place}",
            place=visit.place,
            occasion="campaign_visit",
            level=congress.level,
            mode="visit",
            object_key=f"campaign_visit:{visit.pk}",
            source=f"{SOURCE}{visit.pk}",
        )
        for visit, pk in added
    ]
    written = submit_records(records, by=by)
    undo["records"] += [record.pk for record in written]
    campaigns = {f"{SOURCE}{visit.pk}": visit.campaign_id for visit, _pk in added}
    actions = dict(
        CampaignAction.objects.filter(
            campaign__in=set(campaigns.values()), kind=CampaignAction.Kind.VISIT
        ).values_list("campaign", "pk")
    )
    CampaignPart.objects.bulk_create(
        [
            CampaignPart(record=record, action_id=actions[campaigns[record.source]], joined_by=by)
            for record in written
            if campaigns[record.source] in actions
        ]
    )


def take_back_visits(undo, congress, *, by, reason):
    """Undo a sheet of visits; refused once a record is confirmed or a problem has moved on."""
    records = DutyRecord.objects.filter(pk__in=undo["records"]).select_related("mandate__deputy")
    confirmed = records.filter(status=DutyRecord.Status.CONFIRMED).first()
    if confirmed:
        raise ValidationError(
            _("%(name)s's visit of %(day)s is confirmed. Withdraw it first; nothing was undone."),
            params={"name": confirmed.mandate.deputy.name, "day": confirmed.on},
        )
    for pk, before, told in reversed(undo["changed"]):
        problem = CampaignProblem.objects.get(pk=pk)
        now = {name: getattr(problem, name) for name in told}
        if now != _days(told):
            raise ValidationError(_moved(problem))
        restore_problem(problem, _days(before), by=by)
    for problem in CampaignProblem.objects.filter(pk__in=undo["problems"]):
        if problem.moves.count() > 1:
            raise ValidationError(_moved(problem))
        problem.delete()
    for record in records.exclude(status=DutyRecord.Status.WITHDRAWN):
        retract_record(record, by=by, reason=reason)
    CampaignPart.objects.filter(record__in=undo["records"]).delete()
    for visit, mandate in undo["joined"]:
        CampaignVisit.deputies.through.objects.filter(campaignvisit=visit, mandate=mandate).delete()
    CampaignVisit.objects.filter(
        pk__in=undo["visits"], campaign__congress=congress, problems=None
    ).delete()


def _moved(problem):
    return _("“%(text)s” has moved on since. Nothing was undone.") % {"text": problem.text}


def _days(values):
    return {n: _day(v) if n in DAYS and isinstance(v, str) else v for n, v in values.items()}


def _day(text):
    return date.fromisoformat(text) if text else None
