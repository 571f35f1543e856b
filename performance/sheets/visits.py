"""A campaign's visits as a sheet (走访台账): who went where, what was told, how it ended.

A visit is known by campaign, day and place, a problem by its words. Each deputy of a new visit gets
a duty record, waiting for a second person. An empty cell says nothing.
"""

import re

from django.utils.translation import gettext_lazy as _

from foundation.sheets import CellFault
from foundation.sheets.judging import CHANGED, SAME

from ..models import Campaign, CampaignProblem, CampaignVisit, Mandate
from .congress_kind import CongressSheetKind, digest_of
from .people import Directory
from .visit_apply import apply_visits, take_back_visits
from .visit_columns import VisitResource

NAMED = re.compile(r"(.*?)\s*[(（](.+)[)）]")
PROBLEM = ("owner", "due_on", "status", "closed_on", "note")


class VisitKind(CongressSheetKind):
    """Visits of a campaign to firms and places, with the problems told there."""

    code = "campaign_visits"
    label = _("Campaign visits")
    description = _("Visits to firms and places, the problems told there, and how they ended.")
    resource = VisitResource

    def judge(self, sheet, place, options):
        VisitJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        visits = CampaignVisit.objects.filter(campaign__congress=place).order_by("pk")
        problems = CampaignProblem.objects.filter(visit__campaign__congress=place).order_by("pk")
        return digest_of(
            Mandate.objects.filter(congress=place).order_by("pk").values_list(
                "pk", "certificate_no", "starts_on", "ends_on", "deputy__name"
            ),
            Campaign.objects.filter(congress=place).order_by("pk").values_list(),
            visits.values_list("pk", "campaign", "on", "place"),
            visits.order_by("pk", "deputies").values_list("pk", "deputies"),
            problems.values_list(),
        )  # fmt: skip

    def apply(self, plan, place, *, by, job):
        return apply_visits(plan, place, by=by)

    def take_back(self, undo, place, *, by, reason):
        take_back_visits(undo, place, by=by, reason=reason)

    def export(self, place, user):
        columns = VisitResource.columns()
        visits = (
            CampaignVisit.objects.filter(campaign__in=Campaign.objects.visible_to(user))
            .filter(campaign__congress=place)
            .select_related("campaign")
            .prefetch_related("deputies__deputy", "problems")
            .order_by("on", "pk")
        )
        rows = []
        for visit in visits:
            named = [f"{m.deputy.name}({m.certificate_no})" for m in visit.deputies.all()]
            for problem in visit.problems.all() or [None]:
                values = {
                    "campaign": visit.campaign.name,
                    "on": visit.on,
                    "place": visit.place,
                    "deputies": sorted(named),
                    "problem": problem.text if problem else "",
                    **{name: getattr(problem, name, None) for name in PROBLEM},
                }
                rows.append(
                    [
                        "" if values[key] in (None, "") else column.widget.render(values[key])
                        for key, column in columns.items()
                    ]
                )
        return [str(column.label) for column in columns.values()], rows


