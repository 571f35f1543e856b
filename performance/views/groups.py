"""Professional groups at the desk: every group's year, and one group (专业代表小组)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ..campaign_forms import ConvenorForm, GroupProfileForm
from ..contact_permissions import can_keep_links
from ..group_totals import FIGURES, credits_of, groups_year, led_activities
from ..models import DeputyGroup, DutyRecord, Mandate, Membership
from ..services.groups import credit_proposals, set_convenor, set_profile
from .access import congresses_read, readers_only
from .contacts import chosen_congress

MOST_UNCREDITED = 200


def _year(request):
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and 1900 < int(asked) < 2200 else timezone.localdate().year


@readers_only
def groups(request):
    """Every professional group's year, with the sum beside what the congress counts."""
    congress, congresses = chosen_congress(request)
    year = _year(request)
    context = {
        "congress": congress,
        "congresses": congresses,
        "shown": groups_year(congress, year, timezone.localdate()),
        "figures": FIGURES,
        "year": year,
    }
    return render(request, "performance/groups.html", context)


def _group(request, pk, *, kept=False):
    groups = DeputyGroup.objects.filter(
        kind=DeputyGroup.Kind.PROFESSIONAL, congress__in=congresses_read(request.user)
    ).select_related("congress", "profile__committee")
    group = get_object_or_404(groups, pk=pk)
    if kept and not can_keep_links(request.user, group.congress):
        raise PermissionDenied
    return group


@readers_only
def group(request, pk):
    """One group: members with dates, committee, convenors, the year's activities and proposals."""
    return _page(request, _group(request, pk))


def _page(request, group, status=200, **forms):
    year, today = _year(request), timezone.localdate()
    memberships = list(
        Membership.objects.filter(group=group)
        .select_related("mandate__deputy", "mandate__delegation")
        .order_by("ends_on", "mandate__delegation__name", "mandate")
    )
    now = [m for m in memberships if m.ends_on is None or m.ends_on > today]
    profile = getattr(group, "profile", None)
    initial = {n: getattr(profile, n, "") for n in ("committee", "industry", "alliance")}
    members = Mandate.objects.filter(pk__in=[m.mandate_id for m in now]).select_related("deputy")
    led = led_activities(group.congress, year)
    credits = credits_of(group.congress, year).filter(group=group)
    context = {
        "group": group,
        "profile": profile,
        "year": year,
        "memberships": memberships,
        "today": today,
        "convenors": list(group.convenors.select_related("mandate__deputy")),
        "activities": list(led.filter(group=group).prefetch_related("shared_with__group")),
        "joined": list(led.filter(shared_with__group=group).select_related("group")),
        "credits": list(credits.select_related("record__mandate__deputy").order_by("record__on")),
        "uncredited": _uncredited(group, year, memberships),
        "keeps": can_keep_links(request.user, group.congress),
        "profile_form": forms.get("profile_form")
        or GroupProfileForm(initial=initial, congress=group.congress),
        "convenor_form": forms.get("convenor_form") or ConvenorForm(members=members),
    }
    return render(request, "performance/group.html", context, status=status)


def _uncredited(group, year, memberships):
    """Members' confirmed suggestions of the year credited to no group yet."""
    records = DutyRecord.objects.filter(
        mandate__in={m.mandate_id for m in memberships},
        kind__code="suggestion",
        status="confirmed",
        on__year=year,
        group_credit=None,
    ).select_related("mandate__deputy", "kind")
    taken = set(credits_of(group.congress, year).values_list("object_key", flat=True)) - {""}
    spans = {}
    for m in memberships:
        spans.setdefault(m.mandate_id, []).append((m.starts_on, m.ends_on))
    return [
        record
        for record in records.order_by("on", "pk")[:MOST_UNCREDITED]
        if record.object_key not in taken
        and any(
            a <= record.on and (b is None or record.on < b) for a, b in spans[record.mandate_id]
        )
    ]


@require_POST
@readers_only
def group_profile(request, pk):
    """Set the committee, industry and alliance."""
    group = _group(request, pk, kept=True)
    form = GroupProfileForm(request.POST, congress=group.congress)
    if form.is_valid():
        try:
            set_profile(group, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("performance:group", group.pk)
    return _page(request, group, status=422, profile_form=form)


@require_POST
@readers_only
def group_convenor(request, pk):
    """Name the convenor from a day on."""
    group = _group(request, pk, kept=True)
    members = Mandate.objects.filter(memberships__group=group).distinct().select_related("deputy")
    form = ConvenorForm(request.POST, members=members)
    if form.is_valid():
        data = form.cleaned_data
        try:
            set_convenor(group, data["mandate"], on=data["on"], by=request.user)
        except ValidationError as error:
            form.add_error("on", error)
        else:
            messages.success(request, _("Saved."))
            return redirect("performance:group", group.pk)
    return _page(request, group, status=422, convenor_form=form)


@require_POST
@readers_only
def group_credit(request, pk):
    """Credit the ticked suggestions to the group."""
    group = _group(request, pk, kept=True)
    keys = [key for key in request.POST.getlist("record") if key.isdigit()]
    records = DutyRecord.objects.filter(congress=group.congress_id, pk__in=keys)
    try:
        made = credit_proposals(
            group, records.select_related("kind", "mandate__deputy"), by=request.user
        )
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        done = ngettext("%(n)s proposal credited.", "%(n)s proposals credited.", len(made))
        messages.success(request, done % {"n": len(made)})
    return redirect("performance:group", group.pk)
