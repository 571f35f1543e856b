"""Kinds of sheets that can be imported. Rooms above register theirs when they start (`ready()`).

    class RosterResource(SheetResource):
        name = Column(_("Name"), aliases="姓名", required=True, example="李秀英")

    register_sheet(RosterKind())

A sheet is an import-export Resource: its columns are Fields, its cells are read and written by
Widgets. `docs/decisions/0004-import-loop.md` says why the loop over rows is our own.
"""

from abc import ABC, abstractmethod

from django.utils.translation import gettext
from import_export.fields import Field
from import_export.resources import Resource

from .widgets import TextWidget

_KINDS = {}


class Column(Field):
    """A column of a sheet: an import-export Field with what people call it.

    `aliases` are other headings seen for it, in any language, parted by "|". `choices` become a
    dropdown in the template; `words` are the msgids its stored values are shown by.
    """

    def __init__(
        self,
        label,
        *,
        aliases="",
        required=False,
        widget=None,
        example="",
        help_text="",
        choices=(),
        words=None,
        in_template=True,
        attribute=None,
    ):
        super().__init__(attribute=attribute, widget=widget or TextWidget())
        self.label = label
        self.aliases = [alias for alias in aliases.split("|") if alias]
        self.required = required
        self.example = example
        self.help_text = help_text
        self.choices = choices
        self.words = words or {}
        self.in_template = in_template
        self.key = ""

    def value(self, raw):
        """The cell's value; raises CellFault. The same widget every import-export Field uses."""
        return self.widget.clean(raw)

    def shown(self, value):
        """A stored value for people, in the reader's language."""
        if value in (None, ""):
            return ""
        return gettext(self.words[value]) if value in self.words else str(value)


class SheetResource(Resource):
    """The columns of a kind of sheet, by key, in order. Exports with the same headings it reads."""

    @classmethod
    def columns(cls):
        """The sheet's columns by key, in the order they were written."""
        found = {}
        for key, field in cls.fields.items():
            if isinstance(field, Column):
                field.key = key
                field.column_name = key
                found[key] = field
        return found


class SheetKind(ABC):
    """One kind of sheet: its columns, who may import it where, how rows are judged and applied.

    A place is the thing rows are imported into (a congress); foundation only knows its key, its
    name and its code.
    """

    code = ""
    label = ""
    description = ""
    resource = SheetResource
    scope = "congress"
    required_sets = ()  # each a tuple of column keys of which one must be there
    option_form = None  # a form class: what the importer chooses beside the file

    @abstractmethod
    def places(self, user):
        """The places this person may import into, as objects with pk, code and a name."""

    @abstractmethod
    def place(self, pk):
        """The place of that key."""

    @abstractmethod
    def place_by_code(self, code):
        """The place of that code, or None."""

    def place_ids(self, user):
        """Keys of the places whose imports this person may see."""
        return {place.pk for place in self.places(user)}

    @abstractmethod
    def may_import(self, user, place):
        """May this person import this kind there?"""

    @abstractmethod
    def lock(self, place):
        """Hold the place, so that two imports into it queue up."""

    def blocked(self, preview):
        """Do undecided contradictions keep this preview from being imported?"""
        return bool(preview.open_questions)

    @abstractmethod
    def judge(self, sheet, place, options):
        """Judge every row of a `Judged` sheet; returns it with states, changes and plan filled.

        Reads the database and writes nothing.
        """

    @abstractmethod
    def fingerprint(self, plan, place):
        """A digest of the stored rows the plan rests on; changes whenever one of them does."""

    @abstractmethod
    def apply(self, plan, place, *, by, job):
        """Write the plan; runs inside one transaction. Returns what a take-back needs (JSON)."""

    @abstractmethod
    def take_back(self, undo, place, *, by, reason):
        """Undo an applied plan; raises ValidationError when something later depends on it."""

    @abstractmethod
    def export(self, place, user):
        """(columns, rows) of what is stored there, to be written out and read in again."""


def register_sheet(kind):
    """Make a kind of sheet known to the wizard, the command and the exports."""
    _KINDS[kind.code] = kind


def sheet_kind(code):
    """The kind of that code; None when there is no such kind."""
    return _KINDS.get(code)


def sheet_kinds():
    """Every kind, in the order the rooms registered them."""
    return list(_KINDS.values())


def may_import(user):
    """May this person import anything anywhere? (menu entry)"""
    return user.is_authenticated and any(kind.place_ids(user) for kind in _KINDS.values())