class VisitJudge:
    """Judges the rows of one sheet of visits against what is recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.directory = Directory(congress)
        self.campaigns = {one.name: one for one in Campaign.objects.filter(congress=congress)}
        visits = CampaignVisit.objects.filter(campaign__congress=congress)
        self.visits = {
            (v.campaign_id, v.on, v.place): (
                v,
                {m.pk for m in v.deputies.all()},
                {p.text: p for p in v.problems.all()},
            )
            for v in visits.prefetch_related("deputies", "problems")
        }
        self.seen = {}
        self.new, self.changed = [], []

    def judge(self):
        for index in self.sheet.live():
            self._row(index)
        self.sheet.plan = {"new": self.new, "changed": self.changed}

    def _row(self, index):
        values = {key: column[index] for key, column in self.sheet.values.items()}
        campaign = self._campaign(index, values)
        if campaign is None:
            return
        deputies = self._deputies(index, values)
        if deputies is None:
            return
        key = (campaign.pk, values["on"], values["place"])
        text = values.get("problem") or ""
        first = self.seen.setdefault((*key, text), index)
        if first != index:
            self.sheet.fault(
                index,
                "problem" if text else "place",
                "same_key_twice",
                value=text or values["place"],
                other=self.sheet.number(first),
            )
            return
        known = self.visits.get(key)
        problem = known[2].get(text) if known and text else None
        told = self._problem(index, values, problem, text)
        if told is None:
            return
        if known is None or (text and problem is None):
            self.new.append(
                {
                    "row": self.sheet.number(index),
                    "campaign": campaign.pk,
                    "on": values["on"].isoformat(),
                    "place": values["place"],
                    "deputies": deputies,
                    "text": text,
                    "problem": told,
                }
            )
            return
        self._known(index, known, problem, deputies, told)

    def _campaign(self, index, values):
        name = values["campaign"]
        campaign = self.campaigns.get(name)
        if campaign is None:
            known = "、".join(self.campaigns) or "—"
            self.sheet.fault(index, "campaign", "no_such_campaign", value=name, known=known)
        elif not campaign.starts_on <= values["on"] <= campaign.ends_on:
            self.sheet.fault(
                index,
                "on",
                "outside_campaign",
                day=str(values["on"]),
                name=name,
                first=str(campaign.starts_on),
                last=str(campaign.ends_on),
            )
            return None
        return campaign

    def _deputies(self, index, values):
        found = []
        for written in values["deputies"]:
            named = NAMED.fullmatch(written)
            name, certificate = named.groups() if named else (written, "")
            if not certificate and name.casefold() in self.directory.by_certificate:
                name, certificate = "", name
            try:
                found.append(self.directory.find(name, certificate, values["on"]).pk)
            except CellFault as fault:
                self.sheet.fault(index, "deputies", fault.code, **fault.params)
                return None
        return sorted(set(found))

    def _problem(self, index, values, problem, text):
        """What the row says of its problem, whole; None (and a fault) where it does not fit."""
        told = {name: values.get(name) for name in PROBLEM}
        if not text:
            if any(told.values()):
                self.sheet.fault(index, "problem", "no_problem_told")
                return None
            return {}
        if problem is not None:
            told = {name: told[name] or getattr(problem, name) for name in PROBLEM}
        status = values.get("status") or (problem.status if problem else None)
        if status is None:
            status = "closed" if told["closed_on"] else "assigned" if told["owner"] else "open"
        told = {**told, "status": status, "owner": told["owner"] or "", "note": told["note"] or ""}
        missing = {
            "assigned": [n for n in ("owner",) if not told[n]],
            "closed": [n for n in ("owner", "closed_on") if not told[n]],
            "unsolved": [n for n in ("owner", "closed_on", "note") if not told[n]],
        }.get(status, [])
        if missing:
            self.sheet.fault(index, missing[0], "problem_needs", status=status)
            return None
        if status in {"open", "assigned"} and told["closed_on"]:
            self.sheet.fault(index, "closed_on", "problem_still_open")
            return None
        if told["closed_on"] and told["closed_on"] < values["on"]:
            self.sheet.fault(index, "closed_on", "ended_before_visit", day=str(values["on"]))
            return None
        return {name: _plain(value) for name, value in told.items()}

    def _known(self, index, known, problem, deputies, told):
        visit, present, _problems = known
        more = [pk for pk in deputies if pk not in present]
        before = {name: _plain(getattr(problem, name)) for name in PROBLEM} if problem else {}
        cells = [(name, before[name], told[name]) for name in told if told[name] != before[name]]
        if not more and not cells:
            self.sheet.states[index] = SAME
            return
        if cells and problem.status in {"closed", "unsolved"}:
            self.sheet.fault(index, "status", "problem_has_ended", day=str(problem.closed_on))
            return
        if cells and told["status"] == "open":
            self.sheet.fault(index, "status", "problem_goes_back")
            return
        self.sheet.states[index] = CHANGED
        row = self.sheet.number(index)
        names = {p.pk: p.name for p in self.directory.people.values()}
        shown = [("deputies", "", "；".join(names[pk] for pk in more))] if more else []
        self.sheet.changes[row] = shown + [(n, old or "", new or "") for n, old, new in cells]
        self.changed.append(
            {
                "row": row,
                "visit": visit.pk,
                "more": more,
                "problem": problem.pk if cells else None,
                "before": before,
                "told": told,
            }
        )


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
