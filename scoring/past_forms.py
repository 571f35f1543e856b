"""What people type about the past: a result from paper, since when records are on file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.models import Mandate

from .models import PastResult, Scheme, Standing

DATE = {"type": "date"}


class PastResultForm(forms.Form):
    """One deputy's result of an earlier period, as the paper says it."""

    scheme = forms.ModelChoiceField(label=_("Measure"), queryset=Scheme.objects.none())
    mandate = forms.ModelChoiceField(label=_("Deputy"), queryset=Mandate.objects.none())
    first_day = forms.DateField(
        label=_("First day of the period"),
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    standing = forms.ChoiceField(label=_("Standing"), choices=Standing.choices)
    total = forms.DecimalField(label=_("Total"), required=False, max_digits=12, decimal_places=3)
    tier = forms.CharField(
        label=_("Tier"),
        required=False,
        max_length=40,
        help_text=_("The name or the code of the tier, as the measure has it."),
    )
    rank = forms.IntegerField(label=_("Rank"), required=False, min_value=1)
    of = forms.IntegerField(label=_("Ranked people"), required=False, min_value=1)
    source = forms.CharField(
        label=_("Where it is written"),
        max_length=200,
        help_text=_("The document and its page, so that the second person can compare."),
    )

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = Scheme.objects.filter(congress=congress)
        self.fields["mandate"].queryset = Mandate.objects.filter(congress=congress).select_related(
            "deputy", "congress"
        )

    def clean_total(self):
        total = self.cleaned_data["total"]
        return None if total is None else int(total * 1000)

    def clean(self):
        data = super().clean()
        if data.get("scheme") and data.get("tier"):
            data["tier"] = tier_code(data["scheme"], data["tier"])
        return data


def tier_code(scheme, words):
    """The code of a tier by its code or its name; the words themselves when there is none."""
    from .services.past_results import scheme_in_words

    for tier in scheme_in_words(scheme).tiers:
        if words.strip() in (tier.code, tier.name):
            return tier.code
    return words.strip()


class RecordsFromForm(forms.Form):
    day = forms.DateField(
        label=_("All records are on file from"),
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("What lies before this day is treated as unknown, never as nothing."),
    )
    source = forms.CharField(label=_("How this is known"), max_length=200)


class ConfirmPastForm(forms.Form):
    """The entries the second person compared with the paper and ticked."""

    entries = forms.ModelMultipleChoiceField(
        queryset=PastResult.objects.none(),
        error_messages={"required": _("Tick what you compared with the paper.")},
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entries"].queryset = waiting
