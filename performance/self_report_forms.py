"""The forms of self-reports: one duty in one screen; a household's label; a desk's entry."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .forms import DateInput, new_key
from .models import CampaignAction
from .private_words import refuse_private_numbers
from .self_reports import COURSE, GIFT, HOUSEHOLD, MANNER, MANNERS
from .services.evidence import prepare_evidence
from .services.self_reports import Told, check_day
from .yuan import cents_from

LATELY = timedelta(days=15)  # a campaign just over can still be told of


class SentenceField(forms.CharField):
    """Words in the record: trimmed, one line, and without numbers that name somebody."""

    def clean(self, value):
        cleaned = super().clean(" ".join((value or "").split()))
        refuse_private_numbers(cleaned)
        return cleaned


class SelfReportForm(forms.Form):
    """When, where, one sentence, and what this kind of duty asks beside (随手记)."""

    households = forms.ModelMultipleChoiceField(
        None,
        label=_("With which household?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the household you talked with.")},
    )
    mode = forms.ChoiceField(
        label=_("How?"), choices=MANNERS.items(), widget=forms.RadioSelect, initial="visit"
    )
    on = forms.DateField(label=_("When"), widget=DateInput())
    place = SentenceField(label=_("Where"), max_length=120, required=False)
    title = SentenceField(
        label=_("In one sentence"),
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    amount = forms.CharField(
        label=_("Amount in yuan"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Kept in the volume; it never changes any points."),
    )
    goods = SentenceField(label=_("Goods"), max_length=120, required=False)
    course = SentenceField(label=_("Course or text"), max_length=80, required=False)
    hours = SentenceField(label=_("How long"), max_length=20, required=False)
    campaign = forms.ModelChoiceField(
        None,
        label=_("Part of a campaign"),
        required=False,
        empty_label=_("No"),
    )
    photo = forms.FileField(
        label=_("One photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,.heic,.heif"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args, mandate, duty, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate, self.duty = mandate, duty
        for asked, names in (
            (HOUSEHOLD, ["households"]),
            (MANNER, ["mode"]),
            (GIFT, ["amount", "goods"]),
            (COURSE, ["course", "hours"]),
        ):
            if asked not in duty.asks:
                for name in names:
                    del self.fields[name]
        if "households" in self.fields:
            linked = mandate.households.linked()
            self.fields["households"].queryset = linked
        today = timezone.localdate()
        running = CampaignAction.objects.filter(
            campaign__congress=mandate.congress_id,
            campaign__starts_on__lte=today,
            campaign__ends_on__gte=today - LATELY,
        )
        if running.exists():
            self.fields["campaign"].queryset = running.select_related("campaign")
            self.fields["campaign"].label_from_instance = lambda action: (
                f"{action.campaign.name} · {action.name}"
            )
        else:
            del self.fields["campaign"]
        first = max(mandate.starts_on, today.replace(year=today.year - 5, day=1))
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs |= {"max": today.isoformat(), "min": first.isoformat()}
        self.fields["place"].widget.attrs |= {"list": "recent-places", "autocomplete": "off"}
        self.fields["title"].widget.attrs |= {"lang": get_language(), "enterkeyhint": "done"}
        self.fields["title"].help_text = duty.example

    def clean_on(self):
        on = self.cleaned_data["on"]
        check_day(self.mandate, on)
        return on

    def clean_campaign(self):
        action, on = self.cleaned_data["campaign"], self.cleaned_data.get("on")
        if action and on and not action.campaign.starts_on <= on <= action.campaign.ends_on:
            raise ValidationError(
                _("“%(campaign)s” runs from %(first)s to %(last)s; that day lies outside it."),
                params={
                    "campaign": action.campaign.name,
                    "first": action.campaign.starts_on,
                    "last": action.campaign.ends_on,
                },
            )
        return action

    def clean_amount(self):
        text = self.cleaned_data["amount"].strip()
        if not text:
            return None
        cents = cents_from(text)
        if not cents:
            raise ValidationError(
                _("“%(text)s” is not an amount of money. Write it as 500 or 1200.50."),
                params={"text": text},
            )
        return cents

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        return prepare_evidence(photo) if photo else None

    def clean(self):
        data = super().clean()
        asks_gift = "amount" in self.fields and not {"amount", "goods"} & self.errors.keys()
        if asks_gift and not (data.get("amount") or data.get("goods")):
            self.add_error("amount", _("Write an amount, the goods, or both."))
        return data

    @property
    def told(self):
        """What the form says beside the sentence, for the service."""
        data = self.cleaned_data
        return Told(
            households=tuple(data.get("households") or ()),
            amount_cents=data.get("amount"),
            goods=data.get("goods", ""),
            course=data.get("course", ""),
            hours=data.get("hours", ""),
        )


class HouseholdForm(forms.Form):
    """A household's label and area (联系户)."""

    label = SentenceField(
        label=_("Label"),
        max_length=40,
        help_text=_("A label, not who they are: for example “桥头第3户”. No names or numbers."),
    )
    area = SentenceField(
        label=_("Village or community group"),
        max_length=60,
        help_text=_("For example “东岭村三组”."),
    )


class AtMostForm(forms.Form):
    """How many households a deputy of this congress may be linked with."""

    at_most = forms.IntegerField(
        label=_("Households a deputy may be linked with"), min_value=1, max_value=100
    )
