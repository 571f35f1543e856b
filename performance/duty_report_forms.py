"""Forms of duty reports: planning in bulk, the text, the delivery, the tally, the rule."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .ballot import NAMES, Tally
from .forms import DateInput
from .models import DeputyGroup, ReportBallot, ReportRule

YEARS_BACK = 5


class PlanForm(forms.Form):
    """Reports of a delegation or group, or of deputies ticked one by one."""

    group = forms.ModelChoiceField(
        DeputyGroup.objects.none(),
        label=_("Everyone of this delegation or group"),
        required=False,
        empty_label=_("Only those ticked below"),
    )
    deputies = forms.ModelMultipleChoiceField(
        None, label=_("These deputies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    planned_on = forms.DateField(label=_("Day of the meeting"), widget=DateInput())
    year = forms.TypedChoiceField(
        label=_("Reporting on"), coerce=int, empty_value=None, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=120)
    organiser = forms.CharField(
        label=_("Organiser"),
        max_length=120,
        required=False,
        help_text=_("The liaison station or presidium that holds the meeting."),
    )
    audience = forms.CharField(
        label=_("Who attends"),
        max_length=200,
        required=False,
        help_text=_("For example: representatives of voters, cadres of the villages."),
    )
    spot_review = forms.BooleanField(label=_("Questions and review on the spot"), required=False)

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        in_office = congress.mandates.in_office_on(today).select_related("deputy", "delegation")
        self.in_office = in_office.order_by("delegation__name", "certificate_no")
        self.fields["group"].queryset = congress.groups.order_by("kind", "name")
        self.fields["deputies"].queryset = self.in_office
        self.fields["deputies"].label_from_instance = _named
        years = range(today.year, today.year - YEARS_BACK, -1)
        self.fields["year"].choices = [("", _("The whole term so far"))] + [
            (year, str(year)) for year in years
        ]

    def clean(self):
        data = super().clean()
        if not data.get("group") and not data.get("deputies"):
            raise ValidationError(_("Choose a delegation or group, or tick at least one deputy."))
        return data

    def mandates(self):
        """Everyone this plan is for, once."""
        data = self.cleaned_data
        chosen = {mandate.pk: mandate for mandate in data["deputies"]}
        group = data.get("group")
        if group is not None:
            day = data["planned_on"]
            for mandate in self.in_office.prefetch_related("memberships"):
                member = any(
                    m.group_id == group.pk
                    and m.starts_on <= day
                    and (m.ends_on is None or day < m.ends_on)
                    for m in mandate.memberships.all()
                )
                if member or mandate.delegation_id == group.pk:
                    chosen[mandate.pk] = mandate
        return list(chosen.values())


def _named(mandate):
    place = mandate.delegation.name if mandate.delegation else ""
    return f"{mandate.deputy.name}　{place}".strip()


class TextForm(forms.Form):
    """The text of a report, and the version it was written over."""

    text = forms.CharField(
        label=_("My report"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DeliveryForm(forms.Form):
    """When and where the report was given, and before how many."""

    delivered_on = forms.DateField(label=_("Delivered on"), widget=DateInput())
    place = forms.CharField(label=_("Place"), max_length=120)
    present = forms.IntegerField(label=_("Number present"), min_value=1, max_value=100_000)
    spot_note = forms.CharField(
        label=_("What was asked and answered on the spot"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, report, **kwargs):
        today = timezone.localdate()
        kwargs.setdefault(
            "initial", {"delivered_on": min(report.planned_on, today), "place": report.place}
        )
        super().__init__(*args, **kwargs)
        self.fields["delivered_on"].widget.attrs["max"] = today.isoformat()


class TallyForm(forms.Form):
    """The figures as they stand on the signed tally sheet."""

    tellers = forms.CharField(label=_("Tellers"), max_length=120, required=False)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(zip(("competent", "basically", "not_competent"), names, strict=True))
        for name in NAMES:
            label = labels.get(name) or ReportBallot._meta.get_field(name).verbose_name
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=100_000,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
        self.order_fields([*NAMES, "tellers"])

    def tally(self):
        return Tally(**{name: self.cleaned_data[name] for name in NAMES})


class RuleForm(forms.ModelForm):
    """How the congress has its deputies report, and how ballots are read."""

    class Meta:
        model = ReportRule
        fields = ["every", "due_month", "base", "competent_from", "basically_from", "names"]

    def clean_names(self):
        parts = [part.strip() for part in self.cleaned_data["names"].split("、")]
        if len(parts) != 3 or not all(parts):
            raise ValidationError(_("Write three names parted by 、, from best to worst."))
        return "、".join(parts)

    def clean(self):
        data = super().clean()
        high, low = data.get("competent_from"), data.get("basically_from")
        if high is not None and low is not None and low > high:
            self.add_error(
                "basically_from",
                _("This share must not be above the one for “competent” (%(high)s %%).")
                % {"high": high},
            )
        return data
