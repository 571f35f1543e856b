"""Contacts on the phone: a member logs one; any deputy sees their member and keeps the five."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ..contact_forms import ContactForm, FiveTargetForm, FiveVisitForm, FollowedForm
from ..contact_permissions import members_on
from ..models import ContactLink, ContactLog, FiveTarget
from ..services.contacts import finish_follow_up, linked_deputies, log_contact, quota_of
from ..services.five_contacts import keep_target, log_five_visit
from .access import own_mandates

SHOWN = 30


def own(request):
    """The person's own mandate in force (or the one named), and all in force; else 404."""
    today = timezone.localdate()
    mandates = [m for m in own_mandates(request.user) if m.covers(today)]
    asked = request.POST.get("mandate") or request.GET.get("mandate", "")
    mandate = next((m for m in mandates if not asked or str(m.pk) == asked), None)
    if mandate is None:
        raise Http404
    return mandate, mandates


@login_required
def my_contacts(request, target_form=None, status=200):
    """Linked deputies with when they were last contacted, the contacts, the five."""
    mandate, mandates = own(request)
    today = timezone.localdate()
    linked = list(linked_deputies(mandate, today))
    logs = list(
        ContactLog.objects.filter(member=mandate)
        .select_related("record")
        .prefetch_related("deputies__deputy")[:SHOWN]
    )
    last = {}
    for log in reversed(logs):
        for deputy in log.deputies.all():
            last[deputy.pk] = log.on
    keepers = ContactLink.objects.filter(deputy=mandate).in_force_on(today)
    targets = FiveTarget.objects.filter(mandate=mandate).in_force_on(today)
    context = {
        "mandate": mandate,
        "mandates": mandates,
        "is_member": bool(linked) or mandate.pk in members_on(mandate.congress, today),
        "linked": [(deputy, last.get(deputy.pk)) for deputy in linked],
        "quota": quota_of(mandate.congress),
        "logs": logs,
        "today": today,
        "keepers": list(keepers.select_related("member__deputy")),
        "targets": list(targets.prefetch_related("visits__record")),
        "target_form": target_form or FiveTargetForm(),
    }
    return render(request, "performance/my_contacts.html", context, status=status)


@login_required
def contact_log(request):
    """Log a contact with deputies linked to the person."""
    mandate, _mandates = own(request)
    deputies = linked_deputies(mandate, timezone.localdate())
    initial = {"deputies": request.GET.getlist("deputy")}
    form = ContactForm(request.POST or None, deputies=deputies, initial=initial)
    return _log(request, form, mandate)


@login_required
def contact_log_again(request, pk):
    """Fill a returned contact in again."""
    logs = ContactLog.objects.filter(member__deputy__user=request.user, record__status="returned")
    contact = get_object_or_404(
        logs.select_related("record", "member__deputy", "member__congress"), pk=pk
    )
    names = ("on", "mode", "topic", "outcome", "opinions", "follow_up", "due_on", "key")
    initial = {name: getattr(contact, name) for name in names}
    initial["deputies"] = list(contact.deputies.all())
    deputies = linked_deputies(contact.member, contact.on)
    form = ContactForm(request.POST or None, deputies=deputies, initial=initial)
    form.fields["key"].disabled = True
    return _log(request, form, contact.member, returned=contact.record)


def _log(request, form, mandate, returned=None):
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data["key"] = data["key"].hex
        try:
            log_contact(mandate, by=request.user, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Sent. It counts once the office has confirmed it."))
            return redirect("performance:my-contacts")
    context = {"form": form, "mandate": mandate, "returned": returned}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/contact_log.html", context, status=status)


@login_required
def contact_done(request, pk):
    """Say that what was promised has been followed up."""
    logs = ContactLog.objects.filter(member__deputy__user=request.user).exclude(follow_up="")
    contact = get_object_or_404(logs, pk=pk)
    form = FollowedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finish_follow_up(contact, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("on", error)
        else:
            messages.success(request, _("Noted as followed up."))
            return redirect("performance:my-contacts")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "contact": contact}
    return render(request, "performance/contact_done.html", context, status=status)


@login_required
def five_new(request):
    """Take one of the five on."""
    mandate, _mandates = own(request)
    form = FiveTargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_target(mandate, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Added."))
            return redirect("performance:my-contacts")
    if request.method == "POST":
        return my_contacts(request, target_form=form, status=422)
    return redirect("performance:my-contacts")


@login_required
def five_visit(request, pk):
    """Log a visit to one of the five."""
    targets = FiveTarget.objects.filter(mandate__deputy__user=request.user)
    target = get_object_or_404(
        targets.select_related("mandate__deputy", "mandate__congress"), pk=pk
    )
    form = FiveVisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            log_five_visit(
                target, key=data["key"].hex, on=data["on"], title=data["title"], by=request.user
            )
        except ValidationError as error:
            form.add_error("on", error)
        else:
            messages.success(request, _("Sent. It counts once the office has confirmed it."))
            return redirect("performance:my-contacts")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "target": target}
    return render(request, "performance/five_visit.html", context, status=status)
