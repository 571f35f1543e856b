"""Who may open what: evidence, photos that look alike, audit samples."""

from ..pictures import photo
from .performance import KEEPS, MOVES, READERS, READS, READS_LISTS, REASON, a_visit
from .rows import Row, only


def a_photo(size):
    def send(cast):
        """A photo of Deputy Lin's visit."""
        from performance.models import DutyRecord
        from performance.services.evidence import keep_evidence

        [pk] = a_visit(cast)
        evidence = keep_evidence(DutyRecord.objects.get(pk=pk), photo(), by=cast.lin)
        return (evidence.pk, size)

    return send


def a_confirmed_visit(cast):
    """Deputy Lin's visit, confirmed by Head Tang."""
    from performance.models import DutyRecord
    from performance.services.records import confirm_record

    [pk] = a_visit(cast)
    confirm_record(DutyRecord.objects.get(pk=pk), by=cast.tang)
    return (pk,)


def a_pair(cast):
    """Deputy Zhao's photo of another duty that is the same file as Deputy Lin's."""
    from datetime import date

    from performance.models import DutyKind, PhotoPair
    from performance.services.evidence import keep_evidence
    from performance.services.records import submit_record

    a_photo("shown")(cast)
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")
    values = {"kind": kind, "on": date(2026, 3, 4), "title": "走访", "source": "performance.log:2"}
    record = submit_record(cast.zhao_mandate, by=cast.zhao, **values)
    keep_evidence(record, photo(), by=cast.zhao)
    return (PhotoPair.objects.get().pk,)


def a_raised_pair(cast):
    """The same, raised with the deputies by Clerk Gao."""
    from performance.models import PhotoPair
    from performance.services.judging_pairs import judge_pair

    [pk] = a_pair(cast)
    judge_pair(PhotoPair.objects.get(pk=pk), verdict="raised", note="请说明", by=cast.gao)
    return (pk,)


def an_announced_check(cast):
    """A random check of this month that Auditor Jin announced."""
    from datetime import timedelta

    from django.utils import timezone

    from performance.audit import commitment_of
    from performance.services.audits import announce_round

    today = timezone.localdate()
    values = {"name": "抽查", "first": today - timedelta(30), "last": today}
    commitment = commitment_of("a seed nobody knows")
    return (announce_round(cast.county, commitment=commitment, by=cast.jin, **values).pk,)


def a_drawn_check(cast):
    """The same, drawn: Deputy Lin's visit is in it, and Auditor Jin's to check."""
    from performance.models import AuditItem, AuditRound, DutyRecord

    [pk] = an_announced_check(cast)
    [record] = a_confirmed_visit(cast)
    audit = AuditRound.objects.get(pk=pk)
    audit.seed, audit.drawn_at = "a seed nobody knows", audit.announced_at
    audit.population = [[record, "voter_contact"]]
    audit.save()
    item = AuditItem.objects.create(
        round=audit, record=DutyRecord.objects.get(pk=record), position=1, checker=cast.jin
    )
    return audit, item


ROWS = [
    Row("performance:audits", READS_LISTS),
    Row("performance:audits", only("tang jin", 422, else_=404, gao=403, xie=403, bai=403), post={}),
    Row("performance:audit", READS, at=an_announced_check),
    Row(
        "performance:audit",
        only("tang jin", 422, else_=404, gao=403, xie=403),
        at=an_announced_check,
        post={"seed": "wrong"},
    ),
    Row("performance:audit-list", READS, at=lambda cast: (a_drawn_check(cast)[0].pk,)),
    Row(
        "performance:audit-check",
        only("gao jin", 302, else_=404, tang=403, xie=403),
        at=lambda cast: (a_drawn_check(cast)[1].pk,),
        post={"verdict": "in_order"},
    ),
    Row("performance:evidence-file", only(READERS + " lin", else_=404), at=a_photo("shown")),
    Row("performance:evidence-file", only("gao tang", else_=404), at=a_photo("original")),
    Row(
        "performance:evidence-drop",
        only("gao tang lin", 302, else_=404, xie=403, jin=403),
        at=lambda cast: a_photo("shown")(cast)[:1],
        post=REASON,
    ),
    Row("performance:my-record", only("lin", else_=404), at=a_visit),
    Row("performance:my-record", only("lin", 422, else_=404), at=a_visit, post={}),
    Row("performance:desk-record", READS, at=a_visit),
    Row(
        "performance:desk-record",
        only("gao tang", 422, else_=404, xie=403, jin=403),
        at=a_visit,
        post={},
    ),
    Row("performance:record-confirm", MOVES, at=a_visit, post={}),
    Row("performance:record-withdraw", KEEPS, at=a_confirmed_visit),
    Row("performance:record-withdraw", MOVES, at=a_confirmed_visit, post=REASON),
    Row("performance:duplicates", READS_LISTS),
    Row("performance:duplicate", READS, at=a_pair),
    Row("performance:duplicate", MOVES, at=a_pair, post={"verdict": "different"}),
    Row(
        "performance:pair-answer",
        only("lin zhao", 302, else_=404),
        at=a_raised_pair,
        post={"answer": "一起走访"},
    ),
]
