"""A part as its share of what fell due (出勤率): of ten meetings eight attended, eight tenths."""

from .exact import quotient


def take_share(sheet, questions, period, number, rule):
    """Bring one part of everybody to points × own ÷ records due, never above the points.

    The others of a worked example, known by this part alone, keep what is given.
    """
    due = questions.numbers(("due", str(number)), period.start, period.end)
    values, away = sheet.values(rule.part), sheet.away(rule.part)
    given, lost = sheet.given.get(rule.part, ()), set()
    for s in sheet.scored:
        if s in given:
            continue
        if s in away:
            sheet.set(rule.part, s, 0, "missing_part", clause=rule.clause)
        elif s in due:
            points = quotient(rule.points * values[s], due[s] * 1000, sheet.rounding)
            sheet.set(rule.part, s, min(points, rule.points), "rate", clause=rule.clause)
        elif rule.nothing_due == "missing":
            lost.add(s)
            sheet.set(rule.part, s, 0, "missing_part", clause=rule.clause)
        else:
            points = rule.points if rule.nothing_due == "full" else 0
            sheet.set(rule.part, s, points, "nothing_due", clause=rule.clause)
    if lost:
        sheet.missing[rule.part] = set(away) | lost
