"""A sentence kept as an English msgid with its parameters, put into words when it is shown."""

from dataclasses import dataclass, field


def _(msgid):
    """Mark a msgid for the message catalogue and keep it English; needs no settings."""
    return msgid


def translate(msgid):
    """The msgid in the reader's language; the msgid itself where no Django is set up."""
    from django.core.exceptions import ImproperlyConfigured
    from django.utils.translation import gettext

    try:
        return gettext(msgid)
    except ImproperlyConfigured:
        return msgid


@dataclass(frozen=True)
class Text:
    """``str(text)`` is the sentence in the language active at that moment.

    Parameters may be Texts themselves; they are put into words first.
    """

    msgid: str
    params: dict = field(default_factory=dict, hash=False)

    def __str__(self):
        if not self.params:
            return translate(self.msgid).replace("%%", "%")
        return translate(self.msgid) % {name: str(value) for name, value in self.params.items()}


def say(msgid, **params):
    """Shorthand for a Text: ``say(_("Item %(code)s is listed twice."), code="a")``."""
    return Text(msgid, params)
