"""Who keeps in touch with whom, at the desk: quota, links, a proposal to accept (双联系)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ..bulletin import linked_by_nobody
from ..contact_forms import EndLinkForm, LinkForm, QuotaForm
from ..contact_permissions import can_keep_links, members_on
from ..models import Bulletin, ContactLink, FiveTarget, Mandate
from ..quarters import Quarter
from ..services.contacts import end_link, link_deputies, quota_of, set_quota
from ..spread import even_spread
from .access import congresses_read, readers_only


def chosen_congress(request):
    """The congress asked for among those the person reads (the first when none is named)."""
    congresses = list(congresses_read(request.user))
    asked = request.POST.get("congress") or request.GET.get("congress", "")
    found = [one for one in congresses if one.code == asked]
    return (found or congresses)[0], congresses


def kept_congress(request):
    """The same, for someone who keeps it."""
    congress, _all = chosen_congress(request)
    if not can_keep_links(request.user, congress):
        raise PermissionDenied
    return congress


def page_of(congress):
    return f"{reverse('performance:contacts')}?congress={congress.code}"


@readers_only
def contacts(request):
    """Members with how many of their quota, and deputies nobody keeps in touch with."""
    congress, congresses = chosen_congress(request)
    return _page(request, congress, congresses)


def _page(request, congress, congresses, status=200, **forms):
    today = timezone.localdate()
    members = members_with_links(congress, today)
    nobody = linked_by_nobody(congress, today)
    quota = quota_of(congress)
    keeps = can_keep_links(request.user, congress)
    deputies = _mandates(congress, today)
    linked = sum(len(links) for _member, links in members)
    context = {
        "congress": congress,
        "congresses": congresses,
        "members": members,
        "nobody": nobody,
        "quota": quota,
        "linked": linked,
        "seats": quota * len(members),
        "keeps": keeps,
        "quarter": Quarter.of(today),
        "bulletins": Bulletin.objects.visible_to(request.user)
        .filter(congress=congress)
        .exclude(status=Bulletin.Status.DISCARDED)[:12],
        "five": five_totals(request.user, congress, today),
        "quota_form": forms.get("quota_form") or QuotaForm(initial={"per_member": quota}),
        "link_form": forms.get("link_form")
        or LinkForm(members=deputies.filter(pk__in=[m.pk for m, _l in members]), deputies=deputies),
    }
    return render(request, "performance/contacts.html", context, status=status)


def _mandates(congress, day):
    found = Mandate.objects.filter(congress=congress).in_office_on(day)
    return found.select_related("deputy", "delegation").order_by("delegation__name", "pk")


def members_with_links(congress, day):
    """[(member, links in force)] of everyone on the standing committee that day."""
    links = (
        ContactLink.objects.filter(congress=congress)
        .in_force_on(day)
        .select_related("deputy__deputy", "deputy__delegation")
        .order_by("deputy__delegation__name", "deputy")
    )
    by_member = {}
    for link in links:
        by_member.setdefault(link.member_id, []).append(link)
    keys = members_on(congress, day) | set(by_member)
    members = Mandate.objects.filter(pk__in=keys).select_related("deputy", "delegation")
    return [(m, by_member.get(m.pk, [])) for m in members.order_by("delegation__name", "pk")]


def five_totals(user, congress, day):
    """[(kind, label, targets kept)] of the five contacts of a congress."""
    targets = FiveTarget.objects.visible_to(user).filter(mandate__congress=congress)
    kinds = list(targets.in_force_on(day).values_list("kind", flat=True))
    return [(code, label, kinds.count(code)) for code, label in FiveTarget.Kind.choices]


@require_POST
@readers_only
def contact_quota(request):
    """Set the quota."""
    congress = kept_congress(request)
    form = QuotaForm(request.POST)
    if not form.is_valid():
        _congress, congresses = chosen_congress(request)
        return _page(request, congress, congresses, status=422, quota_form=form)
    set_quota(congress, form.cleaned_data["per_member"], by=request.user)
    messages.success(request, _("The quota is set."))
    return redirect(page_of(congress))


@require_POST
@readers_only
def contact_link(request):
    """Link one deputy to one member."""
    congress = kept_congress(request)
    deputies = _mandates(congress, timezone.localdate())
    keys = members_on(congress, timezone.localdate())
    form = LinkForm(request.POST, members=deputies.filter(pk__in=keys), deputies=deputies)
    if form.is_valid():
        data = form.cleaned_data
        try:
            link_deputies(
                congress, [(data["member"], data["deputy"])], on=data["on"], by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Linked."))
            return redirect(page_of(congress))
    _congress, congresses = chosen_congress(request)
    return _page(request, congress, congresses, status=422, link_form=form)


@readers_only
def contact_link_end(request, pk):
    """End one link."""
    links = ContactLink.objects.select_related(
        "congress", "member__deputy", "deputy__deputy"
    ).filter(congress__in=congresses_read(request.user))
    link = get_object_or_404(links, pk=pk)
    if not can_keep_links(request.user, link.congress):
        raise PermissionDenied
    form = EndLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_link(link, on=form.cleaned_data["on"], by=request.user)
        except ValidationError as error:
            form.add_error("on", error)
        else:
            messages.success(request, _("The link has ended."))
            return redirect(page_of(link.congress))
    context = {
        "form": form,
        "heading": _("End the link"),
        "explain": _("%(member)s no longer keeps in touch with %(deputy)s. Past bulletins stay.")
        % {"member": link.member.deputy.name, "deputy": link.deputy.deputy.name},
        "button": _("End the link"),
        "back": page_of(link.congress),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/reason.html", context, status=status)


@readers_only
def contact_suggest(request):
    """A proposal: everyone nobody keeps up with, spread evenly. Accepted line by line."""
    congress = kept_congress(request)
    today = timezone.localdate()
    members = members_with_links(congress, today)
    nobody = linked_by_nobody(congress, today)
    pairs = even_spread(
        [(member.pk, len(links)) for member, links in members],
        [(m.pk, m.delegation.name if m.delegation else "") for m in nobody],
        quota_of(congress),
    )
    known = {m.pk: m for m in [*nobody, *(member for member, _links in members)]}
    if request.method == "POST":
        return _accept(request, congress, today)
    proposed = {}
    for member, deputy in pairs:
        proposed.setdefault(member, []).append(known[deputy])
    context = {
        "congress": congress,
        "proposed": [
            (member, links, proposed[member.pk])
            for member, links in members
            if member.pk in proposed
        ],
        "left": len(nobody) - len(pairs),
        "count": len(pairs),
        "back": page_of(congress),
    }
    return render(request, "performance/contact_suggest.html", context)


def _accept(request, congress, today):
    pairs = [value.split("-") for value in request.POST.getlist("pair")]
    pairs = [pair for pair in pairs if len(pair) == 2 and all(part.isdigit() for part in pair)]
    keys = {int(part) for pair in pairs for part in pair}
    mandates = Mandate.objects.filter(Q(congress=congress), pk__in=keys).select_related("deputy")
    known = {m.pk: m for m in mandates}
    wanted = [(known[int(a)], known[int(b)]) for a, b in pairs if {int(a), int(b)} <= known.keys()]
    taken = set(
        ContactLink.objects.filter(congress=congress)
        .in_force_on(today)
        .values_list("deputy", flat=True)
    )
    try:
        made = link_deputies(
            congress,
            [(member, deputy) for member, deputy in wanted if deputy.pk not in taken],
            on=today,
            by=request.user,
        )
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect(f"{reverse('performance:contact-suggest')}?congress={congress.code}")
    done = ngettext("%(n)s deputy linked.", "%(n)s deputies linked.", len(made))
    messages.success(request, done % {"n": len(made)})
    return redirect(page_of(congress))
