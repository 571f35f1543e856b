"""What people type about points: a measure, a period, an edition, a second person's word."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from performance.forms import new_key
from performance.models import DeputyGroup, RoleSpan

from .covered import SERVED, covered
from .models import SchemeVersion, ScoringPeriod, SecondLook

DATE = {"type": "date"}


class MeasureForm(forms.Form):
    """The text of a measure, typed or from a file."""

    text = forms.CharField(
        label=_("Text of the measure"),
        required=False,
        strip=False,
        max_length=262_144,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "sc-code"}),
        help_text=_("A scheme file (YAML). The manual of the language explains every line."),
    )
    file = forms.FileField(label=_("or a file"), required=False)

    def clean(self):
        data = super().clean()
        file = data.get("file")
        if file:
            if file.size > 262_144:
                self.add_error("file", _("The file is larger than 256 KB; a measure never is."))
                return data
            try:
                data["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("The file is not UTF-8 text. Save it as UTF-8."))
        if not self.errors and not (data.get("text") or "").strip():
            self.add_error("text", _("Write the measure, or choose its file."))
        if data.get("text"):
            data["text"] = data["text"].replace("\r\n", "\n")
        return data


def day_field(label, **kwargs):
    """A day typed into the browser's own date field."""
    widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class PublishSchemeForm(forms.Form):
    """From which day, and why nobody was asked where there was no publicity."""

    in_force_from = day_field(_("In force from"))
    publicity_waived = forms.CharField(
        label=_("Why it was not opened to comments"),
        max_length=300,
        help_text=_("For example: adopted at the session, only a slip of the pen corrected."),
    )

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        if version.is_open_to_comments:
            del self.fields["publicity_waived"]


class PublicityForm(forms.Form):
    """The days a draft is open to comments."""

    first_day = day_field(_("First day"), initial=timezone.localdate)
    last_day = day_field(_("Last day"), initial=lambda: timezone.localdate() + timedelta(days=6))


class CommentForm(forms.Form):
    """A comment that came in by letter, by telephone or at a meeting."""

    sender = forms.CharField(label=_("Who commented"), max_length=100)
    received_on = day_field(_("Received on"), initial=timezone.localdate)
    words = forms.CharField(
        label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=new_key)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class PeriodForm(forms.Form):
    """A scoring period of one congress."""

    name = forms.CharField(label=_("Name"), max_length=40, help_text=_("For example 2026."))
    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    scheme_version = forms.ModelChoiceField(
        label=_("Measured by"), queryset=SchemeVersion.objects.none()
    )

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.congress = congress
        self.fields["scheme_version"].queryset = SchemeVersion.objects.filter(
            scheme__congress=congress
        ).select_related("scheme")

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if ScoringPeriod.objects.filter(congress=self.congress, name=name).exists():
            raise forms.ValidationError(_("There is a period of this name already."))
        return name


class DrawForm(forms.Form):
    """A ranking to be drawn: its name, whom it covers, the facts it takes in."""

    name = forms.CharField(label=_("Name of the edition"), max_length=120)
    delegation = forms.ModelChoiceField(
        label=_("Delegation"),
        queryset=DeputyGroup.objects.none(),
        required=False,
        empty_label=_("All delegations"),
    )
    role = forms.ChoiceField(
        label=_("Office held"),
        required=False,
        choices=[("", _("With or without an office")), *RoleSpan.Role.choices],
        help_text=_("Held on the last day served in the period."),
    )
    served = forms.ChoiceField(
        label=_("Time in office"),
        required=False,
        choices=[("", _("Whole period or a part of it")), *SERVED.items()],
    )
    cut_off = forms.DateTimeField(
        label=_("Facts as known at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: now. What was confirmed or withdrawn later is left out."),
    )
    note = forms.CharField(
        label=_("Why it replaces the published one"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, period, **kwargs):
        super().__init__(*args, **kwargs)
        groups = DeputyGroup.objects.filter(congress=period.congress_id)
        self.fields["delegation"].queryset = groups.filter(delegates__isnull=False).distinct()

    def clean(self):
        data = super().clean()
        names = ("delegation", "role", "served")
        whom = {name: data.pop(name) for name in names if data.get(name)}
        for name in names:
            data.pop(name, None)
        data["cohort"] = covered(**whom)
        return data


class PublishEditionForm(forms.Form):
    """The second person types the period's name, so that nothing is published by a slip."""

    period_name = forms.CharField(label=_("Name of the period"), max_length=40)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["period_name"].help_text = _("Type %(name)s to publish.") % {
            "name": edition.period.name
        }

    def clean_period_name(self):
        if self.cleaned_data["period_name"].strip() != self.edition.period.name:
            raise forms.ValidationError(_("This is not the name of the period."))
        return self.edition.period.name


class DisparityNoteForm(forms.Form):
    """What the committee makes of groups that come out unequally."""

    note = forms.CharField(
        label=_("Note on what differs"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What may explain it, and what will be done about it. It is frozen with the edition."
        ),
    )


class SecondLookForm(forms.Form):
    """What a person found at a second look."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=20)
    key = forms.CharField(widget=forms.HiddenInput, max_length=32, initial=new_key)
    verdict = forms.ChoiceField(
        label=_("What the second look found"), choices=SecondLook.Verdict.choices
    )
    note = forms.CharField(
        label=_("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
