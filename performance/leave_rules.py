"""Who decides on a request for leave (请假审批权限). Pure.

The law asks for leave when a deputy cannot come (代表法 §13) and leaves open who gives it. A
congress writes its own ladder; without one, the head of the delegation decides on up to one
half-day of an activity, the secretariat on anything longer.
"""

from dataclasses import dataclass

SESSION_OCCASIONS = frozenset({"plenary", "delegation_meeting"})
DELEGATION_HEAD, HEAD = "delegation_head", "head"


@dataclass(frozen=True)
class Rule:
    """Up to so many half-days of one activity, this role decides."""

    scope: str
    up_to: int
    decides: str


DEFAULT_RULES = (
    Rule("session", 1, DELEGATION_HEAD),
    Rule("other", 1, DELEGATION_HEAD),
)


def scope_of(occasion):
    """Whether leave from this is leave from a session or from something else."""
    return "session" if occasion in SESSION_OCCASIONS else "other"


def who_decides(rules, occasion, half_days, *, in_delegation=True):
    """The role that decides on leave of so many half-days in all of one activity.

    `rules`: rows with scope, up_to and decides; none at all stand for the default ones. A deputy
    of no delegation has no head of one to ask.
    """
    rules = tuple(rules) or DEFAULT_RULES
    scope = scope_of(occasion)
    fitting = [rule for rule in rules if rule.scope == scope and half_days <= rule.up_to]
    if not fitting:
        return HEAD
    decides = min(fitting, key=lambda rule: rule.up_to).decides
    return HEAD if decides == DELEGATION_HEAD and not in_delegation else str(decides)
