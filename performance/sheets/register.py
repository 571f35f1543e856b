"""The attendance register (签到登记): who was at which sitting of which body.

Whoever is listed for a sitting was obliged to come, unless the sheet says otherwise. Rows repeated
word for word count once. Rows that contradict each other are for a person to decide; undecided,
the attendance is unknown and enters no rate. A day outside the mandate is a fault: nobody is
judged by days on which they were no deputy.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Activity, Attendance, DeputyGroup, Mandate, Sitting, Suspension
from .congress_kind import CongressSheetKind, digest_of
from .register_apply import apply_register, take_back_register
from .register_columns import RegisterResource
from .register_judge import UNKNOWN, RegisterJudge


class RegisterOptions(forms.Form):
    """What whoever imports a register may settle beside its columns."""

    plenary = forms.CharField(
        label=_("The plenary session is called"),
        max_length=120,
        required=False,
        help_text=_(
            "The body in the sheet that stands for the whole congress. Empty: found by itself; "
            "a single hyphen: none."
        ),
    )
    contradictions = forms.ChoiceField(
        label=_("Rows that contradict each other"),
        choices=[
            ("ask", _("I decide each one before importing")),
            (UNKNOWN, _("Leave them unknown for now")),
            ("refuse", _("Refuse the sheet")),
        ],
        initial="ask",
        required=False,
    )


class RegisterKind(CongressSheetKind):
    """Attendance of deputies at half-day sittings."""

    code = "register"
    label = _("Attendance register")
    description = _("Who came to which half-day of which meeting; closes into duty records.")
    resource = RegisterResource
    required_sets = (("name", "last_name", "certificate_no"), ("half_day", "times"))
    option_form = RegisterOptions

    def judge(self, sheet, place, options):
        RegisterJudge(sheet, place, options).judge()

    def fingerprint(self, plan, place):
        known = plan.get("known_sittings", [])
        marks = []
        for start in range(0, len(known), 500):
            marks += Attendance.objects.filter(sitting__in=known[start : start + 500]).values_list(
                "pk", "sitting", "mandate", "status", "obliged", "leave_reason"
            )
        mandates = Mandate.objects.filter(congress=place).order_by("pk")
        return digest_of(
            mandates.values_list(
                "pk",
                "certificate_no",
                "starts_on",
                "ends_on",
                "deputy__name",
                "deputy__name_en",
            ),
            Suspension.objects.filter(mandate__congress=place).order_by("pk").values_list(),
            DeputyGroup.objects.filter(congress=place).order_by("pk").values_list(),
            Activity.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "group", "occasion", "number", "status", "starts_on"),
            Sitting.objects.filter(activity__congress=place).order_by("pk").values_list(),
            sorted(marks),
        )

    def apply(self, plan, place, *, by, job):
        return apply_register(plan, place, by=by, job=job)

    def take_back(self, undo, place, *, by, reason):
        take_back_register(undo, place, by=by, reason=reason)

    def export(self, place, user):
        from .exports import register_rows

        return register_rows(place, user)
