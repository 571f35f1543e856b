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
    DeputyPrivate,
    DutyRecord,
    Mandate,
    MandateEnding,
    Membership,
    RoleSpan,
    Speciality,
)
from ..services.mandate_news import announce_mandates
from ..services.names import write_name_keys
from .roster_columns import (
    DATE_FIELDS,
    DEPUTY_FIELDS,
    ENDING_FIELDS,
    MANDATE_FIELDS,
    PRIVATE_FIELDS,
)


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


def held(mandate, key):
    """What is recorded for one column of the roster, wherever it is kept."""
    if key in DEPUTY_FIELDS:
        return getattr(mandate.deputy, key)
    if key in PRIVATE_FIELDS:
        private = getattr(mandate.deputy, "private", None)
        return getattr(private, key) if private else ""
    if key in ENDING_FIELDS:
        ending = getattr(mandate, "ending", None)
        return getattr(ending, key) if ending else ("" if key == "notice_ref" else None)
    return getattr(mandate, key)


def apply_roster(plan, congress, *, by):
    """Write new mandates and changed cells. Returns what a take-back needs."""
    names = Names(congress)
    undo = {"mandates": [], "deputies": [], "cells": [], "added": []}
    for entry in plan["new"]:
        deputy_id = entry["deputy"]
        if deputy_id is None:
            deputy = Deputy(**{k: entry[k] for k in DEPUTY_FIELDS if k in entry})
            write_name_keys(deputy)
            deputy.save()
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
        _write_aside(mandate, {k: v for k, v in entry.items() if k in _ASIDE}, by)
        _add(mandate, names, entry)
    for entry in plan["changed"]:
        _change(entry, names, undo, by)
    announce_mandates([*undo["mandates"], *(entry["mandate"] for entry in plan["changed"])])
    return undo


_ASIDE = {*PRIVATE_FIELDS, *ENDING_FIELDS}


def _write_aside(mandate, values, by):
    """The cells kept in tables of their own: restricted particulars, and the public notice."""
    private = {key: values[key] for key in PRIVATE_FIELDS if key in values}
    if private:
        DeputyPrivate.objects.update_or_create(deputy=mandate.deputy, defaults=private)
    ending = {key: _value(key, values[key]) for key in ENDING_FIELDS if key in values}
    if not ending:
        return
    row = MandateEnding.objects.filter(mandate=mandate).first()
    row = row or MandateEnding(mandate=mandate, recorded_by=by)
    for key, value in ending.items():
        setattr(row, key, value)
    row.notice_on = row.notice_on or mandate.ends_on
    if row.notice_on:
        row.save()


def _change(entry, names, undo, by):
    mandate = Mandate.objects.select_related("deputy").get(pk=entry["mandate"])
    deputy = mandate.deputy
    on_deputy, on_mandate, aside, added = [], [], {}, {}
    for key, old, new in entry["cells"]:
        if key in DEPUTY_FIELDS:
            setattr(deputy, key, new)
            on_deputy.append(key)
        elif key in MANDATE_FIELDS:
            setattr(mandate, key, _value(key, new))
            on_mandate.append(key)
        elif key in _ASIDE:
            aside[key] = new
        elif key == "constituency":
            mandate.constituency_id = names.constituency(new)
            on_mandate.append(key)
        elif key == "delegation":
            mandate.delegation_id = names.group(DeputyGroup.Kind.DELEGATION, new)
            on_mandate.append(key)
        else:
            added[key] = new
            continue
        undo["cells"].append([mandate.pk, key, old, new])
    if "name" in on_deputy:
        on_deputy += write_name_keys(deputy)
    if on_deputy:
        deputy.save(update_fields=on_deputy)
    if on_mandate:
        mandate.save(update_fields=on_mandate)
    _write_aside(mandate, aside, by)
    undo["added"] += _add(mandate, names, added)


def _add(mandate, names, entry):
    """Memberships, offices and specialities from the first day in office on."""
    added = []
    groups = [(DeputyGroup.Kind.COMMITTEE, name) for name in entry.get("committees", [])]
    groups += [(DeputyGroup.Kind.GROUP, name) for name in entry.get("groups", [])]
    for kind, name in groups:
        row, new = Membership.objects.get_or_create(
            mandate=mandate, group_id=names.group(kind, name), starts_on=mandate.starts_on
        )
        if new:
            added.append(["membership", row.pk])
    for role in entry.get("roles", []):
        row, new = RoleSpan.objects.get_or_create(
            mandate=mandate, role=role, starts_on=mandate.starts_on
        )
        if new:
            added.append(["role", row.pk])
    wanted = [names.speciality(name) for name in entry.get("specialities", [])]
    through = Mandate.specialities.through.objects
    for pk in wanted:
        row, new = through.get_or_create(mandate_id=mandate.pk, speciality_id=pk)
        if new:
            added.append(["speciality", row.pk])
    return added


def _value(key, value):
    return date.fromisoformat(value) if value and key in DATE_FIELDS else value


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

    def speciality(self, name):
        return self._get(("speciality", name), Speciality, name=name)

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
    for what, model in (
        ("membership", Membership),
        ("role", RoleSpan),
        ("speciality", Mandate.specialities.through),
    ):
        model.objects.filter(pk__in=[pk for kind, pk in undo["added"] if kind == what]).delete()
    announce_mandates([*undo["mandates"], *(pk for pk, _key, _old, _new in undo["cells"])])
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
    mandate = Mandate.objects.select_related(
        "deputy__private", "constituency", "delegation", "ending"
    ).get(pk=pk)
    holder, fields = _holder(mandate, key), [key]
    now = getattr(holder, key) if holder else _value(key, new)
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
    elif key == "notice_ref" and not old and holder:
        holder.delete()
        return
    elif holder is None or (key == "notice_on" and not old):
        return
    else:
        setattr(holder, key, _value(key, old))
        if key == "name":
            fields += write_name_keys(holder)
    holder.save(update_fields=fields)


def _holder(mandate, key):
    """The row a column's value is kept in; None where it has gone already."""
    if key in PRIVATE_FIELDS:
        return mandate.deputy.private
    if key in ENDING_FIELDS:
        return getattr(mandate, "ending", None)
    return mandate.deputy if key in DEPUTY_FIELDS else mandate
