"""What attests a mark on a sheet, as it is stored with the record and as people read it.

Stored: one word, then what belongs to it, the same in every language:

    code 2026-03-03T08:51:07+08:00          the code on the screen, by the server's clock
    late 2026-03-03T08:51:07+08:00 高文书    a code sent later, accepted by an officer
    seen 2026-03-03T08:51:07+08:00 高文书    a flagged code, accepted by an officer
    officer 2026-03-03T08:51:07+08:00 高文书 ticked on the officer's list
    paper 李一|王二                          paper signed by two people

Pure; both rooms that show a proof read it here.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 200
NAME_LONGEST = 40
PLAIN = {
    "sheet": gettext_lazy("attendance sheet"),
    "import": gettext_lazy("imported register"),
    "correction": gettext_lazy("corrected line"),
}


def timed_proof(word, at, name=""):
    """A proof that names a moment, and who stood by it."""
    moment = timezone.localtime(at).isoformat(timespec="seconds")
    return f"{word} {moment} {name}".strip()[:LONGEST]


def paper_proof(first, second):
    """A proof that names the two who signed the paper."""
    return f"paper {first}|{second}"


def signers_of(proof):
    """The two who signed; two empty names for any other proof."""
    word, _space, names = proof.partition(" ")
    first, bar, second = names.partition("|")
    return (first, second) if word == "paper" and bar else ("", "")


def proof_words(proof):
    """A proof in the reader's language; "" for one that only names what made the record."""
    if proof in PLAIN:
        return str(PLAIN[proof])
    word, _space, rest = proof.partition(" ")
    if word == "paper" and "|" in rest:
        first, second = signers_of(proof)
        return _("paper signed by %(first)s and %(second)s") % {"first": first, "second": second}
    sentences = {
        "code": _("checked in by code, %(at)s"),
        "late": _("code read %(at)s, sent later, accepted by %(name)s"),
        "seen": _("checked in by code, %(at)s, accepted by %(name)s"),
        "officer": _("ticked on the officer's list by %(name)s, %(at)s"),
    }
    stamp, _space, name = rest.partition(" ")
    if word in sentences and (at := _moment(stamp)):
        return sentences[word] % {"at": f"{at:%Y-%m-%d %H:%M:%S}", "name": name}
    return "" if proof.startswith("performance.") else proof


def _moment(stamp):
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None
