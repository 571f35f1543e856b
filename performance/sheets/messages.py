"""What can be wrong with a roster or a register, said in the reader's language."""

from django.utils.translation import gettext_lazy as _

from foundation.sheets import register_messages

MESSAGES = {
    # People.
    "unknown_deputy": _(
        "“%(value)s” is not in the roster of %(congress)s. Correct the name, or import the roster "
        "with this deputy first."
    ),
    "unknown_deputy_similar": _(
        "“%(value)s” is not in the roster of %(congress)s. Was one of these meant: %(similar)s?"
    ),
    "unknown_certificate": _(
        "No deputy of %(congress)s has the certificate no. “%(value)s”. Correct it, or import the "
        "roster first."
    ),
    "two_of_one_name": _(
        "%(count)s deputies are called “%(value)s” (certificate no. %(certificates)s). Add a "
        "column with the certificate no. to say which one is meant."
    ),
    "name_and_certificate": _(
        "The certificate no. %(certificate)s belongs to %(name)s, not to “%(value)s”. Correct one "
        "of the two."
    ),
    "nobody": _("Neither a name nor a certificate no. is written. Say who this row is about."),
    "outside_mandate": _(
        "%(day)s lies outside %(name)s's time in office (%(span)s). Correct the day or the name; "
        "if the roster is wrong, correct the roster first."
    ),
    "outside_terms": _(
        "%(day)s lies in no term of %(congress)s. Correct the day, or add the term first."
    ),
    "suspended": _(
        "%(name)s's duties were suspended on %(day)s. The row is kept as not obliged and counts "
        "neither way."
    ),
    # The register.
    "no_half_day": _(
        "No half-day is written. Write 上午, 下午 or 晚上 (Morning, Afternoon, Evening)."
    ),
    "contradiction": _(
        "Row %(other)s says something else of %(name)s at the same sitting. Correct one of the two."
    ),
    "which_is_right": _(
        "%(name)s, %(body)s %(number)s, %(day)s %(half)s %(times)s: the rows contradict each other."
    ),
    "meeting_open": _(
        "The attendance of “%(title)s” is being taken on its own page and is not closed yet. "
        "Close it there first."
    ),
    "plenary_is": _("“%(body)s” is taken as the plenary session of the whole congress."),
    "no_plenary": _("No body in this sheet is taken as the plenary session."),
    "new_groups": _("New committees will be added (%(count)s): %(names)s."),
    "new_meetings": _("%(meetings)s meetings with %(sittings)s sittings will be added."),
    "contradictions_unknown": _(
        "Contradictions left unknown: %(count)s. They count neither way until somebody decides."
    ),
    # The roster.
    "certificate_renamed": _(
        "The certificate no. %(certificate)s stands with %(old)s so far; the name will change."
    ),
    "ends_before_starts": _(
        "The mandate ends on %(end)s, before it starts on %(start)s. Correct one of the two."
    ),
    "before_the_term": _(
        "%(day)s lies in no term of %(congress)s (%(terms)s). Correct the day, or add the term "
        "first."
    ),
    "no_such_term": _("%(congress)s has no term no. %(value)s. It has: %(terms)s."),
    "no_term_at_all": _("%(congress)s has no term yet. Add its term in the office first."),
    "records_outside": _(
        "%(name)s has confirmed records from %(first)s to %(last)s; they would fall outside the "
        "new dates in office. Withdraw them first."
    ),
    "overlapping_mandates": _(
        "%(name)s already holds a mandate here (certificate no. %(certificate)s, %(span)s); this "
        "row's days (%(other)s) overlap it. Correct the days, or end the other mandate first."
    ),
    "birth_differs": _(
        "Born %(born)s, but the year of birth says %(year)s. Correct one of the two."
    ),
    "unrelated_area": _(
        "A %(name)s with the same telephone, or year of birth and sex, is a deputy of "
        "%(congress)s, and neither area lies in the other (Electoral Law, art. 48). Check whether "
        "it is one person before the sheet is taken in."
    ),
    "no_notice": _(
        "%(name)s's mandate ended before its term and no public notice is named. It is taken in; "
        "add the notice when it is found."
    ),
    "new_places": _("New constituencies will be added (%(count)s): %(names)s."),
    # Visits of a campaign.
    "no_such_campaign": _(
        "There is no campaign “%(value)s”. Known: %(known)s. Correct the name, or prepare the "
        "campaign first."
    ),
    "outside_campaign": _(
        "%(day)s lies outside “%(name)s” (%(first)s to %(last)s). Correct the day or the campaign."
    ),
    "no_problem_told": _(
        "A unit, a day or a status is written but no problem. Write the problem, or empty the row."
    ),
    "problem_needs": _(
        "A problem this far along needs this cell. Fill it in, or change the status."
    ),
    "problem_still_open": _(
        "A closing day is written, but the status says it is not closed. Correct one of the two."
    ),
    "ended_before_visit": _("It ends before the visit on %(day)s. Correct one of the two days."),
    "problem_has_ended": _(
        "This problem ended on %(day)s; it cannot be changed any more. Leave these cells as they "
        "were exported."
    ),
    "problem_goes_back": _("A unit already has this problem; it cannot be open again."),
    "new_delegations": _("New delegations will be added (%(count)s): %(names)s."),
}


def announce_messages():
    """Make these sentences known to the wizard."""
    register_messages(MESSAGES)


def some_of(names, most=8):
    """How many names there are, and the first of them, for one sentence."""
    names = list(names)
    shown = "、".join(names[:most]) + ("…" if len(names) > most else "")
    return {"count": len(names), "names": shown}
