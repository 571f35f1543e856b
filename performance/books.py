"""The books this room keeps: major matters, meetings, activities, the roster of deputies."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from .models import Activity, Mandate
from .rates import CAME, LEAVE
from .sections import Section

# A major matter: what the whole congress or its standing committee sat for, or enforced.
MAJOR = ("plenary", "standing_committee", "law_check", "inquiry")
MEETINGS = (
    "plenary",
    "delegation_meeting",
    "standing_committee",
    "committee_meeting",
    "sit_in",
)


def register_books():
    """Make the books known; see registers.py."""
    from django.utils.translation import gettext_lazy as lazy

    from .registers import register_book

    register_book("major", lazy("Register of major matters"), major_matters, order=10)
    register_book("meetings", lazy("Register of meetings"), meetings, order=20)
    register_book("activities", lazy("Register of activities"), activities, order=30)
    register_book("deputies", lazy("Register of deputies"), deputies, order=60)


def major_matters(congress, viewer, span):
    """Closed sessions, standing committee meetings, law checks and inquiries."""
    return _held("major", _("Register of major matters"), congress, viewer, span, MAJOR)


def meetings(congress, viewer, span):
    """Closed meetings of every body."""
    return _held("meetings", _("Register of meetings"), congress, viewer, span, MEETINGS)


def activities(congress, viewer, span):
    """Closed activities that are no meetings."""
    others = [code for code in Activity.Occasion.values if code not in MEETINGS]
    return _held("activities", _("Register of activities"), congress, viewer, span, others)


def _held(code, title, congress, viewer, span, occasions):
    seen = Q(sittings__attendances__obliged="yes")
    of = "sittings__attendances"
    held = (
        Activity.objects.filter(
            pk__in=Activity.objects.visible_to(viewer).values("pk"),
            congress=congress,
            status=Activity.Status.CLOSED,
            occasion__in=occasions,
            starts_on__gte=span.first,
        )
        .select_related("group")
        .annotate(
            called=Count(of, filter=seen, distinct=True),
            came=Count(of, filter=seen & Q(**{f"{of}__status__in": CAME}), distinct=True),
            on_leave=Count(of, filter=seen & Q(**{f"{of}__status__in": LEAVE}), distinct=True),
        )
        .order_by("starts_on", "pk")
    )
    if span.last:
        held = held.filter(starts_on__lte=span.last)
    rows = tuple(
        (
            number,
            activity.starts_on,
            activity.title,
            str(activity.get_occasion_display()),
            activity.group.name if activity.group else congress.short_name,
            activity.place,
            activity.called,
            activity.came,
            activity.on_leave,
            activity.called - activity.came - activity.on_leave,
        )
        for number, activity in enumerate(held, start=1)
    )
    columns = (
        _("No."),
        _("Day"),
        _("Title"),
        _("Occasion"),
        _("Body"),
        _("Place"),
        _("Obliged"),
        _("Attended"),
        _("Leave"),
        _("Absent"),
    )
    return Section(code, title, columns, rows, note=_("Obliged and attended are half-days."))


def deputies(congress, viewer, span):
    """Everyone in office on a day of the span, in certificate order."""
    held = Mandate.objects.filter(
        pk__in=Mandate.objects.visible_to(viewer).values("pk"), congress=congress
    ).filter(Q(ends_on=None) | Q(ends_on__gt=span.first))
    if span.last:
        held = held.filter(starts_on__lte=span.last)
    held = held.select_related("deputy", "term", "constituency", "delegation")
    rows = tuple(
        (
            number,
            mandate.deputy.name,
            str(mandate.deputy.get_sex_display()),
            mandate.deputy.ethnicity,
            mandate.deputy.birth_year or "",
            mandate.certificate_no,
            str(mandate.constituency or ""),
            str(mandate.delegation or ""),
            mandate.deputy.work_unit,
            mandate.starts_on,
            mandate.ends_on or "",
        )
        for number, mandate in enumerate(held.order_by("certificate_no"), start=1)
    )
    columns = (
        _("No."),
        _("Name"),
        _("Sex"),
        _("Ethnic group"),
        _("Year of birth"),
        _("Certificate no."),
        _("Constituency"),
        _("Delegation"),
        _("Work unit and post"),
        _("First day in office"),
        _("First day out of office"),
    )
    return Section("deputies", _("Register of deputies"), columns, rows)
