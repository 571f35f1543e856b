"""Finds every English text the site may show: in Python by its syntax tree, in templates by
Django's own template reader. No GNU gettext is needed."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = ("config", "cms", "scoring", "liaison", "performance", "foundation", "templates")
# What a call's arguments are, in order.
CALLS = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
CALLS |= {f"{name}_lazy": shape for name, shape in CALLS.items() if name != "_"}
CALLS["gettext_noop"] = ("msgid",)
IN_TEMPLATES = re.compile(
    r"\b(n?p?gettext|_)\(\s*((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[\s,])+)"
)
LITERAL = re.compile(r"u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"")


@dataclass(frozen=True)
class Text:
    """One text to be translated, as gettext knows it."""

    msgid: str
    plural: str = ""
    context: str = ""


def texts_of_the_site(base=None):
    """Every text and the files that show it: {Text: {"foundation/apps.py", …}}."""
    base = Path(base or settings.BASE_DIR)
    found = defaultdict(set)
    for room in ROOMS:
        for path in sorted((base / room).rglob("*")):
            if "migrations" in path.parts or path.suffix not in (".py", ".html", ".txt", ".xml"):
                continue
            if path.suffix != ".py" and "templates" not in path.parts:
                continue
            where = path.relative_to(base).as_posix()
            source = path.read_text(encoding="utf-8")
            read = texts_in_python if path.suffix == ".py" else texts_in_template
            for text in read(source, where):
                found[text].add(where)
    return dict(found)


def texts_in_python(source, where="<text>"):
    """Texts in Python source. ValueError where a text is put together before it is translated."""
    for node in ast.walk(ast.parse(source, where)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        shape = CALLS.get(name)
        if shape is None or len(node.args) < len(shape):
            continue
        arguments = node.args[: len(shape)]
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in arguments):
            raise ValueError(
                f"{where}:{node.lineno}: a text is put together inside {name}(); "
                "use named placeholders and fill them in afterwards"
            )
        values = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
        if len(values) == len(shape) and all(isinstance(value, str) for value in values):
            yield Text(**dict(zip(shape, values, strict=True)))


def texts_in_template(source, where="<text>"):
    """Texts in a template: translate, blocktranslate and `_("…")`, exactly as Django reads them."""
    for call in IN_TEMPLATES.finditer(templatize(source, origin=where)):
        values = [ast.literal_eval(literal) for literal in LITERAL.findall(call[2])]
        shape = CALLS[call[1]]
        if len(values) >= len(shape):
            yield Text(**dict(zip(shape, values, strict=False)))
