"""The smallest change of a text that makes its content another one."""

from ..faults import SchemeRefused
from ..yamltree import read_tree
from .emit import block_lines, emit_value, entry_lines, flow
from .spans import span_tree

# Where a key that is not there yet belongs; what is not named comes before the examples.
ORDER = """
language code title version level body source completeness left_out notes period population roles
kinds switches base categories pools items limits exclusions total tiers gates history overrides
flags measures ranking quotas rank_bands too_few_data actions decision * examples
""".split()  # noqa: SIM905


class _Whole(Exception):
    """This part cannot be changed in place; write it anew."""


def rewrite(text, plain):
    """The text changed so that it reads as ``plain``; what is the same stays letter for letter.

    Raises SchemeRefused for a text that cannot be read, ValueError for values no text can hold.
    """
    old = read_tree(text).plain if text.strip() else {}
    for attempt in (_in_place, _by_key, _anew):
        try:
            result = attempt(text, old, plain)
            if _reads_as(result, plain):
                return result
        except (_Whole, SchemeRefused):
            continue
    raise ValueError(plain)


def move_entry(text, path, index, by):
    """Exchange an entry of a list with the one after (``by=1``) or before it (``by=-1``)."""
    old = read_tree(text).plain
    node, wanted = span_tree(text), old
    for step in path:
        node, wanted = node.keys[step][2], wanted[step]
    first, second = sorted((index, index + by))
    if first < 0 or second >= len(wanted):
        return text
    wanted[first], wanted[second] = wanted[second], wanted[first]
    if not node.flow:
        upper, lower = (_lines_of_entry(text, node.entries[n]) for n in (first, second))
        between = text[upper[1] : lower[0]]
        moved = text[slice(*lower)] + between + text[slice(*upper)]
        result = text[: upper[0]] + moved + text[lower[1] :]
        try:
            if _reads_as(result, old):
                return result
        except SchemeRefused:
            pass
    return rewrite(text, old)


def _reads_as(text, plain):
    """Whether a text holds this content; the order of the chapters is the text's own."""
    found = read_tree(text).plain
    if not isinstance(found, dict) or found.keys() != plain.keys():
        return False
    return all(_same(found[key], plain[key]) for key in plain)


