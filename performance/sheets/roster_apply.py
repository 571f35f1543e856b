"""Writing a judged roster, and undoing it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, Min, ProtectedError
from django.utils.translation import gettext as _

from ..models import (
    Attendance,
    Constituency,
    Deputy,
    DeputyGroup,
    DutyRecord,
    Mandate,
    Membership,
    RoleSpan,
)
from .roster_columns import DEPUTY_FIELDS, MANDATE_FIELDS


def records_span(mandate):
    """The first and last day on which a mandate has records or marks; (None, None) without any."""
    records = DutyRecord.objects.filter(mandate=mandate, status="confirmed").aggregate(
        first=Min("on"), last=Max("on")
    )
    marks = Attendance.objects.filter(mandate=mandate).aggregate(
        first=Min("sitting__on"), last=Max("sitting__on")
    )
    firsts = [day for day in (records["first"], marks["first"]) if day]
    lasts = [day for day in (records["last"], marks["last"]) if day]
    return (min(firsts), max(lasts)) if firsts else (None, None)


def apply_roster(plan, congress):
    """Write new mandates and changed cells. Returns what a take-back needs."""
    names = Names(congress)
    undo = {"mandates": [], "deputies": [], "cells": [], "added": []}
    for entry in plan["new"]:
        deputy_id = entry["deputy"]
        if deputy_id is None:
            deputy = Deputy.objects.create(**{k: entry[k] for k in DEPUTY_FIELDS if k in entry})
            deputy_id = deputy.pk
            undo["deputies"].append(deputy_id)
        mandate = Mandate.objects.create(
            deputy_id=deputy_id,
            congress=congress,
            term_id=entry["term"],
            certificate_no=entry["certificate_no"],
            constituency_id=names.constituency(entry.get("constituency")),
            delegation_id=names.group(DeputyGroup.Kind.DELEGATION, entry.get("delegation")),
            **{key: _value(key, entry[key]) for key in MANDATE_FIELDS if key in entry},
        )
        undo["mandates"].append(mandate.pk)
        _add(mandate, names, entry.get("committees", []), entry.get("roles", []))
    for entry in plan["changed"]:
        _change(entry, names, undo)
    return undo


def _change(entry, names, undo):
    mandate = Mandate.objects.select_related("deputy").get(pk=entry["mandate"])
    deputy = mandate.deputy
    on_deputy, on_mandate = [], []
    for key, old, new in entry["cells"]:
        if key in DEPUTY_FIELDS:
            setattr(deputy, key, new)
            on_deputy.append(key)
        elif key in MANDATE_FIELDS:
            setattr(mandate, key, _value(key, new))
            on_mandate.append(key)
        elif key == "constituency":
            mandate.constituency_id = names.constituency(new)
            on_mandate.append(key)
        elif key == "delegation":
            mandate.delegation_id = names.group(DeputyGroup.Kind.DELEGATION, new)
            on_mandate.append(key)
        else:
            committees = new if key == "committees" else []
            roles = new if key == "roles" else []
            undo["added"] += _add(mandate, names, committees, roles)
            continue
        undo["cells"].append([mandate.pk, key, old, new])
    if on_deputy:
        deputy.save(update_fields=on_deputy)
    if on_mandate:
        mandate.save(update_fields=on_mandate)


def _add(mandate, names, committees, roles):
    """Memberships and offices from the first day in office on."""
    added = []
    for name in committees:
        group = names.group(DeputyGroup.Kind.COMMITTEE, name)
        row, new = Membership.objects.get_or_create(
            mandate=mandate, group_id=group, starts_on=mandate.starts_on
        )
        if new:
            added.append(["membership", row.pk])
    for role in roles:
        row, new = RoleSpan.objects.get_or_create(
            mandate=mandate, role=role, starts_on=mandate.starts_on
        )
        if new:
            added.append(["role", row.pk])
    return added


def _value(key, value):
    return date.fromisoformat(value) if value and key in ("starts_on", "ends_on") else value


class Names:
    """Constituencies and groups by name, added when first named."""

    def __init__(self, congress):
        self.congress = congress
        self.known = {}

    def constituency(self, name):
        if not name:
            return None
        return self._get(("constituency", name), Constituency, name=name)

    def group(self, kind, name):
        if not name:
            return None
        return self._get((kind, name), DeputyGroup, kind=kind, name=name)

    def _get(self, key, model, **values):
        if key not in self.known:
            row, _new = model.objects.get_or_create(congress=self.congress, **values)
            self.known[key] = row.pk
        return self.known[key]


def take_back_roster(undo, congress):
    """Undo a roster: its changed cells go back, its mandates go when nothing hangs on them.

    Raises ValidationError, with a name, when something later depends on what it wrote.
    """
    for pk, key, old, new in reversed(undo["cells"]):
        _restore(pk, key, old, new)
    Membership.objects.filter(pk__in=[pk for what, pk in undo["added"] if what != "role"]).delete()
    RoleSpan.objects.filter(pk__in=[pk for what, pk in undo["added"] if what == "role"]).delete()
    mandates = Mandate.objects.filter(pk__in=undo["mandates"], congress=congress)
    used = mandates.filter(attendances__isnull=False) | mandates.filter(duty_records__isnull=False)
    if first := used.select_related("deputy").order_by("pk").first():
        raise ValidationError(
            _(
                "%(name)s already has attendance or duty records from this mandate. Take those "
                "back first; nothing was undone."
            ),
            params={"name": first.deputy.name},
        )
    try:
        mandates.delete()
        Deputy.objects.filter(
            pk__in=undo["deputies"], mandates__isnull=True, user__isnull=True
        ).delete()
    except ProtectedError:
        raise ValidationError(
            _("Something else already refers to these deputies; nothing was undone.")
        ) from None


def _restore(pk, key, old, new):
    mandate = Mandate.objects.select_related("deputy", "constituency", "delegation").get(pk=pk)
    holder = mandate.deputy if key in DEPUTY_FIELDS else mandate
    now = getattr(holder, key)
    if key in ("constituency", "delegation"):
        now = now.name if now else ""
    if _value(key, new) != now:
        raise ValidationError(
            _(
                "%(name)s's entry has been changed again since this import. Take the later change "
                "back first; nothing was undone."
            ),
            params={"name": mandate.deputy.name},
        )
    if key == "constituency":
        row = Constituency.objects.filter(congress=mandate.congress_id, name=old).first()
        mandate.constituency = row
    elif key == "delegation":
        row = DeputyGroup.objects.filter(
            congress=mandate.congress_id, kind=DeputyGroup.Kind.DELEGATION, name=old
        ).first()
        mandate.delegation = row
    else:
        setattr(holder, key, _value(key, old))
    holder.save(update_fields=[key])
