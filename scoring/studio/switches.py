"""The open questions of a measure: which matter, what is answered, why."""

from dataclasses import dataclass

from ..scheme.meaning_switches import relevant
from ..scheme.structure import structural_faults
from ..scheme.text import translate
from ..scheme.words import SWITCHES
from ..scheme.yamltree import read_tree


@dataclass(frozen=True)
class Question:
    """One switch: the question in words, its answers, what is chosen and why."""

    name: str
    number: int
    asks: str
    choices: list
    chosen: str
    why: str
    matters: bool

    @property
    def open(self):
        return self.matters and not self.chosen


def questions(text, plain):
    """Every switch; those that matter and are open come first, those that do not matter last."""
    tree = read_tree(text) if text.strip() else None
    whole = tree is not None and not structural_faults(tree)
    matter = set(relevant(plain)) if whole else set()
    stated = plain.get("switches") if isinstance(plain.get("switches"), dict) else {}
    found = []
    for name, switch in SWITCHES.items():
        value = stated.get(name)
        chosen = value.get("is") if isinstance(value, dict) else value
        choices = [(word, translate(means)) for word, means in switch.choices.items()]
        found.append(
            Question(
                name,
                switch.number,
                translate(switch.asks),
                choices,
                str(chosen) if chosen is not None else "",
                str(value.get("why") or "") if isinstance(value, dict) else "",
                name in matter,
            )
        )
    return sorted(found, key=lambda one: (not one.open, not one.matters and not one.chosen))


def read_answers(data, plain):
    """The switches as answered; one with a reason becomes a block with ``why``."""
    stated = plain.get("switches") if isinstance(plain.get("switches"), dict) else {}
    answers = {}
    for name, switch in SWITCHES.items():
        chosen, why = data.get(name, ""), data.get(f"{name}.why", "").strip()
        if chosen in switch.choices:
            answers[name] = {"is": chosen, "why": why} if why else chosen
        elif chosen and name in stated:
            answers[name] = stated[name]
    order = [name for name in stated if name in answers]
    return {name: answers[name] for name in [*order, *(n for n in answers if n not in order)]}
