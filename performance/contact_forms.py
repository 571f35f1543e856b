"""Forms of contacts: a contact told on the phone, what was followed up, links, a quota."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .forms import DateInput, new_key
from .models import ContactLog, FiveTarget, Mandate

# An identity number, a mobile number: never in a label.
IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}|1\d{10}")


class NamedMandates(forms.ModelMultipleChoiceField):
    """Deputies to tick, by name and delegation."""

    def label_from_instance(self, mandate):
        place = f" · {mandate.delegation}" if mandate.delegation else ""
        return f"{mandate.deputy.name}{place}"


def not_to_come(on):
    """The day, unless it lies ahead."""
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return on


class ContactForm(forms.Form):
    """A member's contact with deputies, told in under a minute."""

    deputies = NamedMandates(
        Mandate.objects.none(),
        label=_("With whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one deputy.")},
    )
    on = forms.DateField(label=_("When"), widget=DateInput())
    mode = forms.ChoiceField(
        label=_("Way of contact"), choices=ContactLog.Mode.choices, widget=forms.RadioSelect
    )
    topic = forms.CharField(label=_("What it was about"), max_length=160)
    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    opinions = forms.IntegerField(
        label=_("Opinions gathered"), min_value=0, max_value=999, initial=0
    )
    follow_up = forms.CharField(
        label=_("To be followed up"),
        max_length=200,
        required=False,
        help_text=_("What you promised to look into. Empty if nothing."),
    )
    due_on = forms.DateField(label=_("Until when"), widget=DateInput(), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args, deputies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputies"].queryset = deputies
        today = timezone.localdate()
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self):
        return not_to_come(self.cleaned_data["on"])

    def clean_topic(self):
        return " ".join(self.cleaned_data["topic"].split())

    def clean(self):
        data = super().clean()
        due, on = data.get("due_on"), data.get("on")
        if due and not data.get("follow_up"):
            self.add_error("follow_up", _("Say what is to be followed up, or leave the day empty."))
        elif due and on and due < on:
            self.add_error("due_on", _("It is due before the contact was made."))
        return data


class FollowedForm(forms.Form):
    """What was promised is done."""

    on = forms.DateField(label=_("Done on"), widget=DateInput())
    note = forms.CharField(
        label=_("How it was followed up"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def clean_on(self):
        return not_to_come(self.cleaned_data["on"])


class QuotaForm(forms.Form):
    """How many deputies each member keeps in touch with."""

    per_member = forms.IntegerField(label=_("Deputies for each member"), min_value=1, max_value=200)


class LinkForm(forms.Form):
    """One deputy linked to one member from a day on."""

    member = forms.ModelChoiceField(Mandate.objects.none(), label=_("Committee member"))
    deputy = forms.ModelChoiceField(Mandate.objects.none(), label=_("Deputy"))
    on = forms.DateField(label=_("From"), widget=DateInput())

    def __init__(self, *args, members, deputies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["deputy"].queryset = deputies
        for name in ("member", "deputy"):
            self.fields[name].label_from_instance = _named
        self.fields["on"].initial = timezone.localdate()


def _named(mandate):
    return f"{mandate.deputy.name} · {mandate.delegation or mandate.certificate_no}"


class EndLinkForm(forms.Form):
    """The first day a link no longer holds."""

    on = forms.DateField(label=_("First day it no longer holds"), widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class IssueForm(forms.Form):
    """Issue a bulletin; a correction says why."""

    note = forms.CharField(
        label=_("Why it replaces the released one"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FiveTargetForm(forms.Form):
    """One of the five a deputy keeps in touch with, as a label."""

    kind = forms.ChoiceField(label=_("Kind"), choices=FiveTarget.Kind.choices)
    label = forms.CharField(
        label=_("Label"),
        max_length=60,
        help_text=_("For example “second household of group 3”. No names, no numbers."),
    )

    def clean_label(self):
        label = " ".join(self.cleaned_data["label"].split())
        if IDENTITY.search(label):
            raise ValidationError(
                _("This looks like an identity or telephone number. Write a label instead.")
            )
        return label


class FiveVisitForm(forms.Form):
    """A visit to one of the five."""

    on = forms.DateField(label=_("When"), widget=DateInput())
    title = forms.CharField(
        label=_("In one sentence"), max_length=160, widget=forms.Textarea(attrs={"rows": 2})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def clean_on(self):
        return not_to_come(self.cleaned_data["on"])

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if IDENTITY.search(title):
            raise ValidationError(
                _("This looks like an identity or telephone number. Leave it out.")
            )
        return title
