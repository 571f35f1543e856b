"""Points by a table, typed as a small grid: the first field goes down, the second across."""

from dataclasses import dataclass, field

from ..scheme.words import FIELD_VALUES
from .selectors import declared, said
from .words import field_of


@dataclass
class Grid:
    """Heads across, and rows of (word, label, cells); a cell is (name, label, value)."""

    across: list = field(default_factory=list)
    rows: list = field(default_factory=list)


def table_field(made, value, document, by=None):
    """The Field of a table. ``by`` shows a grid by other fields than the value's own."""
    from .fields import as_yaml, shown

    value = {} if value is None else value
    if not isinstance(value, dict) or set(value) - {"by", "values", "else"}:
        return as_yaml(made, value)
    own = value.get("by")
    own = own if isinstance(own, list) else [own] if own else []
    values = value.get("values") if isinstance(value.get("values"), dict) else {}
    by = own if by is None else by
    if own != by:
        values = {}
    if len(by) > 2 or any(isinstance(one, dict) != (len(by) == 2) for one in values.values()):
        return as_yaml(made, value)
    made.choices = [(name, field_of(name)) for name in (*FIELD_VALUES, "subject_role")]
    made.value = [*by, "", ""][:2]
    made.children = _grid(made.name, by, values, document)
    made.help = shown(value.get("else"))
    return made


def _grid(name, by, values, document):
    """Cells for every declared word and every word the table has already."""
    if not by:
        return []
    from .fields import shown

    words = declared(document)
    down = list(dict.fromkeys([*words.get(by[0], ()), *values]))
    grid = Grid()
    if len(by) == 1:
        grid.across = [""]
    else:
        inner = [word for row in values.values() for word in row]
        grid.across = list(dict.fromkeys([*words.get(by[1], ()), *inner]))
    for row in down:
        cells = []
        for column in grid.across:
            found = values.get(row) if len(by) == 1 else values.get(row, {}).get(column)
            label = said(document, by[0], row)
            if column:
                label += " · " + said(document, by[1], column)
            cells.append((f"{name}.cell.{row}.{column}", label, shown(found)))
        grid.rows.append((row, said(document, by[0], row), cells))
    grid.across = [said(document, by[1], word) if word else "" for word in grid.across]
    return [grid]


def read_table(name, data, number):
    """The plain table that was typed; None when no field was chosen. ``number`` reads a cell."""
    by = [one for one in (data.get(f"{name}.by1"), data.get(f"{name}.by2")) if one]
    if not by:
        return None
    was = data.get(f"{name}.was")
    if was and was != ",".join(by):  # the grid on the screen belongs to other fields
        return {"by": by[0] if len(by) == 1 else by, "values": {}}
    values, start = {}, f"{name}.cell."
    for key in data:
        typed = data.get(key, "").strip()
        if not key.startswith(start) or not typed:
            continue
        row, _dot, column = key[len(start) :].partition(".")
        if len(by) == 1 and not column:
            values[row] = number(key, typed)
        elif len(by) == 2 and column:
            values.setdefault(row, {})[column] = number(key, typed)
    out = {"by": by[0] if len(by) == 1 else by, "values": values}
    otherwise = data.get(f"{name}.else", "").strip()
    if otherwise:
        out["else"] = number(f"{name}.else", otherwise)
    return out
