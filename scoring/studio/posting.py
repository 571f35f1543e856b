"""What a form would send if nobody touched it: so that an untouched field changes nothing."""

from django.http import QueryDict

from .reading import Reading


def posted(fields):
    """The form data of Fields as they are shown."""
    data = QueryDict(mutable=True)
    for field in fields:
        _put(field, data)
    return data


def _put(field, data):
    if field.widget in ("checks", "refers", "refer", "choice"):
        data.setlist(field.name, field.value)
    elif field.widget == "yaml":
        data[f"{field.name}.as"] = "yaml"
        data[field.name] = field.value
    elif field.widget == "ask":
        data[f"{field.name}.op"] = field.help
        data.setlist(field.name, field.value)
    elif field.widget == "table":
        data[f"{field.name}.by1"], data[f"{field.name}.by2"] = field.value
        data[f"{field.name}.was"] = ",".join(one for one in field.value if one)
        data[f"{field.name}.else"] = field.help
        for grid in field.children:
            for _word, _label, cells in grid.rows:
                for name, _cell_label, value in cells:
                    data[name] = value
    elif field.children or field.widget in ("group", "selector"):
        if field.none and field.value == "none":
            data[f"{field.name}.none"] = "1"
        for child in field.children:
            _put(child, data)
    else:
        data[field.name] = field.value


def read_form(schema, data, fields, old, prefix="f"):
    """(values, faults by field name). Where a field still says what it was shown with, the
    document keeps its own way of writing it."""
    reading = Reading(data)
    found = reading.block(schema, prefix, old)
    if isinstance(old, dict):
        shown = Reading(posted(fields)).block(schema, prefix, old)
        for key, value in list(found.items()):
            if key in old and shown.get(key) == value:
                found[key] = old[key]
    return found, reading.faults
