"""The Chinese catalogue: every room writes its own part, the site reads one whole."""

from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import gettext as _

METADATA = {
    "Project-Id-Version": "Luzhi",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
HEADER = "Chinese of the whole site, merged from ../parts/ by `make messages`. Edit the parts."


class PartsDisagree(Exception):
    """Two parts translate one text differently; the message lists every such text."""


def folder():
    """Where the Chinese lives."""
    return Path(settings.BASE_DIR) / "locale" / "zh_Hans"


def merged(parts, disagreements=None):
    """One catalogue from the part files, in one order whatever theirs; PartsDisagree on conflict.

    A fuzzy or empty entry counts as not translated and is left out. Given a list as
    `disagreements`, the first part by name wins and the sentences are added to that list instead.
    """
    chosen, faults = {}, []
    for path in sorted(parts):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.obsolete or not entry.translated():
                continue
            key = (entry.msgid, entry.msgctxt or "")
            first = chosen.get(key)
            if first is None:
                chosen[key] = (path, entry)
            elif _wording(first[1]) != _wording(entry):
                faults.append(
                    _("“%(msgid)s” is “%(one)s” in %(first)s and “%(other)s” in %(second)s.")
                    % {
                        "msgid": entry.msgid,
                        "one": _wording(first[1]),
                        "first": first[0].name,
                        "other": _wording(entry),
                        "second": path.name,
                    }
                )
    if faults and disagreements is None:
        raise PartsDisagree("\n".join(faults))
    if disagreements is not None:
        disagreements += faults
    catalogue = polib.POFile(wrapwidth=96)
    catalogue.metadata = dict(METADATA)
    catalogue.header = HEADER
    for _key, (_path, entry) in sorted(chosen.items(), key=lambda item: item[0]):
        catalogue.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgctxt=entry.msgctxt,
                msgid_plural=entry.msgid_plural,
                msgstr="" if entry.msgid_plural else entry.msgstr,
                msgstr_plural=dict(entry.msgstr_plural) if entry.msgid_plural else {},
                flags=["python-format"] if "%(" in entry.msgid else [],
            )
        )
    return catalogue


def site_catalogue(disagreements=None):
    """The catalogue merged from all parts of this site."""
    return merged((folder() / "parts").glob("*.po"), disagreements)


def by_text(catalogue):
    """Entries by (msgid, context), for looking one up."""
    return {(entry.msgid, entry.msgctxt or ""): entry for entry in catalogue}


def _wording(entry):
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
