"""An office enters one duty of several deputies, and follows what becomes of it (代为登记)."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..desk_entry_forms import DayAndWords, DeskEntryForm
from ..forms import ReasonForm
from ..models import DutyKind
from ..permissions import can_enter_duties, can_retract_record, reads_records
from ..services.desk_entries import (
    ENTERED,
    congresses_entered_by,
    enter_again,
    enter_duty,
    entries_seen_by,
    grouped,
    may_be_entered_by,
    take_back_entry,
)

PER_PAGE = 30


def enterers_only(view):
    """For those who enter duties for deputies: keepers, township presidium clerks."""

    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        if can_enter_duties(request.user):
            return view(request, *args, **kwargs)
        if reads_records(request.user):
            raise PermissionDenied
        raise Http404

    return checked


@enterers_only
def desk_log(request):
    """Enter one duty for several deputies of one congress."""
    mine = may_be_entered_by(request.user)
    congresses = list(congresses_entered_by(request.user))
    asked = request.POST.get("congress") or request.GET.get("congress", "")
    congress = next((c for c in congresses if not asked or str(c.pk) == asked), None)
    if congress is None:
        raise Http404
    mandates = _choosable(mine, congress)
    form = DeskEntryForm(
        request.POST or None, kinds=list(DutyKind.objects.of(congress)), mandates=mandates
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            new = enter_duty(
                form.offer,
                list(data["participants"]),
                on=data["on"],
                title=data["title"],
                place=data["place"],
                key=data["key"].hex,
                by=request.user,
            )
        except ValidationError as error:
            form.add_error("participants" if error.code in {"unfit", "nobody"} else None, error)
        else:
            _say_entered(request, len(new))
            return redirect("performance:desk-entry", data["key"])
    context = {"form": form, "congress": congress, "congresses": congresses}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/desk_log.html", context, status=status)


def _choosable(mine, congress):
    """Those in office within the last year, by delegation and certificate."""
    today = timezone.localdate()
    return (
        mine.filter(congress=congress)
        .overlapping(today.replace(year=today.year - 1, day=1), today)
        .select_related("deputy", "delegation", "congress")
        .order_by("delegation__name", "certificate_no", "pk")
    )


def _say_entered(request, count):
    if count:
        words = ngettext(
            "Entered for %(count)s deputy. It counts once someone else has confirmed it.",
            "Entered for %(count)s deputies. It counts once someone else has confirmed it.",
            count,
        )
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("This had been sent already; nothing was added."))


@enterers_only
def desk_entries(request):
    """What this person entered, newest first, with how it stands."""
    own = entries_seen_by(request.user).filter(submitted_by=request.user)
    sources = own.order_by("-submitted_at", "source").values_list("source", flat=True)
    page = Paginator(list(dict.fromkeys(sources)), PER_PAGE).get_page(request.GET.get("page"))
    rows = own.filter(source__in=list(page.object_list)).select_related(
        "kind", "mandate__deputy", "congress"
    )
    by_key = {entry.key: entry for entry in grouped(rows.order_by("mandate__certificate_no"))}
    entries = [by_key[UUID(source.removeprefix(ENTERED))] for source in page.object_list]
    context = {"page_obj": page, "entries": entries}
    return render(request, "performance/desk_entries.html", context)


def _entry(request, key):
    records = (
        entries_seen_by(request.user)
        .filter(source=f"{ENTERED}{key.hex}")
        .select_related("kind", "congress", "mandate__deputy", "mandate__congress")
        .select_related("mandate__delegation", "submitted_by", "confirmed_by")
        .order_by("mandate__certificate_no")
    )
    found = grouped(records)
    if not found:
        raise Http404
    return found[0]


@enterers_only
def desk_entry(request, key):
    """One entry: each participant's record and its state; open ones may be taken back."""
    entry = _entry(request, key)
    for record in entry.records:
        record.can_retract = record.status in {"submitted", "returned"} and can_retract_record(
            request.user, record
        )
    open_records = {str(record.pk): record for record in entry.records if record.can_retract}
    form = ReasonForm(request.POST or None)
    ticked = [open_records[pk] for pk in request.POST.getlist("record") if pk in open_records]
    if request.method == "POST":
        if not ticked:
            form.add_error(None, _("Tick whose records to take back."))
        elif form.is_valid():
            try:
                taken = take_back_entry(ticked, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                words = ngettext("%(count)s taken back.", "%(count)s taken back.", len(taken))
                messages.success(request, words % {"count": len(taken)})
                return redirect("performance:desk-entry", entry.key)
    context = {"entry": entry, "form": form, "any_open": bool(open_records), "ticked": ticked}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/desk_entry.html", context, status=status)


@enterers_only
def desk_entry_again(request, key):
    """Fill the returned records of an entry in again."""
    entry = _entry(request, key)
    returned = [record for record in entry.records if record.status == "returned"]
    mine = set(may_be_entered_by(request.user).values_list("pk", flat=True))
    if not returned or not all(record.mandate_id in mine for record in returned):
        raise Http404
    first = returned[0]
    initial = {"on": first.on, "place": first.place, "title": first.title}
    form = DayAndWords(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            again = enter_again(returned, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _say_entered(request, len(again))
            return redirect("performance:desk-entry", entry.key)
    context = {"entry": entry, "returned": returned, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/desk_entry_again.html", context, status=status)
