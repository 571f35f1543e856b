"""Forms of a mandate's life: moving, offices, suspension, the end, the particulars.

Each knows the service it calls: `form.act(by=user)` with what was filled in.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .endings import absences_of
from .forms import DateInput
from .models import CredentialFlag, DeputyGroup, Mandate, RoleSpan, Suspension
from .services import mandates, moves, suspensions
from .services.credentials import flags_to_end_by


class LifeForm(forms.Form):
    """One verb on one mandate; `row` is the membership, office or suspension it is about."""

    def __init__(self, *args, mandate, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate, self.row = mandate, row
        today = timezone.localdate().isoformat()
        for field in self.fields.values():
            if isinstance(field.widget, DateInput):
                field.widget.attrs["max"] = today


class DayForm(LifeForm):
    """From which day."""

    on = forms.DateField(label=_("From"), widget=DateInput())


class JoinForm(LifeForm):
    """Into which group, from which day."""

    group = forms.ModelChoiceField(DeputyGroup.objects.none(), label=_("Group or delegation"))
    on = forms.DateField(label=_("From"), widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = self.mandate.congress.groups.order_by("kind", "name")
        self.fields["group"].queryset = groups
        self.fields["group"].label_from_instance = lambda group: (
            f"{group.name} · {group.get_kind_display()}"
        )

    def act(self, by):
        data = self.cleaned_data
        return moves.join_group(self.mandate, data["group"], on=data["on"], by=by)


class LeaveForm(DayForm):
    on = forms.DateField(label=_("First day out"), widget=DateInput())

    def act(self, by):
        return moves.leave_group(self.row, on=self.cleaned_data["on"], by=by)


class OfficeForm(LifeForm):
    """Which office, from when (to when)."""

    role = forms.ChoiceField(label=_("Office"), choices=RoleSpan.Role.choices)
    on = forms.DateField(label=_("From"), widget=DateInput())
    ends_on = forms.DateField(
        label=_("First day out"),
        widget=DateInput(),
        required=False,
        help_text=_("Empty while held."),
    )

    def act(self, by):
        return moves.take_office(self.mandate, by=by, **self.cleaned_data)


class OfficeEndForm(LeaveForm):
    def act(self, by):
        return moves.leave_office(self.row, on=self.cleaned_data["on"], by=by)


class SuspendForm(DayForm):
    """From which day, and for which of the two causes of §61."""

    cause = forms.ChoiceField(
        label=_("Cause in law"), choices=Suspension.Cause.choices, widget=forms.RadioSelect,
        help_text=_("The Deputies Law (art. 61) knows these two and no other."),
    )  # fmt: skip
    reason = forms.CharField(label=_("What happened"), max_length=200)

    def act(self, by):
        return suspensions.suspend(self.mandate, by=by, **self.cleaned_data)


class RestoreForm(DayForm):
    on = forms.DateField(label=_("First day back"), widget=DateInput())

    def act(self, by):
        return suspensions.restore(self.row, on=self.cleaned_data["on"], by=by)


class EndForm(LifeForm):
    """Why and when a mandate ends, and the papers the reason asks for."""

    reason = forms.ChoiceField(label=_("Reason in law"))
    ends_on = forms.DateField(label=_("First day out of office"), widget=DateInput())
    notice_ref = forms.CharField(label=_("Public notice no."), max_length=60)
    notice_on = forms.DateField(label=_("Day of the public notice"), widget=DateInput())
    decided_by = forms.CharField(
        label=_("Accepted or decided by"),
        max_length=80,
        required=False,
        help_text=_("Resignation: which body accepted it. More than half of it is needed."),
    )
    votes_for = forms.IntegerField(label=_("Votes in favour"), min_value=0, required=False)
    votes_possible = forms.IntegerField(
        label=_("All who could vote"), min_value=1, required=False,
        help_text=_("Resignation and recall: the whole body, or all voters of the constituency."),
    )  # fmt: skip
    petitioners = forms.IntegerField(
        label=_("Voters who asked for the recall"), min_value=0, required=False,
        help_text=_("Recall: at least 50 in a county, 30 in a township."),
    )  # fmt: skip
    flag_ref = forms.CharField(
        label=_("The two absences looked into"),
        max_length=120,
        required=False,
        help_text=_("Two unapproved absences: the sessions, and the paper that looked into them."),
    )
    flag = forms.ModelChoiceField(
        CredentialFlag.objects.none(),
        label=_("The two absences looked into"),
        required=False,
        help_text=_("Asked of the reason “two unapproved absences” only."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        flags = flags_to_end_by(self.mandate)
        unused = "flag_ref" if flags.exists() else "flag"
        del self.fields[unused]
        if unused == "flag_ref":
            self.fields["flag"].queryset = flags
            self.fields["flag"].label_from_instance = absences_of
        reasons = Mandate.EndReason.choices
        self.fields["reason"].choices = [
            ("", "—"),
            *(pair for pair in reasons if pair[0] != Mandate.EndReason.EXPIRED),
        ]

    def act(self, by):
        return mandates.end_mandate(self.mandate, by=by, **self.cleaned_data)


class StartForm(LifeForm):
    """The first day in office set right."""

    starts_on = forms.DateField(label=_("First day in office"), widget=DateInput())
    why = forms.CharField(label=_("Reason"), max_length=200)

    def act(self, by):
        return mandates.move_start(self.mandate, by=by, **self.cleaned_data)


def act(form, by):
    """Do what the form says; a refusal is put on the form. True when done."""
    if not form.is_valid():
        return False
    try:
        form.act(by)
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def refuse(form, error):
    """Put a service's refusal on the form, each sentence at its field."""
    if not hasattr(error, "error_dict"):
        return form.add_error(None, error)
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
    return None
