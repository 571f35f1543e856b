"""What a facts file says that the scheme does not read: no fault, but said aloud."""

from scoring.scheme.text import _, say
from scoring.scheme.words import FIELD_VALUES, MILLI

WORD = _("%(count)s records have %(field)s: %(word)s, which the scheme does not declare.")
FIELD = _(
    "%(count)s records of the kind %(word)s have the field %(field)s, which the scheme does not "
    "declare for that kind."
)
NO_DATE = _(
    "%(count)s records of the kind %(word)s have no %(field)s; an item goes by that date, and "
    "they earn nothing in it."
)


class Notes:
    """Counts what is left unread, by (sentence, field, word)."""

    def __init__(self, scheme):
        self.scheme, self.counts = scheme, {}
        self.by_submission = self.kinds_of(lambda item: item.dated_by == "submission")
        self.by_object = self.kinds_of(lambda item: item.dated_by == "object")
        self.late = self.kinds_of(lambda item: item.late_outcome != "own_period")

    def kinds_of(self, wanted):
        """Kinds read by the items that are wanted."""
        found = set()
        for item in self.scheme.items:
            if wanted(item):
                found |= item.when.values("kind") or set(self.scheme.kinds)
        return found

    def count(self, sentence, field, word):
        key = (sentence, field, word)
        self.counts[key] = self.counts.get(key, 0) + 1

    def read(self, fact):
        """Look at one confirmed fact."""
        code = fact["kind"]
        kind = self.scheme.kinds.get(code)
        if kind is None:
            self.count(WORD, "kind", code or "-")
            return
        for field in FIELD_VALUES:
            value = fact[field]
            if value is None:
                continue
            if field not in kind.fields:
                self.count(FIELD, field, code)
            elif value not in kind.fields[field]:
                self.count(WORD, field, value)
        if fact["quantity"] != MILLI and "quantity" not in kind.fields:
            self.count(FIELD, "quantity", code)
        if fact["judged"] is not None and "judged" not in kind.fields:
            self.count(FIELD, "judged", code)
        outcome = fact["outcome"] is not None
        if not outcome and code in self.by_submission and fact["submitted_on"] is None:
            self.count(NO_DATE, "submitted_on", code)
        if code in (self.late if outcome else self.by_object) and fact["object_on"] is None:
            self.count(NO_DATE, "object_on", code)

    def sentences(self):
        """One sentence for each thing left unread, in a fixed order."""
        ordered = sorted(
            self.counts.items(), key=lambda one: (one[0][1], str(one[0][2]), one[0][0])
        )
        return tuple(
            str(say(sentence, count=count, field=field, word=word))
            for (sentence, field, word), count in ordered
        )
