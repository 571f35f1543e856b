"""The form an office enters one duty of several deputies with."""

from itertools import groupby

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .forms import DateInput, new_key
from .self_report_forms import SentenceField
from .self_reports import offers


class ParticipantField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, mandate):
        return mandate.deputy.name


class DayAndWords(forms.Form):
    """When, where, what, in one sentence."""

    on = forms.DateField(label=_("When"), widget=DateInput())
    place = SentenceField(label=_("Where"), max_length=120, required=False)
    title = SentenceField(
        label=_("In one sentence"), max_length=160, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()


class DeskEntryForm(DayAndWords):
    """What it was and who took part (代为登记)."""

    duty = forms.ChoiceField(label=_("What was it?"), widget=forms.RadioSelect)
    participants = ParticipantField(
        None,
        label=_("Who took part"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick who took part.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)
    field_order = ["duty", "on", "place", "title", "participants", "key"]

    def __init__(self, *args, kinds, mandates, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = {offer.duty.code: offer for offer in offers(kinds) if offer.duty.shared}
        self.fields["duty"].choices = [(code, o.duty.label) for code, o in self.offers.items()]
        self.fields["participants"].queryset = mandates

    @property
    def offer(self):
        return self.offers[self.cleaned_data["duty"]]

    def by_delegation(self):
        """The boxes of those who may have taken part, gathered by delegation: (name, [box])."""
        mandates = list(self.fields["participants"].queryset)
        boxes = {str(box.data["value"]): box for box in self["participants"].subwidgets}
        return [
            (name, [boxes[str(mandate.pk)] for mandate in members])
            for name, members in groupby(
                mandates, key=lambda m: m.delegation.name if m.delegation else ""
            )
        ]
