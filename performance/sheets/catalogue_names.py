"""Kinds of duty and groups of a congress by what people write for them."""

from collections import defaultdict

from foundation.sheets import CellFault
from foundation.sheets.cells import key

from ..models import DeputyGroup, DutyKind

GROUP_KINDS = {
    "delegation": ["代表团", "Delegation"],
    "group": ["代表小组", "小组", "Deputy group"],
    "professional": ["专业代表小组", "专业小组", "Professional group"],
    "committee": ["专门委员会", "专委会", "委员会", "Committee"],
}


class KindNames:
    """The kinds of duty a congress works by, found by name or code."""

    def __init__(self, congress):
        self.kinds = list(DutyKind.objects.of(congress))
        self.by_key = {}
        for kind in self.kinds:
            for name in kind_keys(kind):
                self.by_key.setdefault(name, kind)

    def find(self, written):
        found = self.by_key.get(key(written))
        if found is None:
            known = "、".join(kind.name for kind in self.kinds)
            raise CellFault("not_a_kind_of_duty", value=written, known=known)
        return found


def kind_keys(kind):
    """Every writing of a kind of duty, folded."""
    return {key(kind.name), key(kind.name_en), key(kind.code)}


class GroupNames:
    """The groups of a congress by name; one name of two kinds is written 专门委员会：法制."""

    def __init__(self, congress):
        self.congress = congress
        self.groups = {g.pk: g for g in DeputyGroup.objects.filter(congress=congress)}
        self.by_key = defaultdict(list)
        for group in self.groups.values():
            self.by_key[key(group.name)].append(group)

    def label(self, pk):
        """How a group is written out, so that it is found again."""
        if pk is None:
            return ""
        group = self.groups[pk]
        if len(self.by_key[key(group.name)]) == 1:
            return group.name
        return f"{GROUP_KINDS[group.kind][0]}：{group.name}"

    def find(self, written):
        """The group's key; None for an empty cell."""
        if not written:
            return None
        exact = [g for g in self.groups.values() if g.name == written]
        for found in (exact, self.by_key.get(key(written), [])):
            if len(found) == 1:
                return found[0].pk
        for pk in self.groups:
            if key(self.label(pk)) == key(written):
                return pk
        if self.by_key.get(key(written)):
            shown = "、".join(self.label(g.pk) for g in self.by_key[key(written)])
            raise CellFault("two_groups_of_one_name", value=written, known=shown)
        raise CellFault("no_such_group", value=written, congress=self.congress.short_name)
