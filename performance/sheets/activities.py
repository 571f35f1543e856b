"""The plan of activities (年度活动计划) as a sheet: new rows become drafts nobody is called to yet.

An activity is known by what made it, or by title, first day and group. What is known is never
changed from a sheet: it may be announced already, and then deputies go by it.
"""

import hashlib
from collections import Counter, defaultdict
from datetime import time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.sheets import CellFault, cells, register_messages
from foundation.sheets.faults import WARNING
from foundation.sheets.judging import SAME

from ..models import Activity, DutyKind, Term
from ..services.activities import create_activity
from .activity_columns import ActivityResource
from .catalogue_names import GroupNames, KindNames, kind_keys
from .congress_kind import CongressSheetKind, digest_of
from .plan_words import half_days_of, plain, unplain

register_messages(
    {
        "not_half_days": gettext_lazy(
            "“%(value)s” names no half-days. Write for example “2026-03-05 上午；2026-03-06 全天”."
        ),
        "not_times": gettext_lazy(
            "“%(value)s” is no time from and to. Write for example “上午 09:00–11:30”."
        ),
        "not_a_kind_of_duty": gettext_lazy(
            "“%(value)s” is no kind of duty of this congress. Write one of: %(known)s."
        ),
        "no_such_group": gettext_lazy(
            "%(congress)s has no group “%(value)s”. Correct the name, or add the group first."
        ),
        "two_groups_of_one_name": gettext_lazy(
            "Several groups are called “%(value)s”. Write which one is meant: %(known)s."
        ),
        "first_day_differs": gettext_lazy(
            "The first half-day is on %(first)s, but the first day is %(day)s. Correct one of the "
            "two."
        ),
        "half_day_outside_term": gettext_lazy(
            "%(day)s lies outside the term of the first day. Correct the day."
        ),
        "times_without_half_day": gettext_lazy(
            "A time is written for a half-day that is not planned. Add the half-day, or delete the "
            "time."
        ),
        "activity_differs": gettext_lazy(
            "“%(title)s” is recorded already and says something else here. Change it on its own "
            "page, or write what is recorded: %(held)s."
        ),
        "activity_changed_since": gettext_lazy(
            "This row made “%(title)s”, which was changed on its page since. It stays as it is."
        ),
        "new_is_draft": gettext_lazy(
            "A new activity is a draft, whatever its status says. Announce it on its page."
        ),
    }
)
SOURCE = "performance.plan:"


class ActivitiesKind(CongressSheetKind):
    """The activities one congress plans and held."""

    code = "activities"
    label = gettext_lazy("Plan of activities")
    description = gettext_lazy("The year's meetings and activities; new ones come in as drafts.")
    resource = ActivityResource

    def judge(self, sheet, place, options):
        PlanJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        return digest_of(
            Activity.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "title", "starts_on", "group", "source", "status"),
            Term.objects.filter(congress=place).order_by("pk").values_list(),
            place.groups.order_by("pk").values_list("pk", "name"),
        )

    def apply(self, plan, place, *, by, job):
        terms = {term.pk: term for term in Term.objects.filter(congress=place)}
        kinds = DutyKind.objects.in_bulk({entry["kind"] for entry in plan["new"]})
        made = []
        for entry in plan["new"]:
            activity = create_activity(
                place,
                term=terms[entry["term"]],
                kind=kinds[entry["kind"]],
                sittings=unplain(entry["half_days"]),
                times={
                    half: tuple(time.fromisoformat(clock) for clock in span)
                    for half, span in entry["times"].items()
                },
                by=by,
                **{
                    name: entry[name]
                    for name in (
                        *("title", "occasion", "place", "number", "mandatory"),
                        *("invited_only", "source"),
                    )
                },
                group_id=entry["group"],
            )
            made.append(activity.pk)
        return {"activities": made}

    def take_back(self, undo, place, *, by, reason):
        made = Activity.objects.filter(pk__in=undo["activities"], congress=place)
        announced = made.exclude(status=Activity.Status.DRAFT).first()
        if announced:
            raise ValidationError(
                _("“%(title)s” is no draft any more; nothing was undone. Call it off on its page."),
                params={"title": announced.title},
            )
        made.delete()

    def export(self, place, user):
        columns, groups = ActivityResource.columns(), GroupNames(place)
        activities = Activity.objects.visible_to(user).filter(congress=place)
        activities = activities.select_related("kind").prefetch_related("sittings")
        rows = []
        for activity in activities.order_by("starts_on", "pk"):
            held = held_by_row(activity)
            values = {
                **held,
                "title": activity.title,
                "kind": activity.kind.name,
                "group": groups.label(activity.group_id),
                "starts_on": activity.starts_on,
                "status": activity.status,
            }
            rows.append([column.widget.render(values[name]) for name, column in columns.items()])
        return [str(column.label) for column in columns.values()], rows


