"""Forms of the record: an activity, a correction, a reason, a duty a deputy reports."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .marks import MARKS
from .models import Activity, DutyKind, Sitting
from .sitting_times_form import SittingTimesMixin

LONGEST_DAYS = 20
HALF_DAYS = Sitting.HalfDay


def new_key():
    """A key drawn once per page shown, so pressing a button twice makes one thing."""
    return uuid4().hex


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class ReasonForm(forms.Form):
    """Why something is called off, returned or taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ActivityForm(SittingTimesMixin, forms.ModelForm):
    """A new activity with its half-days: so many days, mornings and afternoons."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=LONGEST_DAYS, initial=1)
    half_days = forms.MultipleChoiceField(
        label=_("Half-days on each day"),
        choices=HALF_DAYS.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=["morning"],
        help_text=_("Single half-days can be taken out on the next page."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    class Meta:
        model = Activity
        fields = [
            "title",
            "kind",
            "occasion",
            "group",
            "place",
            "starts_on",
            "days",
            "half_days",
            "times_morning",
            "times_afternoon",
            "times_evening",
            "invited_only",
            "mandatory",
        ]
        widgets = {"starts_on": DateInput()}
        help_texts = {
            "mandatory": _("Untick where everyone is free to come: then nobody is held to it."),
        }

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(self.Meta.fields)
        self.congress = congress
        self.fields["kind"].queryset = DutyKind.objects.of(congress)
        self.fields["kind"].label = _("Kind of duty")
        self.fields["group"].queryset = congress.groups.order_by("kind", "name")
        self.fields["group"].label = _("Who is called")
        self.fields["group"].empty_label = _("Everyone in the congress")

    def clean(self):
        data = super().clean()
        first = data.get("starts_on")
        if first:
            data["term"] = term_on(self.congress, first)
            if data["term"] is None:
                self.add_error("starts_on", _("No term of this congress covers that day."))
        return data

    def plan(self):
        """The half-days asked for, as pairs (day, half-day)."""
        data = self.cleaned_data
        return [
            (data["starts_on"] + timedelta(days=number), half)
            for number in range(data["days"])
            for half in data["half_days"]
        ]


class DraftForm(ActivityForm):
    """A draft changed: the same, with every half-day ticked or not by itself."""

    days = half_days = key = starts_on = None
    sittings = forms.MultipleChoiceField(label=_("Half-days"), widget=forms.CheckboxSelectMultiple)

    class Meta(ActivityForm.Meta):
        fields = ["title", "kind", "occasion", "group", "place", "sittings"]
        fields += ["times_morning", "times_afternoon", "times_evening"]
        fields += ["invited_only", "mandatory"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = sorted(self.instance.sittings.all(), key=lambda sitting: sitting.in_order)
        days = sorted({sitting.on for sitting in held}) or [self.instance.starts_on]
        span = (days[-1] - days[0]).days + 1
        shown = [days[0] + timedelta(days=number) for number in range(min(span + 1, 40))]
        self.fields["sittings"].choices = [
            (f"{day.isoformat()} {half}", f"{date_format(day, 'm-d D')} {HALF_DAYS(half).label}")
            for day in shown
            for half in HALF_DAYS.values
        ]
        self.initial["sittings"] = [f"{s.on.isoformat()} {s.half_day}" for s in held]
        self.order_fields(self.Meta.fields)

    def clean(self):
        return forms.ModelForm.clean(self)

    def plan(self):
        pairs = [value.split() for value in self.cleaned_data["sittings"]]
        return [(forms.DateField().clean(day), half) for day, half in pairs]


class AnnouncedForm(SittingTimesMixin, forms.ModelForm):
    """What may still change once people have been called."""

    class Meta:
        model = Activity
        fields = ["title", "place"]


class CorrectionForm(forms.Form):
    """One line of a closed sheet set right."""

    mark = forms.ChoiceField(label=_("The line should say"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept with the record and shown to the deputy."),
    )
    was = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mark"].choices = [
            (mark.code, mark.label) for mark in MARKS.values() if mark.code != "expected"
        ]


def term_on(congress, day):
    """The term of a congress that covers that day, or None."""
    for term in congress.terms.all():
        if term.starts_on <= day and (term.ends_on is None or day < term.ends_on):
            return term
    return None
