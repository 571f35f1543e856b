"""The form of a deputy's particulars (代表登记表)."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.sheets import CellFault
from foundation.sheets.faults import sentence
from foundation.sheets.part_dates import part_date

from .forms import DateInput
from .models import Deputy, DeputyPrivate, Mandate
from .services.particulars import ON_DEPUTY, ON_MANDATE, RESTRICTED, write_particulars

YES_NO = [("", "—"), ("true", _("Yes")), ("false", _("No"))]


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs):
        words = {"true": True, "false": False}
        super().__init__(
            choices=YES_NO, coerce=lambda value: words[value], empty_value=None, **kwargs
        )

    def prepare_value(self, value):
        return {True: "true", False: "false", None: ""}.get(value, value)


class PartDateField(forms.CharField):
    """A year and month, or a day, however it is written."""

    def clean(self, value):
        try:
            return part_date(super().clean(value))
        except CellFault as fault:
            raise ValidationError(sentence(fault.code, fault.params)) from None


def _of(model, name, **more):
    return model._meta.get_field(name).formfield(**more)


class ParticularsForm(forms.Form):
    """Everything the deputy's form asks, in its order."""

    specialities = forms.CharField(
        label=_("Specialities"),
        required=False,
        max_length=200,
        help_text=_("Several are parted by a semicolon."),
    )
    born = PartDateField(
        label=pgettext_lazy("of a person", "Born"),
        required=False,
        help_text=_("Only those who keep the record and the deputy read it."),
    )
    joined_work = PartDateField(label=_("Began to work"), required=False)

    def __init__(self, *args, mandate, **kwargs):
        self.mandate = mandate
        super().__init__(*args, **kwargs)
        for names, model in (
            (ON_DEPUTY, Deputy),
            (ON_MANDATE, Mandate),
            (RESTRICTED, DeputyPrivate),
        ):
            for name in names:
                if name not in self.fields:
                    self.fields[name] = _of(model, name)
        for name in ("grassroots", "non_public_economy", "returned_overseas"):
            self.fields[name] = YesNoField(label=self.fields[name].label, required=False)
        self.fields["elected_on"].widget = DateInput()
        self.fields["earlier_terms"].required = False
        self.fields["constituency"].label = _("Constituency")
        self.fields["constituency"].queryset = mandate.congress.constituencies.order_by("name")
        self.order_fields([*ON_DEPUTY, *RESTRICTED, *ON_MANDATE, "specialities"])
        self.initial = {**self._standing(), **self.initial}

    def _standing(self):
        """What is written down so far."""
        mandate = self.mandate
        private = DeputyPrivate.objects.filter(deputy=mandate.deputy).first() or DeputyPrivate()
        found = {name: getattr(mandate.deputy, name) for name in ON_DEPUTY}
        found |= {name: getattr(mandate, name) for name in ON_MANDATE}
        found |= {name: getattr(private, name) for name in RESTRICTED}
        found["constituency"] = mandate.constituency_id
        found["specialities"] = "；".join(s.name for s in mandate.specialities.all())
        return found

    def clean_specialities(self):
        parts = re.split(r"[;；、,，\s]+", self.cleaned_data["specialities"])
        names = [part for part in dict.fromkeys(parts) if part]
        if long := next((name for name in names if len(name) > 30), None):
            raise ValidationError(_("“%(name)s” is too long for a speciality.") % {"name": long})
        return names

    def clean_earlier_terms(self):
        return self.cleaned_data["earlier_terms"] or 0

    def clean(self):
        data = super().clean()
        born, year = data.get("born"), data.get("birth_year")
        if born and year and int(born[:4]) != year:
            self.add_error("born", _("The year of birth says otherwise. Correct one of the two."))
        elif born:
            data["birth_year"] = int(born[:4])
        return data

    def act(self, by):
        data = dict(self.cleaned_data)
        specialities = data.pop("specialities")
        return write_particulars(self.mandate, data, specialities=specialities, by=by)
