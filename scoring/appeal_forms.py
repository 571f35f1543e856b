"""What people type about an objection: the deputy's words, the decision, a congress's rule."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from performance.forms import DateInput, new_key
from performance.models import DutyKind

from .models import Appeal

WORDS = {"rows": 4}


class ObjectForm(forms.Form):
    """A deputy's objection; about something missing, it says what and when."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)
    about = forms.CharField(
        label=_("What is missing"),
        max_length=160,
        help_text=_("For example: reception at the station, or a visit to three households."),
    )
    on = forms.DateField(label=_("Day"), widget=DateInput())
    statement = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs=WORDS),
        help_text=_("In your own words. Who decides reads it, and nobody else but your clerks."),
    )

    def __init__(self, *args, is_missing, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_missing:
            del self.fields["about"], self.fields["on"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return on


class DecideForm(forms.Form):
    """The decision over an objection, and the new record if one is entered."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Appeal.Outcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Answer to the deputy"), max_length=1000, widget=forms.Textarea(attrs=WORDS)
    )
    kind = forms.ModelChoiceField(
        label=_("New record: kind of duty"), queryset=DutyKind.objects.none(), required=False
    )
    on = forms.DateField(label=_("New record: day"), widget=DateInput(), required=False)
    title = forms.CharField(label=_("New record: what was done"), max_length=160, required=False)

    def __init__(self, *args, appeal, **kwargs):
        super().__init__(*args, **kwargs)
        about, outcomes = appeal.record, Appeal.Outcome
        self.fields["kind"].queryset = DutyKind.objects.of(appeal.congress).filter(
            attestation=DutyKind.Attestation.SECOND_PERSON
        )
        self.initial.setdefault("on", appeal.on)
        self.initial.setdefault("title", appeal.about)
        if about:
            self.initial.setdefault("kind", about.kind_id)
        else:
            self.fields["outcome"].choices = [
                (value, label)
                for value, label in outcomes.choices
                if value in (outcomes.NEW_RECORD, outcomes.DISMISSED)
            ]
        note = _("Only when a new record is entered. Another person confirms it.")
        self.fields["kind"].help_text = note

    def clean(self):
        data = super().clean()
        new = data.get("outcome") in (Appeal.Outcome.NEW_RECORD, Appeal.Outcome.REPLACED)
        for name in ("kind", "on", "title") if new else ():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Say which record is entered."))
        return data

    @property
    def new(self):
        """The new record as the service takes it; None when none is entered."""
        if self.cleaned_data["outcome"] not in ("new_record", "replaced"):
            return None
        return {name: self.cleaned_data[name] for name in ("kind", "on", "title")}


class ObjectionRuleForm(forms.Form):
    filing_days = forms.IntegerField(
        label=_("Working days to object after publication"), min_value=1, max_value=60
    )
    decision_days = forms.IntegerField(
        label=_("Working days to decide an objection"), min_value=1, max_value=60
    )
