"""What a new measure begins with: a shipped one, or the kinds of duty this congress records."""

from pathlib import Path

from django.apps import apps

from performance.models import Attendance, DutyKind, DutyRecord, Outcome

from ..scheme.faults import SchemeRefused
from ..scheme.writing import rewrite
from ..scheme.yamltree import read_tree

FIELDS = {
    "occasion": "occasion",
    "status": "presence",
    "role": "role",
    "level": "level",
    "mode": "mode",
    "degree": "degree",
    "half_day": "half_day",
}


def shipped():
    """(code, title) of every measure that comes with the programme."""
    found = []
    for path in sorted(_folder().glob("*.yaml")):
        plain = read_tree(path.read_text(encoding="utf-8")).plain
        found.append((path.stem, plain.get("title", path.stem)))
    return found


def shipped_text(code):
    """The text of a shipped measure."""
    return next(p for p in _folder().glob("*.yaml") if p.stem == code).read_text(encoding="utf-8")


def _folder():
    return Path(apps.get_app_config("scoring").path) / "schemes"


def blank_text(congress, *, code, title):
    """A measure with a head, a year, and the kinds of duty as this congress records them."""
    return rewrite(
        "",
        {
            "language": 1,
            "code": code,
            "title": title,
            "version": "1",
            "level": congress.level,
            "completeness": "full",
            "period": {"cycle": "calendar_year"},
            "kinds": kinds_recorded(congress),
            "switches": {"period_date": "event"},
            "total": {"max": "none", "floor": 0},
        },
    )


def kinds_recorded(congress):
    """Every kind of duty of the congress, with the words its records really hold."""
    records = DutyRecord.objects.filter(congress=congress)
    kinds = {}
    for kind in DutyKind.objects.of(congress):
        mine, fields = records.filter(kind=kind), {}
        for name, column in FIELDS.items():
            held = mine.exclude(**{column: ""}).order_by().values_list(column, flat=True).distinct()
            words = sorted(held)
            if name == "status" and words:
                words = [word for word in Attendance.Status.values if word in words] or words
            if words:
                fields[name] = words
        outcomes = Outcome.objects.filter(record__congress=congress, record__kind=kind)
        held = outcomes.order_by().values_list("kind", flat=True).distinct()
        if held:
            fields["outcome"] = sorted(held)
        kinds[kind.code] = {"name": kind.name} | ({"fields": fields} if fields else {})
    return kinds


def retitled(text, *, code, title):
    """A measure's text under another name; a text that cannot be read stays as it is."""
    try:
        plain = read_tree(text).plain
        if isinstance(plain, dict):
            return rewrite(text, plain | {"code": code, "title": title})
    except (SchemeRefused, ValueError):
        pass
    return text
