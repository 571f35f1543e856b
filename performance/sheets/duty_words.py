"""What a duty was, as people write it: a self-report's name, or a kind of duty of the catalogue."""

from django.utils.translation import override

from foundation.sheets import CellFault, cells

from ..models import DutyKind
from ..self_reports import DUTIES, GIFT, HOUSEHOLD, Duty, Offer, offers
from .catalogue_names import kind_keys

WAYS = {
    "visit": ["走访", "走访选民", "入户走访"],
    "policy_talk": ["宣讲", "政策宣传"],
    "reception": ["接待", "接待选民"],
    "inspection": ["视察", "代表视察"],
    "research": ["调研", "专题调研"],
    "group_activity": ["小组活动"],
    "volunteering": ["志愿", "志愿活动", "公益活动"],
    "good_deed": ["办实事", "好事实事"],
    "study": ["学习", "学习培训", "培训"],
    "suggestion": ["建议", "提出建议"],
    "duty_report": ["述职"],
}


def label_of(occasion):
    """The Chinese name of a self-report: what exports write."""
    with override("zh-hans"):
        return str(DUTIES[occasion].label)


def duty_keys(code):
    """Every writing of a self-report, folded."""
    found = {cells.key(code), *map(cells.key, WAYS.get(code, ()))}
    for language in ("zh-hans", "en"):
        with override(language):
            found.add(cells.key(DUTIES[code].label))
    return found


class DutyNames:
    """The self-reports and kinds of duty one congress has a place for, by every writing."""

    def __init__(self, congress):
        self.keys = {code: duty_keys(code) for code in DUTIES}
        self.kinds = list(DutyKind.objects.of(congress))
        self.by_key, self.shown = {}, []
        for offer in offers(self.kinds):
            code = offer.duty.code
            known = self.keys.get(code) or kind_keys(offer.kind)
            self.shown.append(label_of(code) if code in DUTIES else offer.kind.name)
            for name in known:
                self.by_key.setdefault(name, offer)
        for kind in self.kinds:
            if kind.attestation == DutyKind.Attestation.SECOND_PERSON:
                for name in kind_keys(kind):
                    self.by_key.setdefault(name, Offer(Duty("", kind.label, "", ()), kind))

    def find(self, written):
        """The offer a new row means."""
        offer = self.by_key.get(cells.key(written))
        if offer is None:
            raise CellFault("not_a_duty", value=written, known="、".join(self.shown))
        if {HOUSEHOLD, GIFT} & offer.duty.asks:
            raise CellFault("duty_needs_its_form", value=written)
        return offer

    def means(self, written, record):
        """Can these words mean what that record was?"""
        wanted = cells.key(written)
        return wanted in self.keys.get(record.occasion, ()) or wanted in kind_keys(record.kind)

    def shown_of(self, record):
        """What a record was, as an export writes it."""
        return label_of(record.occasion) if record.occasion in DUTIES else record.kind.name
