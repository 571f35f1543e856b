"""Which records a rule speaks of, as boxes to tick; what boxes cannot say stays text."""

from ..scheme.words import COMPARISONS, FIELD_VALUES
from .words import choice_of, field_of, word_of

OPS = ("in", "not", "any", "none")


def declared(document):
    """The words of each field that the kinds of the measure declare: field -> list."""
    kinds = document.get("kinds")
    kinds = kinds if isinstance(kinds, dict) else {}
    found = {"kind": list(kinds)}
    for kind in kinds.values():
        fields = kind.get("fields") if isinstance(kind, dict) else None
        for name, words in (fields if isinstance(fields, dict) else {}).items():
            if name in FIELD_VALUES:
                words = words if isinstance(words, list) else [words]
                known = found.setdefault(name, [])
                known += [word for word in words if word not in known and isinstance(word, str)]
    roles = document.get("roles")
    if isinstance(roles, dict) and roles:
        found["subject_role"] = list(roles)
    return found


def has_quantity(document):
    """Whether a kind of the measure carries a quantity."""
    kinds = document.get("kinds")
    return isinstance(kinds, dict) and any(
        "quantity" in (kind.get("fields") or {})
        for kind in kinds.values()
        if isinstance(kind, dict)
    )


def said(document, name, word):
    """A word as people say it, with the names the measure itself gives."""
    kinds, roles = document.get("kinds") or {}, document.get("roles") or {}
    if name == "kind" and isinstance(kinds.get(word), dict):
        return f"{kinds[word].get('name', word)}（{word}）"
    if name == "subject_role" and word in roles:
        return f"{roles[word]}（{word}）"
    return (
        choice_of(name, word) if word_of(name, word) == word else f"{word_of(name, word)}（{word}）"
    )


def selector_field(made, value, document):
    """The Field of a selector with a child for each field of records."""
    from .fields import Field, as_yaml, shown

    value = {} if value is None else value
    words = declared(document)
    if not isinstance(value, dict) or not all(
        _simple(key, one, words) for key, one in value.items()
    ):
        return as_yaml(made, value)
    for name, known in words.items():
        op, chosen = _asked(value.get(name))
        child = Field(
            f"{made.name}.{name}", name, field_of(name), "ask", chosen,
            choices=[(word, said(document, name, word)) for word in known],
        )  # fmt: skip
        child.help = op
        made.children.append(child)
    if has_quantity(document) or "quantity" in value:
        bounds = value.get("quantity") or {}
        child = Field(f"{made.name}.quantity", "quantity", field_of("quantity"), "bounds")
        child.children = [
            Field(f"{child.name}.{op}", op, op, "number", shown(bounds.get(op)))
            for op in COMPARISONS
        ]
        made.children.append(child)
    return made


def read_selector(name, data):
    """The plain selector that was ticked; None when nothing was."""
    out = {}
    for field in ("kind", *FIELD_VALUES, "subject_role"):
        op = data.get(f"{name}.{field}.op")
        chosen = [word for word in data.getlist(f"{name}.{field}") if word]
        if op in ("any", "none"):
            out[field] = op
        elif chosen:
            words = chosen[0] if len(chosen) == 1 else chosen
            out[field] = {"not": words} if op == "not" else words
    return out


def _asked(value):
    if value is None:
        return "in", []
    if value in ("any", "none"):
        return value, []
    if isinstance(value, dict):
        return "not", _several(value["not"])
    return "in", _several(value)


def _several(value):
    return list(value) if isinstance(value, list) else [value]


def _simple(key, value, words):
    if key == "quantity":
        return isinstance(value, dict)
    if key not in words:
        return False
    if isinstance(value, dict):
        return list(value) == ["not"] and all(w in words[key] for w in _several(value["not"]))
    return value in ("any", "none") or all(w in words[key] for w in _several(value))