def _same(one, other):
    """Equal, keys in the same order (the order of roles decides), 1 not taken for true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _anew(_text, _old, new):
    out = ""
    for key in in_order(new):
        lines = block_lines({key: new[key]}, 0) + "\n"
        out += "\n" + lines if out and "\n" in lines.rstrip("\n") else lines
    return out


def _by_key(text, old, new):
    return _apply(text, _root(text, old, new, whole=True))


def _in_place(text, old, new):
    return _apply(text, _root(text, old, new, whole=False))


def _apply(text, edits):
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def in_order(keys):
    """Keys of a document in the order people read it."""
    star = ORDER.index("*")
    return sorted(keys, key=lambda key: ORDER.index(key) if key in ORDER else star)


def _root(text, old, new, *, whole):
    """Edits of the top: each key by itself; a new one goes where it belongs."""
    node = span_tree(text)
    if node is None or node.kind != "map" or node.flow:
        raise _Whole
    edits = []
    for key, (start, colon, child) in node.keys.items():
        if key not in new:
            edits.append((start, _after_line(text, child.end), ""))
        elif not _same(old[key], new[key]):
            if whole:
                edits.append((colon + 1, max(child.end, colon + 1), emit_value(new[key], 0)))
            else:
                edits += _value(text, colon, child, old[key], new[key], 0, in_flow=False)
    order = in_order([*node.keys, *new])
    for key in in_order(new):
        if key not in node.keys:
            before = [one for one in order[: order.index(key)] if one in node.keys]
            at = _after_line(text, node.keys[before[-1]][2].end) if before else 0
            lead = "\n" if at and not text[:at].endswith("\n") else ""
            edits.append((at, at, f"{lead}\n{block_lines({key: new[key]}, 0)}\n"))
    return _joined(edits)


def _joined(edits):
    """Insertions at one place become one, in the order they were asked for."""
    out = {}
    for start, end, words in edits:
        if (start, end) in out and start == end:
            out[start, end] += words
        else:
            out[start, end] = words
    return [(start, end, words) for (start, end), words in out.items()]


def _value(text, colon, node, old, new, indent, *, in_flow):
    """Edits that make the value after a colon another one."""
    if _same(old, new):
        return []
    inside = None
    if node.kind == "map" and isinstance(old, dict) and isinstance(new, dict) and new:
        inside = _mapping(text, node, old, new)
    elif node.kind == "list" and isinstance(old, list) and isinstance(new, list) and new:
        inside = _list(text, node, old, new)
    if inside is not None:
        return inside
    return [(colon + 1, max(node.end, colon + 1), emit_value(new, indent, in_flow=in_flow))]


def _mapping(text, node, old, new):
    """Edits inside a block mapping; None to have it written anew."""
    kept = [key for key in old if key in new]
    added = [key for key in new if key not in old]
    if node.flow or not kept or [*kept, *added] != list(new):
        return None
    indent = _column(text, node.start)
    if next(iter(old)) not in new:
        return None  # the first key may stand behind a dash
    edits = []
    for key, (start, colon, child) in node.keys.items():
        if key in new:
            edits += _value(text, colon, child, old[key], new[key], indent, in_flow=False)
        else:
            edits.append((start - indent, _after_line(text, child.end), ""))
    if added:
        last = node.keys[kept[-1]][2]
        at = _after_line(text, last.end)
        lead = "" if text[:at].endswith("\n") else "\n"
        lines = block_lines({key: new[key] for key in added}, indent) + "\n"
        edits.append((at, at, lead + lines))
    return edits


def _list(text, node, old, new):
    """Edits inside a block list: one entry more, one less, or the same number."""
    if node.flow:
        return None
    indent = _column(text, _dash(text, node.entries[0]))
    if len(new) == len(old):
        edits = []
        for child, was, now in zip(node.entries, old, new, strict=True):
            if not _same(was, now):
                edits += _entry(text, child, was, now, indent)
        return edits
    if len(new) == len(old) - 1:
        gone = next((n for n in range(len(new)) if not _same(old[n], new[n])), len(new))
        if not _same(old[:gone] + old[gone + 1 :], new):
            return None
        start, end = _lines_of_entry(text, node.entries[gone])
        return [(start, _blank_too(text, end), "")]
    if len(new) == len(old) + 1:
        place = next((n for n in range(len(old)) if not _same(old[n], new[n])), len(old))
        if not _same(new[:place] + new[place + 1 :], old):
            return None
        lines = entry_lines(new[place], indent) + "\n"
        if place == 0:
            at = _lines_of_entry(text, node.entries[0])[0]
            return [(at, at, lines)]
        before = node.entries[place - 1]
        at = _after_line(text, before.end)
        lead = "" if text[:at].endswith("\n") else "\n"
        if "\n" in lines.rstrip("\n") or "\n" in text[before.start : before.end]:
            lead += "\n"
        return [(at, at, lead + lines)]
    return None


def _entry(text, child, was, now, indent):
    if child.kind == "map" and isinstance(now, dict) and isinstance(was, dict):
        inside = _mapping(text, child, was, now)
        if inside is not None:
            return inside
    if child.flow and len(flow(now)) + indent <= 110 and "\n" not in text[child.start : child.end]:
        return [(child.start, child.end, flow(now))]
    return [(_dash(text, child), child.end, entry_lines(now, indent)[indent:])]


def _column(text, at):
    return at - (text.rfind("\n", 0, at) + 1)


def _dash(text, child):
    """Where the dash of a list entry stands; it must be on the line the entry begins on."""
    line = text.rfind("\n", 0, child.start) + 1
    lead = text[line : child.start]
    if lead.strip() != "-":
        raise _Whole
    return line + lead.index("-")


def _lines_of_entry(text, child):
    """(start of the line of the dash, start of the line after the entry)."""
    start = _dash(text, child)
    return start - _column(text, start), _after_line(text, child.end)


def _after_line(text, at):
    """The start of the next line."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _blank_too(text, at):
    """Past one empty line that would be left standing."""
    return at + 1 if text[at : at + 1] == "\n" else at
