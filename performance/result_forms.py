"""Forms for what comes after a sheet: its summary, reports sent on, a joint activity, a flag."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import DateInput
from .models import ActivityPartner, ActivitySummary, Congress, DutyKind, ForwardedReport


class SummaryForm(forms.ModelForm):
    """What came of an activity."""

    class Meta:
        model = ActivitySummary
        fields = ["text", "problems", "credit"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class ReportForm(forms.ModelForm):
    """A report sent to an organ, and its answer."""

    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    class Meta:
        model = ForwardedReport
        fields = ["title", "sent_to", "sent_on", "answered_on", "answer", "link"]
        widgets = {
            "sent_on": DateInput(),
            "answered_on": DateInput(),
            "answer": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self):
        data = super().clean()
        sent, answered = data.get("sent_on"), data.get("answered_on")
        if sent and answered and answered < sent:
            self.add_error("answered_on", _("The answer cannot be older than the report."))
        return data


class PartnerForm(forms.Form):
    """Which congress is asked to hold an activity together."""

    congress = forms.ModelChoiceField(
        Congress.objects.none(),
        label=_("Congress"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args, activity, **kwargs):
        super().__init__(*args, **kwargs)
        known = [activity.congress_id, *activity.partners.values_list("congress", flat=True)]
        self.fields["congress"].queryset = Congress.objects.exclude(pk__in=known)


class JoinForm(forms.ModelForm):
    """As what a joint activity counts here, and who is called."""

    class Meta:
        model = ActivityPartner
        fields = ["kind", "group", "invited_only"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        congress = self.instance.congress
        self.fields["kind"].queryset = DutyKind.objects.of(congress)
        self.fields["kind"].required = True
        self.fields["kind"].label = _("Kind of duty")
        self.fields["group"].queryset = congress.groups.order_by("kind", "name")
        self.fields["group"].label = _("Who is called")
        self.fields["group"].empty_label = _("Everyone in the congress")


class FlagForm(forms.Form):
    """What becomes of a flag, and why."""

    to = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, moves, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(to), move.label) for to, move in moves.items()]

    def clean(self):
        data = super().clean()
        if data.get("to") == "no_ground" and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why."))
        return data
