"""A duty report drafted from the dossier (述职报告初稿): plain sentences to be made one's own.

Only what is confirmed goes in. The words are in the reader's language; titles stay as recorded.
"""

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

MOST_TITLES = 5
CONTACTS, SUGGESTIONS = "voter_contact", "suggestion"
ORDINALS = "一二三四五六七八九十"


def draft_text(dossier):
    """The draft, from a dossier of the year or term the report is about."""
    opening = _("Fellow voters, fellow deputies:") + "\n" + _introduction(dossier)
    parts = [
        (_("Meetings and organised activities"), _attendance(dossier)),
        (_("What I did"), _kinds(dossier)),
        (_("Contact with voters"), _contacts(dossier)),
        (_("Suggestions made"), _suggestions(dossier)),
        (_("Where I fell short"), _shortfall(dossier)),
        (
            _("What comes next"),
            [_("(Say here in a few sentences what you mean to take up next, and for whom.)")],
        ),
    ]
    parts = [(title, body) for title, body in parts if body]
    blocks = [opening]
    for number, (title, body) in enumerate(parts, start=1):
        heading = _("%(number)s. %(title)s") % {"number": _ordinal(number), "title": title}
        blocks.append("\n".join([heading, *body]))
    blocks.append(_("This is my report. I ask you all for your opinions and your oversight."))
    return "\n\n".join(blocks)


def _in_chinese():
    return (get_language() or "zh").startswith("zh")


def _ordinal(number):
    return ORDINALS[number - 1] if _in_chinese() else str(number)


def _paragraph(*sentences):
    """Sentences in a row; only Latin script wants a space between them."""
    return ("" if _in_chinese() else " ").join(sentences)


def _introduction(dossier):
    mandate = dossier.mandate
    who = {
        "name": mandate.deputy.name,
        "congress": mandate.congress.name,
        "term": mandate.term.number,
        "constituency": mandate.constituency.name if mandate.constituency else "",
    }
    if who["constituency"]:
        words = _(
            "I am %(name)s, deputy to the %(congress)s in its term no. %(term)s, elected in "
            "%(constituency)s."
        )
    else:
        words = _("I am %(name)s, deputy to the %(congress)s in its term no. %(term)s.")
    if dossier.year:
        span = _("Here is my report on my duties in %(year)s. Please judge it.")
        return _paragraph(words % who, span % {"year": dossier.year})
    span = _("Here is my report on my duties in this term up to now. Please judge it.")
    return _paragraph(words % who, span)


def _attendance(dossier):
    tally = dossier.tally
    if not tally.obliged:
        return [_("I was called to no meeting or activity in this time.")]
    sentences = [
        _(
            "I was called to %(obliged)s half-days of meetings and activities and attended "
            "%(fulfilled)s (%(percent)s)."
        )
        % {"obliged": tally.obliged, "fulfilled": tally.fulfilled, "percent": tally.percent}
    ]
    if tally.leave:
        sentences.append(_("I was on approved leave for %(count)s.") % {"count": tally.leave})
    if tally.absent:
        sentences.append(_("I was absent without leave for %(count)s.") % {"count": tally.absent})
    elif not tally.leave:
        sentences.append(_("I missed none."))
    return [_paragraph(*sentences)]


def _kinds(dossier):
    done = [(chapter.name, chapter.done) for chapter in dossier.chapters if chapter.done]
    if not done:
        return [_("No confirmed duty is on record for this time yet.")]
    listed = pgettext("between items", "; ").join(
        _("%(kind)s: %(count)s") % {"kind": name, "count": count} for name, count in done
    )
    total = sum(count for _name, count in done)
    words = ngettext(
        "%(count)s confirmed duty is on record: %(listed)s.",
        "%(count)s confirmed duties are on record: %(listed)s.",
        total,
    )
    return [words % {"count": total, "listed": listed}]


def _contacts(dossier):
    entries = _done_of(dossier, CONTACTS)
    if not entries:
        return []
    words = ngettext(
        "I contacted voters %(count)s time.", "I contacted voters %(count)s times.", len(entries)
    )
    return [_paragraph(words % {"count": len(entries)}, _some(entries))]


def _suggestions(dossier):
    entries = _done_of(dossier, SUGGESTIONS)
    if not entries:
        return []
    words = ngettext(
        "I made or joined %(count)s suggestion.",
        "I made or joined %(count)s suggestions.",
        len(entries),
    )
    lines = [_paragraph(words % {"count": len(entries)}, _some(entries))]
    solved = sum(any(o.kind == "solved" for o in entry.outcomes) for entry in entries)
    if solved:
        words = ngettext(
            "%(count)s of them has been solved.", "%(count)s of them have been solved.", solved
        )
        lines.append(words % {"count": solved})
    return lines


def _shortfall(dossier):
    lines = []
    for strip in dossier.strips:
        if strip.empty:
            months = _(", ").join(str(month.month) for month in strip.empty)
            lines.append(
                _("In %(year)s I have no duty on record in these months: %(months)s.")
                % {"year": strip.year, "months": months}
            )
    if dossier.tally.absent:
        lines.append(_("The half-days I missed without leave are mine to answer for."))
    return lines or [
        _("(Say here honestly what you could have done better; no month is empty in the record.)")
    ]


def _done_of(dossier, code):
    return [entry for entry in dossier.entries_of("done") if entry.kind_code == code]


def _some(entries):
    """The newest few, with their days."""
    shown = [f"{entry.title}（{entry.on:%Y-%m-%d}）" for entry in entries[:MOST_TITLES]]
    lead = _("Among them: ") if len(entries) > MOST_TITLES else _("They were: ")
    listed = pgettext("between items", "; ").join(shown)
    return lead + listed + pgettext("end of a sentence", ".")
