"""Activities at the desk: the list, preparing one, and its moves."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..forms import ActivityForm, AnnouncedForm, DraftForm, ReasonForm
from ..models import Activity, Attendance, DutyKind
from ..permissions import can_prepare_activity
from ..querysets import congresses_read_by
from ..services import activities as verbs
from ..services import calling
from .access import activity_read_by, keepers_only, kept_congresses, readers_only

PER_PAGE = 25
DETAILS = ("group", "place", "invited_only", "mandatory")


@readers_only
def activity_list(request):
    """All activities of the congresses the person reads, newest first (活动)."""
    activities = Activity.objects.held_by(congresses_read_by(request.user)).select_related(
        "congress", "kind", "group"
    )
    kinds = DutyKind.objects.filter(activities__in=activities).distinct()
    chosen = {name: request.GET.get(name, "") for name in ("kind", "status", "month", "summary")}
    if chosen["kind"].isdigit():
        activities = activities.filter(kind=chosen["kind"])
    if chosen["status"] in Activity.Status.values:
        activities = activities.filter(status=chosen["status"])
    if chosen["summary"] == "missing":
        activities = activities.without_summary(timezone.localdate())
    month = _month(chosen["month"])
    if month:
        activities = activities.filter(starts_on__year=month.year, starts_on__month=month.month)
    page = Paginator(activities, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "activities": [*with_counts(page.object_list)],
        "kinds": kinds,
        "statuses": Activity.Status.choices,
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "can_prepare": bool(kept_congresses(request.user)),
    }
    return render(request, "performance/activity_list.html", context)


def _month(text):
    """The first day of a month written 2026-03; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def with_counts(activities):
    """The same activities, each with how many lines are called, marked and its last day."""
    called = Q(obliged=Attendance.Obliged.YES)
    counts = {
        row["sitting__activity"]: row
        for row in Attendance.objects.filter(sitting__activity__in=[a.pk for a in activities])
        .values("sitting__activity")
        .annotate(
            called=Count("pk", filter=called),
            open=Count("pk", filter=called & Q(status=Attendance.Status.EXPECTED)),
            people=Count("mandate", distinct=True, filter=called),
            last_day=Max("sitting__on"),
        )
    }
    for activity in activities:
        row = counts.get(activity.pk, {})
        activity.called = row.get("called", 0)
        activity.marked = activity.called - row.get("open", 0)
        activity.people = row.get("people", 0)
        activity.last_day = row.get("last_day", activity.starts_on)
        yield activity


@keepers_only
def activity_new(request):
    """Prepare an activity."""
    congresses = kept_congresses(request.user)
    asked = request.GET.get("congress", "")
    congress = next((c for c in congresses if c.code == asked), congresses[0])
    form = ActivityForm(request.POST or None, congress=congress)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            activity = verbs.create_activity(
                congress,
                term=data["term"],
                kind=data["kind"],
                occasion=data["occasion"],
                title=data["title"],
                sittings=form.plan(),
                times=form.times(),
                source=f"performance.desk:{data['key'].hex}",
                by=request.user,
                **{name: data[name] for name in DETAILS},
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Prepared. Nobody is called until you announce it."))
            return redirect("performance:activity", activity.pk)
    context = {"form": form, "congress": congress, "congresses": congresses}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/activity_form.html", context, status=status)


@keepers_only
def activity_edit(request, pk):
    """Change a draft, or the words of an announced activity."""
    activity = activity_read_by(request.user, pk)
    if not can_prepare_activity(request.user, activity):
        raise PermissionDenied
    draft = activity.status == Activity.Status.DRAFT
    # The form writes into its own copy: only the service changes what is stored.
    copy = Activity.objects.get(pk=pk)
    if draft:
        form = DraftForm(request.POST or None, instance=copy, congress=activity.congress)
    else:
        form = AnnouncedForm(request.POST or None, instance=copy)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data = {name: data[name] for name in data if name != "sittings" and name[:6] != "times_"}
        try:
            sittings = form.plan() if draft else None
            verbs.edit_activity(
                activity, by=request.user, sittings=sittings, times=form.times(), **data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("performance:activity", activity.pk)
    context = {"form": form, "activity": activity}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/activity_form.html", context, status=status)


def _moved(request, pk, move, done):
    """One verb on one activity, then back to it with what happened."""
    activity = activity_read_by(request.user, pk)
    try:
        outcome = move(activity)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, done(outcome))
    return redirect("performance:activity", pk)


@require_POST
@keepers_only
def activity_publish(request, pk):
    """Announce it: everyone called now has a line."""

    def done(activity):
        people = (
            Attendance.objects.filter(sitting__activity=activity)
            .values("mandate")
            .distinct()
            .count()
        )
        return _("Announced. %(count)s deputies are on the sheet.") % {"count": people}

    return _moved(request, pk, lambda a: verbs.publish_activity(a, by=request.user), done)


@require_POST
@keepers_only
def activity_call_up(request, pk):
    """Bring the list of those called up to date."""
    return _moved(
        request,
        pk,
        lambda a: calling.call_up(a, by=request.user),
        lambda counts: (
            _("%(added)s lines added, %(excused)s set to not obliged.")
            % {"added": counts[0], "excused": counts[1]}
        ),
    )


@require_POST
@keepers_only
def activity_invite(request, pk):
    """Call more deputies by name or certificate number, as many as are written."""
    return _moved(
        request,
        pk,
        lambda a: calling.invite_deputies(a, request.POST.get("who", ""), by=request.user),
        lambda names: _("Called: %(names)s.") % {"names": _(", ").join(names)},
    )


@require_POST
@keepers_only
def activity_close(request, pk):
    """Close the sheet; its lines become duty records."""

    def done(activity):
        if activity.kind.attestation == DutyKind.Attestation.EVENT:
            return _("Closed. Every line is now a confirmed record.")
        return _("Closed. The records wait for a second person to confirm them.")

    try:
        return _moved(request, pk, lambda a: verbs.close_activity(a, by=request.user), done)
    except PermissionDenied as error:
        if not error.args:
            raise
        messages.error(request, error.args[0])
        return redirect("performance:activity", pk)


@keepers_only
def activity_cancel(request, pk):
    """Call it off, with a reason."""
    activity = activity_read_by(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.cancel_activity(activity, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Called off. Nobody is held to it."))
            return redirect("performance:activity", pk)
    context = {
        "form": form,
        "heading": _("Call off “%(title)s”") % {"title": activity.title},
        "explain": _("Everyone called is released. This cannot be undone."),
        "button": _("Call off"),
        "back": activity.get_absolute_url(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/reason.html", context, status=status)
