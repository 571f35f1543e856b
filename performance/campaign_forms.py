"""Forms of groups and campaigns."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .forms import DateInput
from .models import CampaignAction, DeputyGroup, Mandate


class GroupProfileForm(forms.Form):
    """What a professional group works on and with."""

    committee = forms.ModelChoiceField(
        DeputyGroup.objects.none(), label=_("Linked committee"), required=False
    )
    industry = forms.CharField(label=_("Industry"), max_length=60, required=False)
    alliance = forms.CharField(label=_("Industry alliance"), max_length=80, required=False)

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = congress.groups.filter(
            kind=DeputyGroup.Kind.COMMITTEE
        ).order_by("name")


class ConvenorForm(forms.Form):
    """Who convenes a group from a day on."""

    mandate = forms.ModelChoiceField(Mandate.objects.none(), label=_("Convenor"))
    on = forms.DateField(label=_("From"), widget=DateInput())

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mandate"].queryset = members
        self.fields["mandate"].label_from_instance = lambda mandate: mandate.deputy.name
        self.fields["on"].initial = timezone.localdate()


class CampaignForm(forms.Form):
    """A new campaign; the five actions come with it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    series = forms.CharField(
        label=_("Series"),
        max_length=60,
        required=False,
        help_text=_("Rounds of one series are compared year by year."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput())
    text = forms.CharField(
        label=_("What it is for"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It ends before it begins."))
        return data


class ReachedForm(forms.Form):
    """Which action records join, and what was reached."""

    action = forms.ModelChoiceField(
        CampaignAction.objects.none(), label=_("Action"), empty_label=None
    )
    people = forms.IntegerField(
        label=_("People reached"), min_value=0, max_value=10_000_000, initial=0
    )
    times = forms.IntegerField(label=_("Times"), min_value=1, max_value=100_000, initial=1)
    yuan = forms.DecimalField(
        label=_("Donated, in yuan"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("Told with the campaign; it never brings points."),
    )
    goods = forms.CharField(label=_("Goods donated"), max_length=120, required=False)

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].queryset = actions
        self.fields["action"].label_from_instance = lambda action: (
            f"{action.campaign.name} · {action.name}"
        )

    def reached(self):
        """What joining takes, money as whole cents."""
        data = self.cleaned_data
        return {
            "people": data["people"],
            "times": data["times"],
            "cents": int((data["yuan"] or 0) * 100),
            "goods": data["goods"],
        }


class ProblemForm(forms.Form):
    """One move of a problem."""

    owner = forms.CharField(label=_("Unit in charge"), max_length=80, required=False)
    due_on = forms.DateField(label=_("Until"), widget=DateInput(), required=False)
    closed_on = forms.DateField(label=_("Closed on"), widget=DateInput(), required=False)
    note = forms.CharField(
        label=_("How it ended"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
