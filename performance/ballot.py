"""The arithmetic of a ballot on a duty report (民主测评): sums that hold, and the verdict. Pure.

A verdict is the share of “competent” votes of the chosen base, compared in whole numbers: 80 % of
25 is 20 votes, never 19.9 rounded up.
"""

from dataclasses import asdict, dataclass, fields

from django.utils.translation import gettext as _

COMPETENT, BASICALLY, NOT = "competent", "basically", "not_competent"


@dataclass(frozen=True)
class Tally:
    """The figures read off one signed tally sheet."""

    issued: int
    returned: int
    valid: int
    invalid: int
    competent: int
    basically: int
    not_competent: int

    @property
    def choices(self):
        return self.competent + self.basically + self.not_competent

    def differing(self, other):
        """The names of the figures two readings disagree on."""
        mine, theirs = asdict(self), asdict(other)
        return [name for name in NAMES if mine[name] != theirs[name]]


NAMES = tuple(field.name for field in fields(Tally))


def faults(tally, present=None):
    """What fails, as (figure, sentence) pairs naming the sum and both its sides."""
    found = []
    if present is not None and tally.issued > present:
        found.append(
            (
                "issued",
                _("%(issued)s ballots were issued but only %(present)s people were present.")
                % {"issued": tally.issued, "present": present},
            )
        )
    if tally.returned > tally.issued:
        found.append(
            (
                "returned",
                _("%(returned)s ballots came back but only %(issued)s were issued.")
                % {"returned": tally.returned, "issued": tally.issued},
            )
        )
    if tally.valid + tally.invalid != tally.returned:
        found.append(
            (
                "valid",
                _(
                    "Valid %(valid)s + invalid %(invalid)s = %(sum)s, but %(returned)s ballots "
                    "came back. The two must add up."
                )
                % {
                    "valid": tally.valid,
                    "invalid": tally.invalid,
                    "sum": tally.valid + tally.invalid,
                    "returned": tally.returned,
                },
            )
        )
    if tally.choices != tally.valid:
        found.append(
            (
                "competent",
                _(
                    "The three choices %(first)s + %(second)s + %(third)s = %(sum)s, but "
                    "%(valid)s ballots were valid. They must add up."
                )
                % {
                    "first": tally.competent,
                    "second": tally.basically,
                    "third": tally.not_competent,
                    "sum": tally.choices,
                    "valid": tally.valid,
                },
            )
        )
    return found


def verdict(tally, *, base, competent_from, basically_from):
    """What the ballot says; "" when the base is empty and nothing can be said."""
    whole = getattr(tally, base)
    if not whole:
        return ""
    hundredfold = tally.competent * 100
    if hundredfold >= competent_from * whole:
        return COMPETENT
    return BASICALLY if hundredfold >= basically_from * whole else NOT