def held_by_row(activity):
    """What is recorded of an activity, as a row says it."""
    sittings = list(activity.sittings.all())
    times = {
        s.half_day: [s.begins.isoformat("minutes"), s.ends.isoformat("minutes")]
        for s in sittings
        if s.begins and s.ends
    }
    return {
        "occasion": activity.occasion,
        "half_days": half_days_of([(s.on, s.half_day) for s in sittings], activity.starts_on),
        "times": times,
        "place": activity.place,
        "number": activity.number,
        "mandatory": activity.mandatory,
        "invited_only": activity.invited_only,
    }


class PlanJudge:
    """Judges the rows of a plan against the activities recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.congress = sheet, congress
        self.kinds, self.groups = KindNames(congress), GroupNames(congress)
        self.terms = list(Term.objects.filter(congress=congress))
        self.known, self.by_source = defaultdict(list), {}
        activities = Activity.objects.filter(congress=congress).select_related("kind")
        for activity in activities.prefetch_related("sittings").order_by("starts_on", "pk"):
            key = cells.text(activity.title), activity.starts_on, activity.group_id
            self.known[key].append(activity)
            if activity.source.startswith(SOURCE):
                self.by_source[activity.source] = activity
        self.met, self.first = Counter(), {}

    def judge(self):
        new = []
        for index in self.sheet.live():
            values = {name: column[index] for name, column in self.sheet.values.items()}
            try:
                self._row(index, values, new)
            except CellFault as fault:
                self.sheet.fault(index, fault.params.pop("key"), fault.code, **fault.params)
        self.sheet.plan = {"new": new}

    def _row(self, index, values, new):
        title, day = values["title"], values["starts_on"]
        group = self._found("group", self.groups.find, values.get("group") or "")
        key = title, day, group
        source = source_of(key)
        known = self.known.get(key, [])
        place = self.met[key]
        self.met[key] += 1
        if place < len(known):
            return self._known(index, known[place], values)
        if place:
            raise CellFault(
                "same_key_twice", key="title", value=title, other=self.sheet.number(self.first[key])
            )
        self.first[key] = index
        if source in self.by_source:
            self.sheet.states[index] = SAME
            made = self.by_source[source]
            return self.sheet.fault(
                index, "title", "activity_changed_since", WARNING, title=made.title
            )
        kind = self._found("kind", self.kinds.find, values["kind"])
        half_days, term = self._half_days(values)
        times = values.get("times") or {}
        if set(times) - {half for _day, half in half_days}:
            raise CellFault("times_without_half_day", key="times")
        if values.get("status") not in (None, "draft"):
            self.sheet.fault(index, "status", "new_is_draft", WARNING)
        mandatory, invited = values.get("mandatory"), values.get("invited_only")
        return new.append(
            {
                "term": term.pk,
                "kind": kind.pk,
                "occasion": values["occasion"],
                "title": title,
                "group": group,
                "half_days": plain(half_days),
                "times": times,
                "place": values.get("place") or "",
                "number": values.get("number") or "",
                "mandatory": True if mandatory is None else mandatory,
                "invited_only": bool(invited),
                "source": source,
            }
        )

    def _half_days(self, values):
        """(half-days, term) of a new row."""
        first = values["starts_on"]
        half_days = half_days_of(values.get("half_days"), first)
        if half_days[0][0] != first:
            shown = {"first": str(half_days[0][0]), "day": str(first)}
            raise CellFault("first_day_differs", key="half_days", **shown)
        term = next((t for t in self.terms if _inside(t, first)), None)
        if term is None:
            raise CellFault(
                "outside_terms",
                key="starts_on",
                day=str(first),
                congress=self.congress.short_name,
            )
        for day, _half in half_days:
            if not _inside(term, day):
                raise CellFault("half_day_outside_term", key="half_days", day=str(day))
        return half_days, term

    def _known(self, index, activity, values):
        """Known and unchanged; an empty cell says nothing, and a status is only read."""
        held = held_by_row(activity)
        if cells.key(values["kind"]) not in kind_keys(activity.kind):
            raise CellFault(
                "activity_differs", key="kind", title=activity.title, held=activity.kind.name
            )
        for name, said in values.items():
            if name not in held or said in (None, "", [], {}):
                continue
            if name == "half_days":
                said = half_days_of(said, activity.starts_on)
            was = cells.text(held[name]) if isinstance(held[name], str) else held[name]
            if said != was:
                widget = ActivityResource.columns()[name].widget
                shown = widget.render(held[name]) or "—"
                raise CellFault("activity_differs", key=name, title=activity.title, held=shown)
        self.sheet.states[index] = SAME

    def _found(self, name, find, written):
        try:
            return find(written)
        except CellFault as fault:
            raise CellFault(fault.code, key=name, **fault.params) from None


def source_of(key):
    """What names an activity made from a row: its title, first day and group, for good."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:40]
    return f"{SOURCE}{digest}"


def _inside(term, day):
    return term.starts_on <= day and (term.ends_on is None or day < term.ends_on)
