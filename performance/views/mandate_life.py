"""A mandate's life at the desk: what stands of it, and one form for each thing that can happen."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .. import life_forms
from ..life_forms import act
from ..models import DeputyGroup, DeputyPrivate
from ..particulars_form import ParticularsForm
from ..permissions import can_keep_mandate
from ..services.names import unknown_characters
from ..terms import times_elected
from .access import mandate_read_by, readers_only


@dataclass(frozen=True)
class Verb:
    """One thing that can happen: its form, its words, and which rows it may be about."""

    form: type
    heading: str
    explain: str
    rows: str = ""
    grave: bool = False
    after: bool = False  # also once the mandate has ended


VERBS = {
    "join": Verb(
        life_forms.JoinForm,
        gettext_lazy("Change group or delegation"),
        gettext_lazy(
            "The old delegation or deputy group ends the day the new one begins. What was counted "
            "before stays with the old one."
        ),
    ),
    "leave": Verb(
        life_forms.LeaveForm,
        gettext_lazy("Leave a group"),
        gettext_lazy("From that day on the deputy no longer belongs to it."),
        rows="memberships",
    ),
    "office": Verb(
        life_forms.OfficeForm,
        gettext_lazy("Take an office"),
        gettext_lazy("Obligations and points follow the office from that day on."),
    ),
    "office-end": Verb(
        life_forms.OfficeEndForm,
        gettext_lazy("Leave an office"),
        gettext_lazy("From that day on the deputy no longer holds it."),
        rows="role_spans",
    ),
    "suspend": Verb(
        life_forms.SuspendForm,
        gettext_lazy("Suspend the deputy's duties"),
        gettext_lazy("From that day on nothing counts for or against, until duties are restored."),
        grave=True,
    ),
    "restore": Verb(
        life_forms.RestoreForm,
        gettext_lazy("Restore the deputy's duties"),
        gettext_lazy("When the cause has gone. From that day on everything counts again."),
        rows="suspensions",
    ),
    "end": Verb(
        life_forms.EndForm,
        gettext_lazy("End the mandate"),
        gettext_lazy(
            "Groups, offices and obligations end that day; the volume stays readable. It cannot be "
            "undone here, so the public notice comes first."
        ),
        grave=True,
    ),
    "start": Verb(
        life_forms.StartForm,
        gettext_lazy("Correct the first day in office"),
        gettext_lazy("Refused while confirmed records would fall outside the new days."),
    ),
}
BUTTONS = {
    "join": pgettext_lazy("button", "Change"),
    "suspend": pgettext_lazy("button", "Suspend"),
    "restore": pgettext_lazy("button", "Restore"),
    "end": pgettext_lazy("button", "End the mandate"),
}


@readers_only
def mandate_page(request, pk):
    """What stands of a mandate: particulars, groups, offices, suspensions, the end."""
    mandate = mandate_read_by(request.user, pk)
    private = DeputyPrivate.objects.visible_to(request.user).filter(deputy=mandate.deputy_id)
    memberships = list(mandate.memberships.select_related("group").order_by("-starts_on", "pk"))
    today = timezone.localdate()
    context = {
        "mandate": mandate,
        "deputy": mandate.deputy,
        "private": private.first(),
        "memberships": memberships,
        "delegation_kind": DeputyGroup.Kind.DELEGATION,
        "offices": mandate.role_spans.order_by("-starts_on", "pk"),
        "suspensions": mandate.suspensions.order_by("-starts_on"),
        "ending": getattr(mandate, "ending", None),
        "specialities": mandate.specialities.all(),
        "times": times_elected(mandate),
        "unknown": unknown_characters(mandate.deputy),
        "others": mandate.deputy.mandates.visible_to(request.user)
        .exclude(pk=mandate.pk)
        .select_related("congress", "term")
        .distinct(),
        "may": can_keep_mandate(request.user, mandate),
        "in_office": mandate.covers(today) or mandate.starts_on > today,
    }
    return render(request, "performance/mandate_page.html", context)


@readers_only
def mandate_verb(request, pk, verb, row=None):
    """The form of one verb, and what it does."""
    mandate = mandate_read_by(request.user, pk)
    what = VERBS.get(verb)
    if what is None or bool(what.rows) != (row is not None):
        raise Http404
    about = get_object_or_404(getattr(mandate, what.rows), pk=row) if what.rows else None
    if not can_keep_mandate(request.user, mandate):
        raise PermissionDenied
    form = what.form(request.POST or None, mandate=mandate, row=about)
    if request.method == "POST" and act(form, request.user):
        messages.success(request, _("Recorded. Rates and points follow within the minute."))
        return redirect("performance:mandate", mandate.pk)
    context = {
        "mandate": mandate,
        "form": form,
        "what": what,
        "about": about,
        "button": BUTTONS.get(verb, _("Save")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/mandate_verb.html", context, status=status)


@readers_only
def particulars(request, pk):
    """The deputy's form (登记表), filled in by a keeper."""
    mandate = mandate_read_by(request.user, pk)
    if not can_keep_mandate(request.user, mandate):
        raise PermissionDenied
    form = ParticularsForm(request.POST or None, mandate=mandate)
    if request.method == "POST" and act(form, request.user):
        messages.success(request, _("Saved."))
        return redirect("performance:mandate", mandate.pk)
    what = Verb(ParticularsForm, _("Particulars"), _("What the deputy's form asks."))
    context = {"mandate": mandate, "form": form, "what": what, "button": _("Save")}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/mandate_verb.html", context, status=status)
