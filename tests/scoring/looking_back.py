"""The county's measure with everything that follows from a total, and its years 2025 and 2026."""

from datetime import date

from scoring.services.periods import set_period
from scoring.services.schemes import publish_scheme_version

from . import stage

FOLLOWS = """
gates:
  - {code: one_suggestion, name: 每年一件建议, clause: 第八条, when: {kind: suggestion}, at_least: 1, fails_to: flag}
history:
  - {code: poor_twice, name: 连续两年基本称职, clause: 第九条, result: {tier: poor}, span: periods, periods: 2}
  - {code: many_absences, name: 届内缺席三次, when: {kind: meeting, status: absent}, span: term, at_least: 3}
overrides:
  - {code: case_open, name: 立案调查期间不公布, clause: 第十条, when: {kind: inspection}, effect: withheld, decided_by: 代表资格审查委员会}
flags:
  - {code: busy, name: 走访两次以上, when: {kind: voter_contact}, at_least: 2}
quotas:
  - {code: praised, name: 优秀名额, take: top, count: 1, ties: open}
actions:
  - {code: talk, when: {history: poor_twice}, do: 约谈, owner: 代表工委, within_days: 30, options: [约谈, 书面检查]}
  - {code: praise, when: {quota: praised}, do: 通报表扬, owner: 常委会}
decision: {by: 主任会议, clause: 第十一条}
"""  # noqa: E501
MEASURE = stage.MEASURE.replace("switches:\n", "switches:\n  look_back_gaps: breaks\n") + FOLLOWS


def year(cast, number, version=None):
    """The period of a calendar year by that measure."""
    version = version or in_force(cast)
    return set_period(
        cast.county,
        name=str(number),
        first_day=date(number, 1, 1),
        last_day=date(number, 12, 31),
        scheme_version=version,
        by=cast.gao,
    )


def in_force(cast):
    """Drafted by Clerk Gao, put into force by Head Tang."""
    return publish_scheme_version(
        stage.draft(cast, MEASURE), by=cast.tang, in_force_from=date(2025, 1, 1)
    )
