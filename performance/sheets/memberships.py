"""Delegations, groups and committees with their members (编组名单) as a sheet.

One row for each member and span; a row without a person tells of the group alone. Every change goes
the way of the roster's own moves, in the order of its days.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.sheets import Column, SheetResource, register_messages
from foundation.sheets.widgets import ChoiceWidget, DayWidget, TextWidget

from ..models import DeputyGroup, GroupProfile, Mandate, Membership
from ..permissions import can_keep_mandate
from ..services.groups import set_profile
from ..services.mandate_news import announce_mandates
from ..services.moves import join_group, leave_group
from .catalogue_names import GROUP_KINDS
from .congress_kind import CongressSheetKind, digest_of
from .membership_judge import MembershipJudge, spans_of
from .roster_apply import Names

register_messages(
    {
        "no_such_delegation": gettext_lazy(
            "There is no delegation “%(value)s”. Correct the name, or add it in the roster first."
        ),
        "new_group": gettext_lazy("“%(value)s” is new and will be added."),
        "no_such_committee": gettext_lazy(
            "There is no committee “%(value)s”. Correct the name, or write its row above this one."
        ),
        "only_professional_groups": gettext_lazy(
            "Only a professional group has a linked committee and an industry. Delete the cell."
        ),
        "group_told_otherwise": gettext_lazy(
            "Row %(other)s says something else of this group. Correct one of the two."
        ),
        "member_since": gettext_lazy(
            "%(name)s is in “%(group)s” in these days already (%(span)s). Correct the days."
        ),
        "membership_ended": gettext_lazy(
            "%(name)s left “%(group)s” on %(day)s. Correct the day, or leave it empty."
        ),
        "leaves_before_joining": gettext_lazy(
            "The first day out, %(day)s, is not after the first day in. Correct one of the two."
        ),
        "move_to_come": gettext_lazy("%(day)s is still to come. Record it on that day."),
        "one_group_at_a_time": gettext_lazy(
            "%(name)s is in “%(group)s” then (%(span)s), and a move can only follow it. Correct "
            "the days."
        ),
        "delegation_left": gettext_lazy(
            "A deputy changes from one delegation to another. Write the row of the next "
            "delegation, from %(day)s on."
        ),
    }
)


class MembershipResource(SheetResource):
    """One row for each member of a group and span of days."""

    group_kind = Column(
        gettext_lazy("Kind of group"), aliases="编组类别|组别|类别|kind of group|kind",
        required=True, widget=ChoiceWidget(GROUP_KINDS), example="专业代表小组",
        choices=[ways[0] for ways in GROUP_KINDS.values()],
    )  # fmt: skip
    group = Column(
        gettext_lazy("Group"), aliases="编组|编组名称|名称|小组|小组名称|委员会|group|group name",
        required=True, widget=TextWidget(120), example="农业农村专业代表小组",
    )  # fmt: skip
    committee = Column(
        gettext_lazy("Linked committee"), aliases="对口委员会|联系委员会|committee",
        widget=TextWidget(120), example="农业与农村委员会",
    )  # fmt: skip
    industry = Column(gettext_lazy("Industry"), aliases="行业|领域|industry", widget=TextWidget(60))
    name = Column(
        gettext_lazy("Name"), aliases="姓名|代表姓名|代表|成员|deputy|member",
        widget=TextWidget(60), example="李秀英",
    )  # fmt: skip
    certificate_no = Column(
        gettext_lazy("Certificate no."), aliases="代表证号|证号|代表证编号|certificate",
        widget=TextWidget(40), example="19001",
    )  # fmt: skip
    starts_on = Column(
        gettext_lazy("Member from"), aliases="编入日期|起始日期|自|from", widget=DayWidget(),
        help_text=gettext_lazy("Empty: the first day in office."),
    )  # fmt: skip
    ends_on = Column(
        gettext_lazy("First day out of the group"), aliases="退出日期|截止日期|至|until|to",
        widget=DayWidget(),
    )  # fmt: skip


class MembershipsKind(CongressSheetKind):
    """Who is in which delegation, group or committee of one congress, and was."""

    code = "memberships"
    label = gettext_lazy("Groups and members")
    description = gettext_lazy("Delegations, groups and committees, with who is in them and was.")
    resource = MembershipResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        MembershipJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        return digest_of(
            Membership.objects.filter(group__congress=place).order_by("pk").values_list(),
            Mandate.objects.filter(congress=place)
            .order_by("pk")
            .values_list("pk", "certificate_no", "starts_on", "ends_on", "delegation"),
            GroupProfile.objects.filter(group__congress=place).order_by("pk").values_list(),
            DeputyGroup.objects.filter(congress=place).order_by("pk").values_list(),
        )

    def apply(self, plan, place, *, by, job):
        names = Names(place)
        touched = sorted({entry["mandate"] for entry in plan["moves"]})
        groups = set(place.groups.values_list("pk", flat=True))
        told = [(names.group(*entry["group"]), entry) for entry in plan["groups"]]
        undo = {"before": _state(touched), "profiles": _profiles([pk for pk, _entry in told])}
        for pk, entry in told:
            if entry["profile"]:
                _tell(pk, entry, names, by)
        for entry in plan["moves"]:
            _move(entry, names, by)
        undo["after"] = _state(touched)
        undo["told"] = _profiles([pk for pk, _entry in told])
        undo["groups"] = [pk for pk, _entry in told if pk not in groups]
        return undo

    def take_back(self, undo, place, *, by, reason):
        touched = [int(pk) for pk in undo["before"]]
        told = [int(pk) for pk in undo["profiles"]]
        if _state(touched) != undo["after"] or _profiles(told) != undo["told"]:
            raise ValidationError(
                _("Somebody named in this sheet has moved since; nothing was undone.")
            )
        for pk, (delegation, spans) in undo["before"].items():
            rows = Membership.objects.filter(mandate=pk)
            rows.exclude(pk__in=[span[0] for span in spans]).delete()
            for span_pk, ends_on in spans:
                rows.filter(pk=span_pk).update(ends_on=ends_on)
            Mandate.objects.filter(pk=pk).update(delegation=delegation)
        for pk, profile in undo["profiles"].items():
            GroupProfile.objects.filter(group=pk).delete()
            if profile:
                committee, industry, alliance = profile
                GroupProfile.objects.create(
                    group_id=pk, committee_id=committee, industry=industry, alliance=alliance
                )
        DeputyGroup.objects.filter(pk__in=undo["groups"], congress=place, memberships=None).delete()
        announce_mandates(touched)

    def export(self, place, user):
        columns = MembershipResource.columns()
        groups = DeputyGroup.objects.visible_to(user).filter(congress=place)
        spans = spans_of(Mandate.objects.visible_to(user).filter(congress=place))
        members = {}
        for span in sorted(spans, key=lambda s: (s.person[1], s.starts_on)):
            members.setdefault(span.group, []).append(span)
        rows = []
        for group in groups.select_related("profile__committee").order_by("kind", "name"):
            profile = getattr(group, "profile", None)
            committee = profile.committee.name if profile and profile.committee else ""
            of_group = [
                columns["group_kind"].widget.render(group.kind),
                *(group.name, committee, profile.industry if profile else ""),
            ]
            for span in members.get(group.pk, ()):
                rows.append([*of_group, *span.person, span.starts_on, span.ends_on or ""])
            if group.pk not in members:
                rows.append([*of_group, "", "", "", ""])
        return [str(column.label) for column in columns.values()], rows


def _tell(pk, entry, names, by):
    """Say of a professional group what its rows say of it."""
    group = DeputyGroup.objects.select_related("congress", "profile__committee").get(pk=pk)
    profile = getattr(group, "profile", None)
    committee = profile.committee if profile else None
    if entry["committee"]:
        committee = DeputyGroup.objects.get(pk=names.group("committee", entry["committee"]))
    set_profile(
        group,
        by=by,
        committee=committee,
        industry=entry["industry"] or (profile.industry if profile else ""),
        alliance=profile.alliance if profile else "",
    )


def _move(entry, names, by):
    """Join or leave, by the roster's own verb; an error names the row."""
    mandate = Mandate.objects.select_related("deputy", "congress").get(pk=entry["mandate"])
    group = DeputyGroup.objects.get(pk=names.group(*entry["group"]))
    day = date.fromisoformat(entry["on"])
    try:
        if not can_keep_mandate(by, mandate):
            raise ValidationError(_("Another keeper moves you between groups."))
        if entry["move"] == "join":
            join_group(mandate, group, on=day, by=by)
            return
        spans = mandate.memberships.filter(group=group, starts_on__lt=day).order_by("-starts_on")
        leave_group(spans.select_related("mandate", "group")[0], on=day, by=by)
    except ValidationError as error:
        told = _("Row %(row)s: %(said)s") % {"row": entry["row"], "said": error.messages[0]}
        raise ValidationError(told) from None


def _state(mandates):
    """What a take-back restores: delegation and spans of these mandates, as JSON."""
    found = {}
    for mandate in Mandate.objects.filter(pk__in=mandates).prefetch_related("memberships"):
        spans = sorted(
            [m.pk, m.ends_on.isoformat() if m.ends_on else None] for m in mandate.memberships.all()
        )
        found[str(mandate.pk)] = [mandate.delegation_id, spans]
    return found


def _profiles(groups):
    rows = GroupProfile.objects.filter(group__in=groups)
    known = {p.group_id: [p.committee_id, p.industry, p.alliance] for p in rows}
    return {str(pk): known.get(pk) for pk in groups}
