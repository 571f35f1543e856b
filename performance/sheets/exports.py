"""The roster and the register as sheets that can be imported again unchanged."""

from ..models import Activity, Attendance, Mandate
from ..permissions import can_keep_records
from .register_columns import RegisterResource
from .roster_apply import held
from .roster_columns import ENDING_FIELDS, PRIVATE_FIELDS, READ_ONLY, RosterResource


def roster_rows(congress, user):
    """(headings, rows) of every mandate of the congress this person may see."""
    keepers_only = {"phone", *PRIVATE_FIELDS}
    hidden = READ_ONLY if can_keep_records(user, congress) else READ_ONLY | keepers_only
    columns = {key: c for key, c in RosterResource.columns().items() if key not in hidden}
    mandates = (
        Mandate.objects.visible_to(user)
        .filter(congress=congress)
        .select_related("deputy__private", "term", "constituency", "delegation", "ending")
        .prefetch_related("memberships__group", "role_spans", "specialities")
        .order_by("term__number", "certificate_no")
    )
    return [str(column.label) for column in columns.values()], [
        [_roster_cell(key, column, mandate) for key, column in columns.items()]
        for mandate in mandates
    ]


_JOINED = {"first_name", "last_name"}
_KIND_OF = {"committees": "committee", "groups": "group"}
_ASIDE = {*PRIVATE_FIELDS, *ENDING_FIELDS}


def _roster_cell(key, column, mandate):
    if key in _KIND_OF:
        names = {m.group.name for m in mandate.memberships.all() if m.group.kind == _KIND_OF[key]}
        return column.widget.render(sorted(names))
    if key == "specialities":
        return column.widget.render([speciality.name for speciality in mandate.specialities.all()])
    if key == "roles":
        return column.widget.render(sorted({span.role for span in mandate.role_spans.all()}))
    value = held(mandate, key) if key in _ASIDE else column.get_value(mandate)
    return "" if value is None else column.widget.render(value)


def register_rows(congress, user):
    """(headings, rows) of every mark on a closed sheet of the congress this person may see."""
    columns = {key: c for key, c in RegisterResource.columns().items() if key not in _JOINED}
    marks = (
        Attendance.objects.visible_to(user)
        .filter(mandate__congress=congress, sitting__activity__status=Activity.Status.CLOSED)
        .exclude(status=Attendance.Status.EXPECTED)
        .order_by("sitting__on", "sitting_id", "mandate__certificate_no")
    )
    rows = []
    for entry in marks.values_list(
        "mandate__deputy__name",
        "mandate__certificate_no",
        "sitting__activity__group__name",
        "sitting__activity__source",
        "sitting__activity__number",
        "sitting__on",
        "sitting__half_day",
        "sitting__times",
        "status",
        "obliged",
        "leave_reason",
    ):
        name, certificate, group, source, number, on, half_day, times, mark, obliged, reason = entry
        widgets = {key: column.widget for key, column in columns.items()}
        rows.append(
            [
                name,
                certificate,
                group or _plenary_body(source, congress),
                number,
                on,
                widgets["half_day"].render(half_day),
                times,
                widgets["mark"].render(mark),
                widgets["obliged"].render(obliged),
                reason,
            ]
        )
    return [str(column.label) for column in columns.values()], rows


def _plenary_body(source, congress):
    """What a plenary session is called in registers: as the first one called it."""
    if source.startswith("register:plenary:"):
        return source.removeprefix("register:plenary:").rpartition("#")[0]
    return congress.name
