"""What each reason for the end of a mandate asks for (资格终止的法定要件). Tables, no database.

The reasons are the closed list of 代表法 §62, with death, an election found invalid and the end of
the term. All but the last need a public notice (§63). Acceptance of a resignation needs more than
half of the body (选举法 §55), a recall its petition and more than half of the voters (§50, §53).
"""

from django.utils.translation import gettext as _

from .models import Level, Mandate

Reason = Mandate.EndReason
VOTE = ("decided_by", "votes_for", "votes_possible")
NEEDED = {
    Reason.RESIGNED: VOTE,
    Reason.ORDERED: VOTE,
    Reason.RECALLED: ("petitioners", "votes_for", "votes_possible"),
    Reason.ABSENCES: ("flag_ref",),
}
# Voters of the constituency who must ask for a recall (选举法 §50).
PETITIONERS = {Level.COUNTY: 50, Level.TOWNSHIP: 30}


def absences_of(flag):
    """The absences a credential flag names, as one line for the ending's papers."""
    parts = []
    for session in flag.sessions:
        days = dict.fromkeys([session["first"], session["last"]])
        parts.append(f"{session['title']}（{'—'.join(days)}）")
    return "；".join(parts)


def needed_for(reason):
    """The particulars a reason asks for, the public notice first."""
    if reason == Reason.EXPIRED:
        return ()
    return ("notice_ref", "notice_on", *NEEDED.get(reason, ()))


def faults_of(reason, level, papers):
    """What is missing or does not add up: {field: sentence}. `papers`: the particulars by name."""
    if reason == Reason.ABSENCES and papers.get("flag"):
        papers = {**papers, "flag_ref": absences_of(papers["flag"])}
    faults = {
        name: _("This reason needs it; write it down before the mandate is ended.")
        for name in needed_for(reason)
        if papers.get(name) in (None, "")
    }
    if faults:
        if "flag_ref" in faults and "flag" in papers:
            faults["flag"] = faults.pop("flag_ref")
        return faults
    least = PETITIONERS.get(level)
    if reason == Reason.RECALLED and least and papers["petitioners"] < least:
        faults["petitioners"] = _(
            "A recall needs at least %(least)s voters of the constituency (Electoral Law, art. 50)."
        ) % {"least": least}
    if "votes_for" in needed_for(reason) and papers["votes_for"] * 2 <= papers["votes_possible"]:
        faults["votes_for"] = _(
            "%(votes)s of %(all)s is not more than half; the mandate goes on."
        ) % {"votes": papers["votes_for"], "all": papers["votes_possible"]}
    elif "votes_for" in needed_for(reason) and papers["votes_for"] > papers["votes_possible"]:
        faults["votes_for"] = _("More votes than people who could vote.")
    return faults
