"""The forms of the import wizard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .faults import letter
from .kinds import sheet_kinds
from .safety import limit


class UploadForm(forms.Form):
    """A file, what kind of sheet it is, and where it goes."""

    target = forms.ChoiceField(label=_("What is it, and where does it go?"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel or WPS sheet (.xlsx, .xls) or .csv."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        allow_empty_file=True,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.targets = {}
        for kind in sheet_kinds():
            for place in kind.places(user):
                self.targets[f"{kind.code}:{place.pk}"] = (kind, place)
        several = len({place.pk for _kind, place in self.targets.values()}) > 1
        self.fields["target"].choices = [
            (key, f"{place} · {kind.label}" if several else kind.label)
            for key, (kind, place) in self.targets.items()
        ]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > limit("max_megabytes") * 1_000_000:
            raise forms.ValidationError(
                _("The file has %(size)s MB; at most %(limit)s MB are read."),
                params={"size": file.size // 1_000_000, "limit": limit("max_megabytes")},
            )
        return file

    @property
    def chosen(self):
        """The kind and the place that were chosen."""
        return self.targets[self.cleaned_data["target"]]


def mapping_form(columns, labels, *args, **kwargs):
    """A form with one choice for each column of the kind: which heading of the sheet holds it."""
    blank = [("", _("— not in this sheet —"))]
    headings = [
        (str(number), f"{letter(number)}　{label}") for number, label in enumerate(labels) if label
    ]
    fields = {
        key: forms.ChoiceField(
            label=column.label,
            choices=blank + headings,
            required=column.required,
            help_text=column.help_text,
        )
        for key, column in columns.items()
    }

    def clean(form):
        cleaned = super(form.__class__, form).clean()
        taken = {}
        for key, number in cleaned.items():
            if number and number in taken:
                form.add_error(key, _("This column is already taken by another entry."))
            elif number:
                taken[number] = key
        form.mapping = {key: int(number) for key, number in cleaned.items() if number}
        return cleaned

    form_class = type("MappingForm", (forms.Form,), {**fields, "clean": clean})
    return form_class(*args, prefix="column", **kwargs)
