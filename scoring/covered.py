"""Whom an edition covers (榜单范围): everybody, or a delegation, an office, a time served.

All that is given holds together: standing committee members of one delegation, say.
"""

from dataclasses import dataclass, replace

import polars as pl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from performance.models import DeputyGroup, RoleSpan

from .engine.matching import held_at
from .reach import compares_people

SERVED = {
    "full": gettext_lazy("in office the whole period"),
    "part": gettext_lazy("in office a part of the period"),
}
ROLES = RoleSpan.Role
NO_PLACE = "group_too_small"


@dataclass(frozen=True)
class Covered:
    """Whom an edition covers; empty for everybody.

    An office is the one held on the last day served in the period, as measures read offices; a
    part of the period is served by whoever came later or left earlier. The name of the delegation
    is kept as it was that day; its key says that two editions cover the same people.
    """

    delegation: int | None = None
    delegation_name: str = ""
    role: str = ""
    served: str = ""

    def __str__(self):
        parts = [self.delegation_name] if self.delegation else []
        parts += [str(ROLES(self.role).label)] if self.role else []
        parts += [str(SERVED[self.served])] if self.served else []
        return " · ".join(parts) or _("All deputies")

    def __bool__(self):
        return bool(self.key)

    @property
    def key(self):
        """The same for every edition of these people; empty for everybody."""
        parts = [f"delegation={self.delegation}"] if self.delegation else []
        parts += [f"role={self.role}"] if self.role else []
        parts += [f"served={self.served}"] if self.served else []
        return " ".join(parts)

    @property
    def whole_delegation(self):
        return bool(self.delegation) and not self.role and not self.served

    def plain(self):
        """What an edition keeps of it."""
        named = {"delegation": self.delegation, "delegation_name": self.delegation_name}
        kept = (named if self.delegation else {}) | {"role": self.role, "served": self.served}
        return {name: value for name, value in kept.items() if value}


EVERYBODY = Covered()


def covered(*, delegation=None, role="", served=""):
    """The Covered of a delegation (DeputyGroup), a role code and `full` or `part`."""
    if role and role not in ROLES.values:
        raise ValidationError(_("There is no office %(role)s."), params={"role": role})
    if served and served not in SERVED:
        raise ValidationError(_("Served is full or part, not %(word)s."), params={"word": served})
    if delegation:
        namesakes = DeputyGroup.objects.filter(
            congress=delegation.congress_id, name=delegation.name, delegates__isnull=False
        ).exclude(pk=delegation.pk)
        if namesakes.exists():  # measures and editions know a delegation by its name
            raise ValidationError(
                _("Two groups are called %(name)s. Give one another name first."),
                params={"name": delegation.name},
            )
    return Covered(
        delegation=delegation.pk if delegation else None,
        delegation_name=delegation.name if delegation else "",
        role=role,
        served=served,
    )


def kept_covered(edition):
    """The Covered of an edition, as it keeps it."""
    return Covered(**edition.cohort)


def narrowed(cohort, whom, span):
    """The people of a Cohort (engine) whom it covers, with their offices and suspensions."""
    if not whom:
        return cohort
    people = cohort.subjects.with_columns(
        pl.max_horizontal("start", pl.lit(span.start)).alias("first_day"),
        pl.min_horizontal(pl.col("end") - pl.duration(days=1), pl.lit(span.end)).alias("last_day"),
    )
    keep = pl.lit(True)
    if whom.delegation:
        keep = keep & (pl.col("group") == whom.delegation_name)
    if whom.role:
        keep = keep & held_at(people, cohort.role_spans, whom.role)
    if whom.served:
        partly = (pl.col("first_day") > span.start) | (pl.col("last_day") < span.end)
        keep = keep & (partly if whom.served == "part" else ~partly)
    kept = people.filter(keep.fill_null(False)).get_column("subject").implode()
    mine = pl.col("subject").is_in(kept)
    return replace(
        cohort,
        subjects=cohort.subjects.filter(mine),
        role_spans=cohort.role_spans.filter(mine),
        suspensions=cohort.suspensions.filter(mine),
    )


def need_a_measure_for(whom, scheme):
    """ValidationError where points, tiers or findings of the measure hang on people not covered.

    Scoring the part alone would give a deputy a second total, or an "excellent" that the measure
    hands out once among all; scoring everybody and showing a part could not be computed again from
    the rows the edition keeps. So it is refused, but for a whole delegation under a measure that
    itself hands out its places inside each delegation.
    """
    if not whom or not compares_people(scheme):
        return
    inside = (
        whom.whole_delegation
        and scheme.ranking is not None
        and scheme.ranking.group == "group"
        and not scheme.aggregates.needs_everybody()
        and all(quota.within == "group" for quota in scheme.results.quotas)
    )
    if not inside:
        raise ValidationError(
            _(
                "This measure compares each deputy with all others (an average, places, a quota)."
                " For a part of the deputies it would say something else. Draw it for all of them."
            )
        )


def need_a_ranking_of(whom, scheme, rows):
    """ValidationError where the measure's own rules of ranking contradict the cohort.

    A rank is a place inside the measure's own groups among those covered. A list by office is there
    to compare those who hold it: a measure that would break it up into several groups contradicts
    it, and so does one that ranks nobody of them.
    """
    if not whom or scheme.ranking is None:
        return
    placed = [row for row in rows if row.rank is not None or row.reason == NO_PLACE]
    if whom.role and len({row.rank_group for row in placed}) > 1:
        raise ValidationError(
            _(
                "The measure ranks in groups, and the holders of this office stand in several of"
                " them. Choose one delegation as well, or draw the edition for everybody."
            )
        )
    never = {exempt.reason for exempt in scheme.unranked} | {"late_starter"}
    if not placed and any(row.reason in never for row in rows):
        raise ValidationError(_("By the measure nobody of them is ranked; there is no list."))
