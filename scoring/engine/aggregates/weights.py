"""A mean with weights: what a person has in each part, over its full mark, by its weight."""

from math import lcm

from .exact import quotient


def average(sheet, people, rule):
    """Bring every part of a mean to its weighted share; the sum of the shares is the mean.

    Shares are rounded one on top of the other, so that they add up to the rounded mean. Returns
    the people without a single part left.
    """
    held = held_roles(people, rule)
    values = [sheet.values(one.part) for one in rule.parts]
    common = lcm(*full_marks(rule)) if rule.scale is not None else 1
    empty = set()
    for s in sheet.scored:
        away = [s in sheet.away(one.part) for one in rule.parts]
        dropped = [gone and rule.missing == "dropped" for gone in away]
        whole = sum(one.weight for one, gone in zip(rule.parts, dropped, strict=True) if not gone)
        if not whole:
            empty.add(s)
        so_far = given = 0
        for number, one in enumerate(rule.parts):
            if dropped[number]:
                sheet.set(one.part, s, 0, "missing_part", clause=rule.clause)
                continue
            have = 0 if away[number] else values[number][s]
            over = common // full_mark(one, held, s) if rule.scale is not None else 1
            so_far += one.weight * have * over
            scale = rule.scale if rule.scale is not None else 1
            now = quotient(scale * so_far, common * whole, sheet.rounding)
            sheet.set(one.part, s, now - given, "weighted", clause=rule.clause)
            given = now
    return empty


def full_marks(rule):
    """Every full mark the parts of a mean have, those of roles included."""
    return [one.over for one in rule.parts] + [
        mark for one in rule.parts for _role, mark in one.by_role
    ]


def full_mark(one, held, s):
    """The full mark of a part for this person: by the first role held, else the common one."""
    for role, over in one.by_role:
        if s in held[role]:
            return over
    return one.over


def held_roles(people, rule):
    """{role: the people who hold it on their last day served}."""
    roles = {role for one in rule.parts for role, _over in one.by_role}
    return {
        role: set(people.filter(people[f"role:{role}"]).get_column("s")) for role in sorted(roles)
    }
