"""Awards (表彰奖励) as a sheet: one row for each; known by deputy, day, title and who gave it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.sheets import CellFault, Column, SheetResource, register_messages
from foundation.sheets.judging import CHANGED, SAME
from foundation.sheets.widgets import ChoiceWidget, DayWidget, TextWidget

from ..models import Award
from ..services.awards import enter_award, set_award_details
from .congress_kind import CongressSheetKind, digest_of
from .people import Directory

register_messages(
    {"award_to_come": _("%(day)s is still to come. Correct the day, or leave this row out.")}
)
LEVELS = {
    "national": ["国家级", "全国", "National"],
    "province": ["省级", "省", "Provincial"],
    "prefecture": ["市级", "市", "Prefectural"],
    "county": ["县级", "县", "County"],
    "township": ["乡级", "乡镇级", "乡镇", "Township"],
}
WORDS = {code: ways[-1] for code, ways in LEVELS.items()}


class AwardResource(SheetResource):
    """One row for each award."""

    name = Column(
        _("Name"), aliases="姓名|代表姓名|代表|deputy", widget=TextWidget(60), example="李秀英"
    )
    certificate_no = Column(
        _("Certificate no."),
        aliases="代表证号|证号|代表证编号|certificate",
        widget=TextWidget(40),
        example="19001",
    )
    on = Column(
        _("Day of the award"),
        aliases="表彰日期|日期|时间|day",
        required=True,
        widget=DayWidget(),
        example="2026-01-12",
    )
    title = Column(
        _("Award"),
        aliases="奖项|奖项名称|荣誉称号|award",
        required=True,
        widget=TextWidget(120),
        example="优秀人大代表",
    )
    body = Column(
        _("Awarded by"),
        aliases="授予单位|表彰单位|颁奖单位|body",
        required=True,
        widget=TextWidget(120),
        example="县人大常委会",
    )
    level = Column(
        _("Level"), aliases="级别|表彰级别|level", widget=ChoiceWidget(LEVELS), words=WORDS
    )
    proof = Column(
        _("Proof"),
        aliases="依据|文号|证书编号|proof",
        widget=TextWidget(200),
        example="云人发〔2026〕3号",
    )


class AwardsKind(CongressSheetKind):
    """The awards of the deputies of one congress."""

    code = "awards"
    label = _("Awards")
    description = _("Commendations of deputies, with who gave them and by which decision.")
    resource = AwardResource
    required_sets = (("name", "certificate_no"),)

    def judge(self, sheet, place, options):
        AwardJudge(sheet, place).judge()

    def fingerprint(self, plan, place):
        rows = Award.objects.filter(mandate__congress=place).order_by("pk")
        return digest_of(rows.values_list())

    def apply(self, plan, place, *, by, job):
        undo = {"new": [], "changed": []}
        known = Award.objects.select_related("mandate__congress")
        known = known.in_bulk([entry["pk"] for entry in plan["changed"]])
        for entry in plan["changed"]:
            award = known[entry["pk"]]
            undo["changed"].append([award.pk, award.level, award.proof])
            set_award_details(award, level=entry["level"], proof=entry["proof"], by=by)
        mandates = place.mandates.select_related("congress", "deputy").in_bulk(
            {entry["mandate"] for entry in plan["new"]}
        )
        for entry in plan["new"]:
            award = enter_award(
                mandates[entry["mandate"]],
                on=date.fromisoformat(entry["on"]),
                title=entry["title"],
                body=entry["body"],
                level=entry["level"],
                proof=entry["proof"],
                by=by,
            )
            undo["new"].append(award.pk)
        return undo

    def take_back(self, undo, place, *, by, reason):
        Award.objects.filter(pk__in=undo["new"], mandate__congress=place).delete()
        known = Award.objects.select_related("mandate__congress")
        for pk, level, proof in undo["changed"]:
            set_award_details(known.get(pk=pk), level=level, proof=proof, by=by)

    def export(self, place, user):
        columns = AwardResource.columns()
        awards = Award.objects.visible_to(user).filter(mandate__congress=place)
        level = columns["level"].widget
        rows = [
            [name, certificate, on, title, body, level.render(code), proof]
            for name, certificate, on, title, body, code, proof in awards.order_by(
                "mandate__certificate_no", "on", "pk"
            ).values_list(
                "mandate__deputy__name",
                "mandate__certificate_no",
                "on",
                "title",
                "body",
                "level",
                "proof",
            )
        ]
        return [str(column.label) for column in columns.values()], rows


class AwardJudge:
    """Judges the rows of one sheet against the awards recorded."""

    def __init__(self, sheet, congress):
        self.sheet, self.today = sheet, timezone.localdate()
        self.directory = Directory(congress)
        awards = Award.objects.filter(mandate__congress=congress)
        self.known = {(a.mandate_id, a.on, a.title, a.body): a for a in awards}
        self.seen = {}

    def judge(self):
        new, changed = [], []
        for index in self.sheet.live():
            values = {key: column[index] for key, column in self.sheet.values.items()}
            self._row(index, values, new, changed)
        self.sheet.plan = {"new": new, "changed": changed}

    def _row(self, index, values, new, changed):
        day, certificate = values["on"], values.get("certificate_no") or ""
        if day > self.today:
            return self.sheet.fault(index, "on", "award_to_come", day=str(day))
        try:
            person = self.directory.find(values.get("name") or "", certificate, day)
        except CellFault as fault:
            key = "certificate_no" if "certificate_no" in self.sheet.mapping else "name"
            return self.sheet.fault(index, key, fault.code, **fault.params)
        key = person.pk, day, values["title"], values["body"]
        first = self.seen.setdefault(key, index)
        if first != index:
            other = self.sheet.number(first)
            return self.sheet.fault(
                index, "title", "same_key_twice", value=values["title"], other=other
            )
        level, proof = values.get("level") or "", values.get("proof") or ""
        award = self.known.get(key)
        if award is None:
            mandate, _day, title, body = key
            entry = {"mandate": mandate, "on": day.isoformat(), "title": title, "body": body}
            return new.append(entry | {"level": level, "proof": proof})
        return self._known(index, award, level or award.level, proof or award.proof, changed)

    def _known(self, index, award, level, proof, changed):
        """An empty cell says nothing; what else differs is corrected."""
        pairs = [("level", award.level, level), ("proof", award.proof, proof)]
        changes = [(key, was, now) for key, was, now in pairs if was != now]
        if not changes:
            self.sheet.states[index] = SAME
            return
        self.sheet.states[index] = CHANGED
        self.sheet.changes[self.sheet.number(index)] = changes
        changed.append({"pk": award.pk, "level": level, "proof": proof})
