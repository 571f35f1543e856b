"""How the cells of a roster are written: the ways seen for each value, the first one ours."""

from ..models import Mandate, RoleSpan

SEXES = {"f": ["女", "Female", "woman", "女性"], "m": ["男", "Male", "man", "男性"]}
END_REASONS = {
    "moved_away": ["迁出或调离", "迁出", "调离", "Moved away"],
    "resignation_accepted": ["辞职被接受", "辞职", "Resignation accepted", "Resigned"],
    "ordered_resignation_accepted": ["责令辞职被接受", "责令辞职", "Ordered resignation accepted"],
    "two_unapproved_absences": [
        "未经批准两次不出席会议",
        "两次不出席",
        "Two unapproved absences from sessions",
    ],
    "recalled": ["被罢免", "罢免", "Recalled"],
    "lost_nationality": ["丧失中国国籍", "丧失国籍", "Lost Chinese nationality"],
    "lost_political_rights": ["被剥夺政治权利", "剥夺政治权利", "Deprived of political rights"],
    "lost_capacity": ["丧失行为能力", "Lost legal capacity"],
    "death": ["去世", "病故", "逝世", "Death", "Died"],
    "invalid_election": ["当选无效", "选举无效", "Election found invalid"],
    "term_expired": ["任期届满", "届满", "Term expired"],
}
END_WORDS = {
    "moved_away": "Moved away",
    "resignation_accepted": "Resignation accepted",
    "ordered_resignation_accepted": "Ordered resignation accepted",
    "two_unapproved_absences": "Two unapproved absences from sessions",
    "recalled": "Recalled",
    "lost_nationality": "Lost Chinese nationality",
    "lost_political_rights": "Deprived of political rights",
    "lost_capacity": "Lost legal capacity",
    "death": "Death",
    "invalid_election": "Election found invalid",
    "term_expired": "Term expired",
}
ROLES = {
    "standing_member": [
        "常委会委员",
        "常委会组成人员",
        "常务委员会委员",
        "Standing committee member",
    ],
    "special_member": ["专门委员会委员", "专委会委员", "Special committee member"],
    "chair": ["主任", "副主任", "常委会主任", "常委会副主任", "Chair", "Vice-chair"],
    "group_leader": ["代表小组组长", "组长", "Leader of a deputy group", "Group leader"],
}
OCCUPATIONS = {
    "worker": ["工人", "Worker"],
    "farmer": ["农民", "村民", "Farmer"],
    "professional": ["专业技术人员", "专业技术", "知识分子", "Professional or technician"],
    "cadre": ["党政干部", "干部", "领导干部", "公务员", "Party or government cadre"],
    "business": ["企业负责人", "企业", "企业家", "企业管理人员", "Manager of an enterprise"],
    "military": ["解放军和武警", "军人", "解放军", "武警", "Soldier or armed police"],
    "other": ["其他", "其它", "Other"],
}
OCCUPATION_WORDS = {
    "worker": "Worker",
    "farmer": "Farmer",
    "professional": "Professional or technician",
    "cadre": "Party or government cadre",
    "business": "Manager of an enterprise",
    "military": "Soldier or armed police",
}
YES_NO = {
    True: ["是", "√", "✓", "✔", "有", "Y", "Yes", "1", "对"],
    False: ["否", "×", "✗", "x", "无", "不是", "N", "No", "0", "非"],
}
FIRST_TIME = {
    True: ["首次当选", "首次", "新任", "新当选", "初任", *YES_NO[True]],
    False: ["连任", "再次当选", "重新当选", *YES_NO[False]],
}

assert set(END_REASONS) == set(Mandate.EndReason.values)  # noqa: S101 - a slip in this file
assert set(OCCUPATIONS) == set(Mandate.Occupation.values)  # noqa: S101
assert set(ROLES) == set(RoleSpan.Role.values)  # noqa: S101
