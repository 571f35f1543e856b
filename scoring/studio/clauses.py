"""The clauses of a regulation as pasted from paper, and which of them no rule speaks of yet."""

import re
from dataclasses import dataclass

NUMERAL = "[一二三四五六七八九十百零〇○0-9０-９]+"
ARTICLE = re.compile(rf"\s*(第\s*{NUMERAL}\s*条)")
POINT = re.compile(rf"\s*((?:{NUMERAL}[、.．]|[（(]{NUMERAL}[）)]))")
CITED = re.compile(rf"第\s*{NUMERAL}\s*条")
MENTIONED = 400


@dataclass(frozen=True)
class Clause:
    """One clause: the label it is cited by, and its words."""

    label: str
    text: str


def clauses_of(text):
    """The clauses of a pasted text: by 第…条, else by numbered points, else by paragraphs."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    for pattern in (ARTICLE, POINT):
        if sum(1 for line in lines if pattern.match(line)) >= 2:
            return _split(lines, pattern)
    paragraphs = [line.strip() for line in lines if line.strip()]
    return [Clause(str(number), words) for number, words in enumerate(paragraphs, 1)]


def _split(lines, pattern):
    found, label, words = [], "", []
    for line in lines:
        start = pattern.match(line)
        if start:
            if label:
                found.append(Clause(label, "\n".join(words).strip()))
            label, words = re.sub(r"\s", "", start[1]).rstrip("、.．"), [line.strip()]
        elif label and line.strip():
            words.append(line.strip())
    return [*found, Clause(label, "\n".join(words).strip())]


def clause_for(reference, clauses):
    """The Clause an entry's `clause` speaks of, or None: 第五条第一项 is found under 第五条."""
    reference = re.sub(r"\s", "", str(reference or ""))
    if not reference:
        return None
    best = None
    for clause in clauses:
        begins = reference.startswith(clause.label) or reference.strip("（()）、.") == (
            clause.label.strip("（()）、.")
        )
        if begins and (best is None or len(clause.label) > len(best.label)):
            best = clause
    if best is None and len(reference) >= 4:
        best = next((one for one in clauses if reference in re.sub(r"\s", "", one.text)), None)
    return best


def uncovered(clauses, plain, set_aside=()):
    """Clauses no part of the document cites, those set aside left out."""
    if not clauses or not isinstance(plain, dict):
        return [one for one in clauses if one.label not in set_aside]
    covered = set()
    for reference in cited(plain):
        clause = clause_for(reference, clauses)
        if clause:
            covered.add(clause.label)
        for label in CITED.findall(reference):
            covered.add(re.sub(r"\s", "", label))
    return [one for one in clauses if one.label not in covered and one.label not in set_aside]


def cited(value, key=""):
    """Every clause the document names: under `clause`, and in reasons, remarks and sources."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in ("examples", "kinds"):
                yield from cited(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from cited(one, key)
    elif key in ("clause", "why", "reason", "note", "notes", "left_out") and isinstance(value, str):
        yield value[:MENTIONED]
