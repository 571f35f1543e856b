"""The roster (代表名册): who holds a mandate, from when to when, for which constituency.

A mandate is known by (congress, term, certificate no.). An empty cell says nothing: what is
already recorded stays. A row whose certificate is known changes that mandate, cell by cell.
"""

from django.utils.translation import gettext_lazy as _

from ..models import Mandate, Membership, RoleSpan, Term
from .congress_kind import CongressSheetKind, digest_of
from .roster_apply import apply_roster, take_back_roster
from .roster_columns import (
    DEPUTY_FIELDS,
    ENDING_FIELDS,
    MANDATE_FIELDS,
    PRIVATE_FIELDS,
    RosterResource,
)
from .roster_judge import RosterJudge


class RosterKind(CongressSheetKind):
    """Deputies and their mandates in one congress."""

    code = "roster"
    label = _("Roster of deputies")
    description = _("Deputies, their certificate numbers, constituencies and days in office.")
    resource = RosterResource
    required_sets = (("name", "last_name"),)

    def judge(self, sheet, place, options):
        RosterJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        mandates = Mandate.objects.filter(congress=place).order_by("pk")
        return digest_of(
            mandates.values_list(
                "pk",
                "term",
                "certificate_no",
                "constituency",
                "delegation",
                *MANDATE_FIELDS,
                "deputy",
                *[f"deputy__{name}" for name in DEPUTY_FIELDS],
                *[f"deputy__private__{name}" for name in PRIVATE_FIELDS],
                *[f"ending__{name}" for name in ENDING_FIELDS],
            ),
            Mandate.specialities.through.objects.filter(mandate__congress=place)
            .order_by("pk")
            .values_list(),
            Term.objects.filter(congress=place).order_by("pk").values_list(),
            Membership.objects.filter(mandate__congress=place).order_by("pk").values_list(),
            RoleSpan.objects.filter(mandate__congress=place).order_by("pk").values_list(),
        )

    def apply(self, plan, place, *, by, job):
        return apply_roster(plan, place, by=by)

    def take_back(self, undo, place, *, by, reason):
        take_back_roster(undo, place)

    def export(self, place, user):
        from .exports import roster_rows

        return roster_rows(place, user)
