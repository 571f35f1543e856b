"""Forms of money: a budget, a spending, a rule for allowance, a run. People write yuan."""

import calendar
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .forms import DateInput
from .models import AllowanceRule, DutyKind

MOST = Decimal("9999999.99")


class YuanField(forms.DecimalField):
    """An amount in yuan, at most two places; becomes whole cents."""

    def __init__(self, **kwargs):
        kwargs.setdefault("min_value", Decimal("0.01"))
        super().__init__(max_value=MOST, decimal_places=2, **kwargs)

    def clean(self, value):
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)


class BudgetForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    cents = YuanField(label=_("Yuan for each deputy"))


class SpendingForm(forms.Form):
    """One receipt of one deputy."""

    mandate = forms.ModelChoiceField(None, label=_("Deputy"))
    on = forms.DateField(label=_("Day"), widget=DateInput())
    title = forms.CharField(label=_("What for"), max_length=120)
    activity = forms.ModelChoiceField(None, label=_("For the activity"), required=False)
    receipt_no = forms.CharField(label=_("Receipt no."), max_length=40)
    cents = YuanField(label=_("Amount in yuan"))

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        mandates = congress.mandates.select_related("deputy").order_by("certificate_no")
        self.fields["mandate"].queryset = mandates
        self.fields["mandate"].label_from_instance = lambda mandate: (
            f"{mandate.deputy.name} {mandate.certificate_no}"
        )
        activities = congress.activities.order_by("-starts_on")
        self.fields["activity"].queryset = activities
        self.fields["activity"].label_from_instance = lambda activity: (
            f"{activity.starts_on:%Y-%m-%d} {activity.title}"
        )


class AllowanceRuleForm(forms.ModelForm):
    """What is paid, for which kinds of duty, from when."""

    cents = YuanField(label=_("Yuan"))

    class Meta:
        model = AllowanceRule
        fields = ["unit", "cents", "kinds", "starts_on", "ends_on"]
        widgets = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "kinds": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, congress, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.congress = congress
        self.fields["kinds"].queryset = DutyKind.objects.of(congress)

    def clean(self):
        data = super().clean()
        first, out = data.get("starts_on"), data.get("ends_on")
        if first and out and out <= first:
            self.add_error("ends_on", _("The rule must end after it begins."))
        rules = AllowanceRule.objects.filter(congress=self.instance.congress)
        if first and rules.filter(starts_on=first).exists():
            self.add_error("starts_on", _("A rule begins on this day already."))
        return data


class RunForm(forms.Form):
    """A month or a quarter that is over."""

    month = forms.CharField(
        label=_("Last month"), widget=forms.TextInput(attrs={"type": "month"}), max_length=7
    )
    length = forms.TypedChoiceField(
        label=_("How long"), coerce=int, choices=[(1, _("One month")), (3, _("One quarter"))]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        before = date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
        self.fields["month"].initial = f"{before:%Y-%m}"

    def clean_month(self):
        try:
            year, month = (int(part) for part in self.cleaned_data["month"].split("-"))
            return date(year, month, 1)
        except ValueError:
            raise ValidationError(_("Write the month as 2026-03.")) from None

    def days(self):
        """The first and the last day, both counted."""
        end, length = self.cleaned_data["month"], self.cleaned_data["length"]
        months = end.year * 12 + end.month - length
        first = date(months // 12, months % 12 + 1, 1)
        return first, end.replace(day=calendar.monthrange(end.year, end.month)[1])


class PaidForm(forms.Form):
    on = forms.DateField(label=_("Paid on"), widget=DateInput(), initial=timezone.localdate)
