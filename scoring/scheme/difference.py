"""What one version of a measure changes against another, in words (修订对照). Pure.

``differences(old, new)`` takes two plain documents and gives Changes in reading order: a rule that
came, a rule that went, or each value of a rule that is another one. Entries are known by their
code; order alone is a change only where it decides.
"""

from dataclasses import dataclass
from decimal import Decimal

from .text import Text, _, say
from .words import SWITCHES

# Lists whose order decides: limits and quotas are applied in file order, bands are places.
ORDERED = {"limits", "exclusions", "quotas", "overrides", "rank_bands", "roles"}
SILENT = {"language", "examples"}
CHAPTERS = (
    "title", "version", "level", "body", "completeness", "left_out", "notes", "source", "period",
    "population", "roles", "kinds", "switches", "base", "categories", "pools", "items", "limits",
    "exclusions", "total", "tiers", "gates", "history", "overrides", "flags", "measures", "ranking",
    "quotas", "rank_bands", "too_few_data", "actions", "decision",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change. ``chapter`` and ``path`` say where, ``what`` is added, removed, changed or
    moved; ``rule`` names the rule; ``before`` and ``after`` are plain values."""

    chapter: str
    path: tuple
    what: str
    rule: str
    before: object = None
    after: object = None

    @property
    def sentence(self):
        """The change as one Text."""
        if self.what == "added":
            return say(_("%(rule)s: new"), rule=self.rule)
        if self.what == "removed":
            return say(_("%(rule)s: left out"), rule=self.rule)
        if self.what == "moved":
            return say(_("%(rule)s: in another order"), rule=self.rule)
        return self.told(str)

    def told(self, label):
        """The sentence with the parts named by ``label`` (a key of the file -> people's word)."""
        part = " ".join(str(label(step)) for step in self.path)
        params = {"rule": self.rule, "before": shown(self.before), "after": shown(self.after)}
        return say(_("%(rule)s: %(part)s %(before)s → %(after)s"), part=part, **params)


def differences(old, new):
    """Every Change from one plain document to the other, in reading order."""
    found = []
    keys = [*CHAPTERS, *sorted((set(old) | set(new)) - set(CHAPTERS) - SILENT - {"code"})]
    for key in keys:
        found += _chapter(key, old.get(key), new.get(key))
    return found


def _chapter(key, old, new):
    if same(old, new) and (key not in ORDERED or _order(old) == _order(new)):
        return []
    if _coded(old) and _coded(new) and (old or new):
        return _entries(key, _by_code(old), _by_code(new))
    if key in ("roles", "kinds", "switches") and _named(old) and _named(new):
        return _entries(key, old or {}, new or {})
    if isinstance(old, dict) and isinstance(new, dict):
        return [_change(key, path, key, was, now) for path, was, now in _leaves(old, new, ())]
    return [_change(key, (), key, old, new)]


def _entries(key, old, new):
    """Changes of entries known by their codes."""
    found = []
    for code in [*new, *(one for one in old if one not in new)]:
        was, now = old.get(code), new.get(code)
        name = _name(key, code, now if code in new else was)
        if code not in old:
            found.append(Change(key, (), "added", name, None, now))
        elif code not in new:
            found.append(Change(key, (), "removed", name, was, None))
        elif key == "switches":
            if not same(_choice(was), _choice(now)):
                found.append(Change(key, (), "changed", name, _choice(was), _choice(now)))
        elif isinstance(was, dict) and isinstance(now, dict):
            found += [_change(key, path, name, a, b) for path, a, b in _leaves(was, now, ())]
        elif not same(was, now):
            found.append(_change(key, (), name, was, now))
    if key in ORDERED:
        stayed = [code for code in old if code in new]
        if stayed != [code for code in new if code in old]:
            found.append(Change(key, (), "moved", key, stayed, list(new)))
    return found


def _leaves(old, new, path):
    """(path, before, after) of every value that is another one; lists are compared whole."""
    for step in [*new, *(one for one in old if one not in new)]:
        was, now = old.get(step), new.get(step)
        if same(was, now) and (step in old) == (step in new):
            continue
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _leaves(was, now, (*path, step))
        else:
            yield (*path, step), was, now


def _change(chapter, path, rule, before, after):
    return Change(chapter, path, "changed", rule, before, after)


def same(one, other):
    """Equal content: 2 and 2.0 are one number, true is not 1, the order of keys means nothing."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def _order(value):
    if isinstance(value, dict):
        return list(value)
    if not isinstance(value, list):
        return value
    return [one.get("code") if isinstance(one, dict) else one for one in value]


def _named(value):
    return value is None or isinstance(value, dict)


def _coded(value):
    if value is None:
        return True
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("code"), str) for one in value
    )


def _by_code(value):
    return {one["code"]: one for one in value or ()}


def _choice(value):
    """A switch by its answer; the reason given for it is no rule."""
    return value.get("is") if isinstance(value, dict) else value


def _name(key, code, value):
    if key == "switches" and code in SWITCHES:
        return say(SWITCHES[code].asks)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("do") or code)
    return str(value) if key == "roles" and value else str(code)


def shown(value):
    """A plain value as it is written in a sentence."""
    if value is None or value == "":
        return say(_("not stated"))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "、".join(str(shown(one)) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{key} {shown(one)}" for key, one in value.items())
    return value if isinstance(value, Text) else str(value)
