"""What is typed on the workbench as a whole: where to start, and the text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.forms import new_key

from ..models import SchemeVersion
from ..scheme.shapes import CODE
from ..scheme.yamltree import MAX_BYTES
from .document import plain_of
from .starting import blank_text, retitled, shipped, shipped_text

HOW = [
    ("blank", _("An empty measure with the kinds of duty of this congress")),
    ("shipped", _("A measure that comes with the programme")),
    ("version", _("A copy of a version")),
    ("file", _("A file")),
]


class StartForm(forms.Form):
    """Where a new manuscript begins."""

    how = forms.ChoiceField(label=_("Start from"), choices=HOW, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("The name of the measure. May stay empty where the text has one."),
    )
    code = forms.RegexField(
        label=_("Code"),
        regex=CODE["pattern"],
        max_length=60,
        required=False,
        help_text=_(
            "Small letters, digits, - and _, for example yunling-2027. A version of a measure "
            "keeps its code."
        ),
        error_messages={"invalid": _("Start with a small letter; then letters, digits, - and _.")},
    )
    measure = forms.ChoiceField(label=_("Shipped measure"), required=False)
    version = forms.ModelChoiceField(
        label=_("Version"), queryset=SchemeVersion.objects.none(), required=False
    )
    file = forms.FileField(label=_("File"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, congress, user, base="", **kwargs):
        super().__init__(*args, **kwargs)
        self.congress = congress
        self.fields["key"].initial = new_key()
        self.fields["measure"].choices = [("", "—"), *shipped()]
        versions = SchemeVersion.objects.visible_to(user).filter(scheme__congress=congress)
        self.fields["version"].queryset = versions.select_related("scheme")
        self.fields["how"].initial = "version" if base else "blank"
        self.fields["version"].initial = base or None

    def clean(self):
        data = super().clean()
        how = data.get("how")
        if how == "blank":
            for name in ("title", "code"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("An empty measure needs this."))
        needs = {"shipped": "measure", "version": "version", "file": "file"}.get(how)
        if needs and not data.get(needs) and needs not in self.errors:
            self.add_error(needs, _("Choose one."))
        if how == "file" and data.get("file"):
            self._read(data)
        return data

    def _read(self, data):
        file = data["file"]
        if file.size > MAX_BYTES:
            self.add_error("file", _("The file is larger than 256 KB; a measure never is."))
            return
        try:
            data["text"] = file.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.add_error("file", _("The file is not UTF-8 text. Save it as UTF-8."))
            return
        if "\0" in data["text"]:
            self.add_error("file", _("This is no text file."))

    def start(self):
        """What `begin_manuscript` needs."""
        data, base = self.cleaned_data, None
        if data["how"] == "blank":
            text = blank_text(self.congress, code=data["code"], title=data["title"])
            begun_from = _("an empty measure")
        elif data["how"] == "shipped":
            text, begun_from = shipped_text(data["measure"]), dict(shipped())[data["measure"]]
        elif data["how"] == "version":
            base = data["version"]
            text, begun_from = base.text, str(base)
        else:
            text, begun_from = data["text"], data["file"].name
        plain = plain_of(text) or {}
        title = data["title"] or str(plain.get("title") or _("Measure without a title"))[:160]
        if data["how"] in ("shipped", "file") and (data["code"] or data["title"]):
            code = data["code"] or plain.get("code")
            text = retitled(text, code=code, title=title)
        return {"title": title, "text": text, "begun_from": str(begun_from), "base": base}


class TextForm(forms.Form):
    """The text of the manuscript, and the state the writer saw."""

    text = forms.CharField(
        label=_("Text of the measure"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 40, "spellcheck": "false", "class": "sc-code"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
