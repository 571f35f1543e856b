"""What officers and clerks fill in."""

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from performance.models import Mandate

from .models import Closure, OpeningHours, RosterRule, Station, StationDeputy


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class BelongingForm(forms.ModelForm):
    """A form whose row belongs to something given, not chosen (`owner`); what must be unique there
    is checked as well."""

    owner = "station"

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {self.owner}


class StationForm(BelongingForm):
    """The facts of a station. Its congress is given, not chosen."""

    owner = "congress"

    class Meta:
        model = Station
        fields = [
            "kind",
            "name",
            "name_en",
            "slug",
            "parent",
            "district",
            "district_en",
            "address",
            "address_en",
            "phone",
            "latitude",
            "longitude",
            "access_note",
            "access_note_en",
            "status",
        ]

    def __init__(self, *args, congress, may_keep, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.congress = congress
        self.fields["parent"].queryset = congress.stations.exclude(pk=self.instance.pk)
        self.fields["parent"].label = _("belongs to")
        if not may_keep:  # an officer keeps the facts right; naming and closing is the clerk's
            for name in ("kind", "name", "slug", "parent", "district", "status"):
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return cleaned


class RuleForm(forms.ModelForm):
    class Meta:
        model = RosterRule
        fields = [
            "frequency",
            "days",
            "nth",
            "weekday",
            "every_weeks",
            "months",
            "starts_at",
            "ends_at",
            "holiday_policy",
            "min_deputies",
            "theme",
            "theme_en",
            "valid_from",
            "valid_until",
        ]
        widgets = {
            "starts_at": TimeInput(),
            "ends_at": TimeInput(),
            "valid_from": DateInput(),
            "valid_until": DateInput(),
            "holiday_policy": forms.RadioSelect(),
        }


class PeriodForm(forms.Form):
    """From a day until a day, both counted."""

    first = forms.DateField(label=_("from"), widget=DateInput())
    last = forms.DateField(label=_("until"), widget=DateInput())
    LONGEST = 400

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            if last < first:
                self.add_error("last", _("The end lies before the beginning."))
            elif (last - first).days > self.LONGEST:
                self.add_error("last", _("Choose a year at most."))
        return cleaned


class MoveForm(forms.Form):
    to = forms.DateField(label=_("new day"), widget=DateInput())
    starts_at = forms.TimeField(label=pgettext_lazy("time", "from"), widget=TimeInput())
    ends_at = forms.TimeField(label=pgettext_lazy("time", "until"), widget=TimeInput())
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("Residents will read it.")
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("Residents will read it.")
    )


class DutyForm(forms.Form):
    """Who is on duty: those who serve at the station, and those already put down."""

    mandates = forms.ModelMultipleChoiceField(
        label=_("on duty"),
        queryset=Mandate.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mandates"].queryset = choices
        self.fields["mandates"].label_from_instance = _mandate_label


class ServiceForm(BelongingForm):
    """A deputy begins to serve at the station."""

    class Meta:
        model = StationDeputy
        fields = ["mandate", "starts_on"]
        widgets = {"starts_on": DateInput()}

    def __init__(self, *args, station, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.station = station
        self.fields["mandate"].label = _("deputy")
        self.fields["mandate"].queryset = (
            Mandate.objects.filter(congress__in=_congresses_of(station))
            .exclude(stations__in=station.deputies.filter(ends_on=None))
            .select_related("deputy", "congress", "constituency")
            .order_by("certificate_no")
        )
        self.fields["mandate"].label_from_instance = _mandate_label


class ClosureForm(BelongingForm):
    class Meta:
        model = Closure
        fields = ["starts_on", "ends_on", "reason", "reason_en"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}

    def __init__(self, *args, station, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.station = station

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The end lies before the beginning."))
        return cleaned


class OpeningForm(forms.ModelForm):
    class Meta:
        model = OpeningHours
        fields = ["weekday", "opens_at", "closes_at"]
        widgets = {"opens_at": TimeInput(), "closes_at": TimeInput()}

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The end lies before the beginning."))
        return cleaned


OpeningFormSet = inlineformset_factory(
    Station, OpeningHours, form=OpeningForm, extra=3, can_delete=True, max_num=21
)


def _congresses_of(station):
    """Deputies of several levels serve at one station (混合编组): its congress, those below and
    above it."""
    congress = station.congress
    return [
        congress.pk,
        congress.parent_id or congress.pk,
        *congress.children.values_list("pk", flat=True),
    ]


def _mandate_label(mandate):
    seat = mandate.constituency.name if mandate.constituency else mandate.congress.short_name
    return f"{mandate.deputy.name}（{seat}）"
