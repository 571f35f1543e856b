"""Bulletins of contacts at the desk: live, issued, released, printed, every figure opened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.paper import PaperUnavailable, pdf_of
from foundation.sheets.writing import write_xlsx

from ..bulletin import FIGURES, build_bulletin, bulletin_from, changes_between
from ..contact_forms import IssueForm
from ..contact_permissions import can_keep_links, can_release_bulletin
from ..models import Bulletin, ContactLog
from ..quarters import Quarter
from ..services.bulletins import issue_bulletin, release_bulletin
from .access import readers_only
from .contacts import chosen_congress, page_of
from .deputies import XLSX

MODES = dict(ContactLog.Mode.choices)


def labels():
    """What the columns of a bulletin are called, in order."""
    return {
        "quota": _("Quota"),
        "linked": _("Linked"),
        "contacted": _("Contacted"),
        "contacts": _("Contacts"),
        "opinions": _("Opinions gathered"),
        "asked": _("To follow up"),
        "followed": _("Followed up"),
        "waiting": _("Not yet confirmed"),
    }


def _quarter(request):
    """The quarter asked for, 2026-3; the present one when none is."""
    year, _dash, number = request.GET.get("quarter", "").partition("-")
    if year.isdigit() and 1900 < int(year) < 2200 and number in {"1", "2", "3", "4"}:
        return Quarter(int(year), int(number))
    return Quarter.of(timezone.localdate())


def _stored(request, pk):
    bulletins = Bulletin.objects.visible_to(request.user).select_related(
        "congress", "issued_by", "released_by", "previous"
    )
    return get_object_or_404(bulletins, pk=pk)


@readers_only
def live(request):
    """A quarter as it stands now; a keeper issues it."""
    congress, congresses = chosen_congress(request)
    return _live(request, congress, congresses, _quarter(request))


def _live(request, congress, congresses, quarter, form=None, status=200):
    same = Bulletin.objects.filter(congress=congress, year=quarter.year, quarter=quarter.number)
    context = {
        "congress": congress,
        "congresses": congresses,
        "quarter": quarter,
        "shown": build_bulletin(congress, quarter, timezone.localdate()),
        "labels": labels(),
        "list_url": reverse("performance:bulletin-live-list")
        + f"?congress={congress.code}&quarter={quarter.year}-{quarter.number}",
        "keeps": can_keep_links(request.user, congress),
        "standing": same.filter(status=Bulletin.Status.RELEASED).first(),
        "begun": quarter.first <= timezone.localdate(),
        "form": form or IssueForm(),
    }
    return render(request, "performance/bulletin_live.html", context, status=status)


@readers_only
def live_list(request):
    """The list behind a figure of the quarter as it stands now."""
    congress, _all = chosen_congress(request)
    quarter = _quarter(request)
    back = f"{reverse('performance:bulletin-live')}?congress={congress.code}"
    back += f"&quarter={quarter.year}-{quarter.number}"
    return _list(request, build_bulletin(congress, quarter, timezone.localdate()), back)


@require_POST
@readers_only
def issue(request):
    """Issue the bulletin of a quarter."""
    congress, congresses = chosen_congress(request)
    if not can_keep_links(request.user, congress):
        raise PermissionDenied
    quarter, form = _quarter(request), IssueForm(request.POST)
    if form.is_valid():
        try:
            issued = issue_bulletin(
                congress, quarter, by=request.user, note=form.cleaned_data["note"]
            )
        except ValidationError as error:
            form.add_error("note", error)
        else:
            messages.success(request, _("Issued. Another person releases it."))
            return redirect(issued)
    return _live(request, congress, congresses, quarter, form=form, status=422)


def _context(request, bulletin):
    shown = bulletin_from(bulletin.content)
    return {
        "bulletin": bulletin,
        "congress": bulletin.congress,
        "quarter": Quarter(bulletin.year, bulletin.quarter),
        "shown": shown,
        "labels": labels(),
        "changes": changes_between(bulletin_from(bulletin.previous.content), shown)
        if bulletin.previous_id
        else (),
        "list_url": reverse("performance:bulletin-list", args=[bulletin.pk]) + "?",
    }


@readers_only
def bulletin(request, pk):
    """One issued bulletin, frozen."""
    stored = _stored(request, pk)
    waits = stored.status == Bulletin.Status.ISSUED
    context = {
        **_context(request, stored),
        "back": page_of(stored.congress),
        "may_release": waits and can_release_bulletin(request.user, stored),
        "issued_it": waits and stored.issued_by_id == request.user.pk,
        "later": stored.later.filter(status__in=["released", "replaced"]).first(),
    }
    return render(request, "performance/bulletin.html", context)


@require_POST
@readers_only
def release(request, pk):
    """The second person releases it."""
    stored = _stored(request, pk)
    try:
        release_bulletin(stored, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Released. From now on nothing in it changes."))
    return redirect(stored)


@readers_only
def bulletin_list(request, pk):
    """The list behind a figure of an issued bulletin."""
    stored = _stored(request, pk)
    return _list(request, bulletin_from(stored.content), stored.get_absolute_url())


def _list(request, shown, back):
    figure, member = request.GET.get("list", ""), request.GET.get("member", "")
    if figure == "nobody":
        found = ((None, shown.nobody),) if shown.nobody else ()
    elif figure in FIGURES:
        found = shown.behind(figure)
    else:
        raise Http404
    if member.isdigit() and figure != "nobody":
        found = tuple(entry for entry in found if entry[0].pk == int(member))
    context = {
        "shown": shown,
        "found": found,
        "people": figure in {"linked", "contacted", "nobody"},
        "count": sum(len(entries) for _member, entries in found),
        "heading": {**labels(), "nobody": _("Linked by nobody")}[figure],
        "modes": MODES,
        "back": back,
    }
    return render(request, "performance/bulletin_list.html", context)


@readers_only
def bulletin_print(request, pk):
    """An issued bulletin on paper."""
    return render(
        request, "performance/bulletin_print.html", _context(request, _stored(request, pk))
    )


@readers_only
def bulletin_pdf(request, pk):
    """The same as a PDF."""
    stored = _stored(request, pk)
    try:
        body = pdf_of("performance/bulletin_pdf.html", _context(request, stored), request)
    except PaperUnavailable as error:
        urls = {
            "dossier": stored.get_absolute_url(),
            "print": reverse("performance:bulletin-print", args=[pk]),
        }
        context = {"error": error, "urls": urls, "frame_template": "frames/desk.html"}
        return render(request, "performance/no_pdf.html", context, status=503)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_name(stored)}.pdf"'
    return response


@readers_only
def bulletin_xlsx(request, pk):
    """The same as a workbook; numbers stay numbers, the last row sums them."""
    stored = _stored(request, pk)
    shown, columns = bulletin_from(stored.content), labels()
    rows = [
        [line.member.name, line.member.delegation, *(getattr(line, name) for name in columns)]
        for line in shown.lines
    ]
    rows.append([_("Sum of all"), "", *(shown.totals[name] for name in columns)])
    headers = [_("Committee member"), _("Delegation"), *columns.values()]
    response = HttpResponse(write_xlsx(headers, rows, title=str(stored)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_name(stored)}.xlsx"'
    return response


def _name(stored):
    return f"contacts-{stored.congress.code}-{stored.year}-{stored.quarter}-{stored.pk}"
