"""The dossier as its deputy and as the desk reads it: page, lists behind the figures, paper."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..dossier import LISTS, build_dossier
from ..permissions import can_keep_records
from ..volume import build_volume
from .access import mandate_read_by, own_mandates, readers_only

PER_PAGE = 50
LATEST = 3  # entries shown unfolded; chapters are fetched when they are opened


def _own(request, pk):
    """The person's own mandate (the one in force when none is named), and all of theirs."""
    mandates = own_mandates(request.user)
    mandate = next((m for m in mandates if pk is None or m.pk == pk), None)
    if mandate is None:
        raise Http404
    return mandate, mandates


def _read(request, pk):
    mandate = mandate_read_by(request.user, pk)
    return mandate, [mandate]


def year_asked(form):
    """The year asked for; None is the whole term. Anything else is the whole term too."""
    asked = form.get("year", "")
    return int(asked) if asked.isdigit() and 1900 < int(asked) < 2200 else None


def _dossier(request, frame, pk):
    mandate, mandates = _own(request, pk) if frame == "my" else _read(request, pk)
    year = year_asked(request.GET)
    dossier = build_dossier(mandate, request.user, timezone.localdate(), year)
    return dossier, mandates


def mandate_for(request, frame, pk):
    """That volume's mandate, if this person reads it through this door; else 404."""
    return _own(request, pk)[0] if frame == "my" else _read(request, pk)[0]


def addresses(frame, mandate, year):
    """Where this volume's other faces are, keeping the year."""
    suffix = f"?year={year}" if year else ""
    names = ("dossier", "entries", "print", "volume")
    return {
        name: reverse(f"performance:{frame}-{name}", args=[mandate.pk]) + suffix for name in names
    }


def _page(request, frame, pk=None):
    mandate, mandates = _own(request, pk) if frame == "my" else _read(request, pk)
    year = year_asked(request.GET)
    volume = build_volume(mandate, request.user, timezone.localdate(), year)
    dossier = volume.dossier
    context = {
        "volume": volume,
        "dossier": dossier,
        "mandate": dossier.mandate,
        "mandates": mandates,
        "frame": frame,
        "frame_template": f"frames/{frame}.html",
        "urls": addresses(frame, dossier.mandate, dossier.year),
        "award_url": _award_url(request, frame, mandate),
        "latest": f":{LATEST}",
    }
    return render(request, "performance/dossier.html", context)


def _award_url(request, frame, mandate):
    """Where a keeper enters an award of this deputy; nothing for anybody else."""
    if frame == "desk" and can_keep_records(request.user, mandate.congress):
        return reverse("performance:award-new", args=[mandate.pk])
    return ""


def _entries(request, frame, pk):
    """The list behind one figure: `list` names it, kind, occasion, body and month narrow it."""
    dossier, _mandates = _dossier(request, frame, pk)
    which = request.GET.get("list", "all")
    if which not in LISTS:
        raise Http404
    entries = dossier.entries_of(which)
    narrowed = []
    for name, column in (("kind", "kind_code"), ("occasion", "occasion_code"), ("body", "body")):
        if name in request.GET:
            entries = tuple(e for e in entries if getattr(e, column) == request.GET[name])
            label = {"kind": "kind", "occasion": "occasion", "body": "body"}[name]
            narrowed.append(
                getattr(entries[0], label) if entries else request.GET[name] or _("No body")
            )
    month = request.GET.get("month", "")
    if month.isdigit() and 1 <= int(month) <= 12:
        entries = tuple(e for e in entries if e.on.month == int(month))
        narrowed.append(_("month %(number)s") % {"number": int(month)})
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "dossier": dossier,
        "mandate": dossier.mandate,
        "page_obj": page,
        "heading": list_label(which),
        "narrowed": [str(word) for word in narrowed if word],
        "frame": frame,
        "frame_template": f"frames/{frame}.html",
        "urls": addresses(frame, dossier.mandate, dossier.year),
    }
    part = request.htmx and "performance/_entries.html"
    return render(request, part or "performance/entries.html", context)


def list_label(which):
    """What the list behind a figure is called."""
    return {
        "all": _("Everything in the volume"),
        "done": _("Duties done"),
        "obliged": _("Half-days obliged"),
        "fulfilled": _("Half-days attended"),
        "leave": _("On approved leave"),
        "absent": _("Absent without leave"),
        "not_obliged": _("Not obliged"),
        "unknown": _("Obligation unknown"),
        "suspended": _("While suspended"),
        "submitted": _("Waiting to be confirmed"),
        "returned": _("Returned"),
        "withdrawn": _("Withdrawn"),
    }[which]


def _paper(request, frame, pk):
    dossier, _mandates = _dossier(request, frame, pk)
    return {
        "dossier": dossier,
        "mandate": dossier.mandate,
        "urls": addresses(frame, dossier.mandate, dossier.year),
        "printed_at": timezone.localtime(),
    }


def _print(request, frame, pk):
    return render(request, "performance/dossier_print.html", _paper(request, frame, pk))


my_dossier = login_required(lambda request, pk=None: _page(request, "my", pk))
my_entries = login_required(lambda request, pk: _entries(request, "my", pk))
my_print = login_required(lambda request, pk: _print(request, "my", pk))
desk_dossier = readers_only(lambda request, pk: _page(request, "desk", pk))
desk_entries = readers_only(lambda request, pk: _entries(request, "desk", pk))
desk_print = readers_only(lambda request, pk: _print(request, "desk", pk))
