"""Evidence: kept once, shown to whoever may see the record, and provable for good."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from performance.models import DutyKind, DutyRecord, Evidence, PhotoPair, RecordEvent
from performance.services import evidence as service
from performance.services.evidence import drop_evidence, drop_originals, keep_evidence
from performance.services.records import confirm_record, retract_record, submit_record
from performance.services.verification import record_faults

from ..cast import login
from ..pictures import exif, hostile_files, photo, saved, scene, sly_files, upload

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"


@pytest.fixture
def visit(cast):
    """Makes visits a deputy logged: `visit()` is Lin's first, waiting."""
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def log(number=1, mandate=None, by=None, **fact):
        mandate = mandate or cast.lin_mandate
        fact = {"on": date(2026, 3, 3), "title": f"走访第{number}户", **fact}
        source = f"performance.log:{number:032x}"
        return submit_record(
            mandate, kind=kind, source=source, by=by or mandate.deputy.user, **fact
        )

    return log


def stored():
    """How many files lie in the private evidence folder."""
    private = storages["private"]
    return len(private.listdir("evidence")[1]) if private.exists("evidence") else 0


def test_a_photo_is_kept_once_however_often_it_is_sent(cast, visit):
    record = visit()
    first = keep_evidence(record, photo(), by=cast.lin)
    again = keep_evidence(record, photo(name="又一次.jpg"), by=cast.gao)
    assert first == again and Evidence.objects.count() == 1 and stored() == 3
    other = keep_evidence(record, photo(2), by=cast.lin)
    assert (first.position, other.position) == (1, 2)
    document = keep_evidence(record, upload(PDF, "签到表.pdf"), by=cast.gao)
    assert (document.kind, document.position, document.look) == ("document", 3, None)
    assert list(record_faults()) == []


def test_who_may_add_evidence_and_when(cast, visit):
    record = visit()
    for stranger in (cast.zhao, cast.xie, cast.jin, cast.bai, cast.chen):
        with pytest.raises(PermissionDenied):
            keep_evidence(record, photo(), by=stranger)
    assert not Evidence.objects.exists() and stored() == 0
    assert not keep_evidence(record, photo(), by=cast.lin).added_later
    confirm_record(record, by=cast.gao)
    assert keep_evidence(record, photo(2), by=cast.lin).added_later
    gone = visit(2)
    retract_record(gone, by=cast.lin, reason="记错了")
    with pytest.raises(ValidationError, match="withdrawn"):
        keep_evidence(gone, photo(3), by=cast.lin)
    assert stored() == 6


def test_nothing_half_written_when_a_file_is_bad_or_the_database_fails(cast, visit, monkeypatch):
    record = visit()
    for name, content in hostile_files().items():
        with pytest.raises(ValidationError):
            keep_evidence(record, upload(content, name), by=cast.lin)
    assert stored() == 0 and not Evidence.objects.exists()

    def fail(*args, **kwargs):
        raise DatabaseError

    with monkeypatch.context() as broken, pytest.raises(DatabaseError):
        broken.setattr(service, "append_events", fail)
        keep_evidence(record, photo(), by=cast.lin)
    assert stored() == 0 and not Evidence.objects.exists()
    assert keep_evidence(record, photo(), by=cast.lin).pk


def test_a_record_holds_so_many_and_a_person_sends_so_many_a_day(cast, visit, monkeypatch):
    record = visit()
    monkeypatch.setattr(service, "MOST_PER_RECORD", 2)
    monkeypatch.setattr(service, "MOST_PER_DAY", 3)
    for number in (1, 2):
        keep_evidence(record, photo(number), by=cast.lin)
    with pytest.raises(ValidationError, match="at most 2"):
        keep_evidence(record, photo(3), by=cast.lin)
    keep_evidence(visit(2), photo(3), by=cast.lin)
    with pytest.raises(ValidationError, match="3 files within a day"):
        keep_evidence(visit(3), photo(4), by=cast.lin)


@pytest.mark.parametrize("name", sly_files())
def test_no_file_is_ever_served_as_something_that_runs(client, cast, visit, name):
    evidence = keep_evidence(visit(), upload(sly_files()[name], name), by=cast.lin)
    login(client, cast.gao)
    for size, kind in [("shown", "image/jpeg"), ("small", "image/jpeg"), ("original", None)]:
        answer = client.get(reverse("performance:evidence-file", args=[evidence.pk, size]))
        assert answer.status_code == 200
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Type"] == (kind or "application/octet-stream")
        content = b"".join(answer.streaming_content)
        if kind:
            assert b"script" not in content and b"CANARY" not in content
        else:
            assert answer["Content-Disposition"].startswith("attachment")


def test_a_document_is_only_ever_a_download(client, cast, visit):
    evidence = keep_evidence(visit(), upload(PDF, "签到表.pdf"), by=cast.lin)
    login(client, cast.lin)
    answer = client.get(reverse("performance:evidence-file", args=[evidence.pk, "shown"]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert client.get(f"/evidence/{evidence.pk}/small/").status_code == 404


def test_what_the_camera_noted_is_for_whoever_confirms(client, cast, visit):
    evidence = keep_evidence(visit(), photo(exif=exif()), by=cast.lin)
    assert evidence.notes.taken == "2026-03-03 09:12:00 +08:00"
    original = reverse("performance:evidence-file", args=[evidence.pk, "original"])
    for person, status in [(cast.lin, 404), (cast.xie, 404), (cast.gao, 200)]:
        login(client, person)
        assert client.get(original).status_code == status
    assert client.get(f"/evidence/{evidence.pk}/anything/").status_code == 404


def test_a_photo_taken_out_leaves_its_hash_and_the_reason(client, cast, visit):
    record = visit()
    evidence = keep_evidence(record, photo(exif=exif()), by=cast.lin)
    with pytest.raises(PermissionDenied):
        drop_evidence(evidence, by=cast.zhao, reason="不相干")
    with pytest.raises(ValidationError, match="Say why"):
        drop_evidence(evidence, by=cast.lin, reason=" ")
    gone = drop_evidence(evidence, by=cast.lin, reason="拍到了身份证")
    assert gone.sha256 == evidence.sha256 and not gone.file
    login(client, cast.lin)
    assert client.get(f"/evidence/{evidence.pk}/shown/").status_code == 404
    assert list(record_faults()) == []
    back = keep_evidence(record, photo(exif=exif()), by=cast.lin)
    assert back.pk == evidence.pk and back.dropped_at is None
    assert list(record_faults()) == []
    confirm_record(record, by=cast.gao)
    with pytest.raises(PermissionDenied):
        drop_evidence(back, by=cast.lin, reason="不想要了")
    drop_evidence(back, by=cast.gao, reason="拍到了身份证")


def test_files_of_evidence_taken_out_are_gone(cast, visit, django_capture_on_commit_callbacks):
    evidence = keep_evidence(visit(), photo(), by=cast.lin)
    with django_capture_on_commit_callbacks(execute=True):
        drop_evidence(evidence, by=cast.lin, reason="拍到了身份证")
    assert stored() == 0


def test_originals_go_after_a_while_and_their_hash_stays(cast, visit, settings):
    record, waiting = visit(), visit(2)
    kept = keep_evidence(record, photo(), by=cast.lin)
    keep_evidence(waiting, photo(2), by=cast.lin)
    confirm_record(record, by=cast.gao)
    today = timezone.localdate()
    assert drop_originals(today) == 0
    assert drop_originals(today + timedelta(days=settings.LUZHI_ORIGINALS_DAYS + 2)) == 1
    kept.refresh_from_db()
    assert kept.original == "" and kept.original_dropped_at and kept.sha256 and kept.file
    assert list(record_faults()) == []


COLUMNS = ["sha256", "shown_sha256", "name", "kind", "position", "uploaded_by", "at", "added_later"]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_piece_of_evidence_is_found_out(cast, visit, column):
    evidence = keep_evidence(visit(), photo(), by=cast.lin)
    keep_evidence(visit(2), photo(2), by=cast.lin)
    was = getattr(evidence, column)
    changes = {"uploaded_by": cast.zhao, "at": timezone.now(), "position": 9, "added_later": True}
    Evidence.objects.filter(pk=evidence.pk).update(
        **{column: changes.get(column, "document" if column == "kind" else "f" * 64)}
    )
    [fault] = record_faults()
    assert f"evidence {evidence.pk} was changed" in fault
    Evidence.objects.filter(pk=evidence.pk).update(**{column: was})
    assert list(record_faults()) == []


def test_evidence_removed_or_slipped_in_is_found_out(cast, visit):
    evidence = keep_evidence(visit(), photo(), by=cast.lin)
    pk, evidence.pk = evidence.pk, None
    evidence.position, evidence.sha256 = 2, "0" * 64
    evidence.save()
    assert "has no event" in next(record_faults())
    Evidence.objects.filter(pk=evidence.pk).delete()
    Evidence.objects.filter(pk=pk).delete()
    assert "is gone" in next(record_faults())
    assert RecordEvent.objects.filter(verb="evidence").count() == 1


def test_a_photo_used_before_is_noted_as_a_pair_and_nothing_else_happens(cast, visit):
    first = keep_evidence(visit(1), photo(1), by=cast.lin)
    record = visit(2, cast.zhao_mandate)
    same = keep_evidence(record, photo(1, name="别的名字.jpg"), by=cast.zhao)
    smaller = keep_evidence(visit(3), upload(saved(scene(1).resize((480, 360)))), by=cast.lin)
    mirrored = saved(scene(1).transpose(0))
    turned = keep_evidence(visit(4), upload(mirrored), by=cast.lin)
    keep_evidence(visit(5), photo(9), by=cast.lin)
    pairs = {(p.earlier_id, p.later_id): p for p in PhotoPair.objects.all()}
    assert set(pairs) == {
        (first.pk, same.pk),
        (first.pk, smaller.pk),
        (same.pk, smaller.pk),
        (first.pk, turned.pk),
        (same.pk, turned.pk),
        (smaller.pk, turned.pk),
    }
    assert pairs[first.pk, same.pk].same_file and not pairs[first.pk, smaller.pk].same_file
    assert pairs[first.pk, turned.pk].mirrored
    record.refresh_from_db()
    assert record.status == DutyRecord.Status.SUBMITTED


def test_one_photo_of_one_event_or_one_submission_is_no_pair(cast, visit):
    keep_evidence(visit(1), photo(1), by=cast.lin)
    same_key = visit(1, cast.zhao_mandate, by=cast.gao)
    keep_evidence(same_key, photo(1), by=cast.gao)
    first = visit(2, object_key="activity:9")
    keep_evidence(first, photo(2), by=cast.lin)
    keep_evidence(visit(3, cast.zhao_mandate, object_key="activity:9"), photo(2), by=cast.gao)
    record = visit(4)
    keep_evidence(record, photo(3), by=cast.lin)
    keep_evidence(record, upload(saved(scene(3), quality=50)), by=cast.lin)
    assert not PhotoPair.objects.exists()


def test_files_no_record_knows_are_tidied_away(cast, visit):
    from io import StringIO

    from django.core.management import call_command

    from foundation import private_files

    keep_evidence(visit(), photo(), by=cast.lin)
    private_files.keep(b"left behind", "evidence", ".jpg")
    later = timezone.now() + timedelta(minutes=1)
    assert service.drop_strays(later - timedelta(days=1)) == 0
    assert (service.drop_strays(later), stored()) == (1, 3)
    said = StringIO()
    call_command("tidy_evidence", "--json", stdout=said)
    assert said.getvalue().strip() == '{"originals": 0, "strays": 0}'


def test_the_volume_lists_every_file_with_its_hash(cast, visit):
    from performance.sections import Span, volume_sections

    span = Span(date(2026, 1, 1), date(2026, 12, 31))

    def section():
        found = volume_sections(cast.lin_mandate, cast.gao, span)
        return next((one for one in found if one.code == "evidence"), None)

    assert section() is None
    kept = keep_evidence(visit(), photo(), by=cast.lin)
    gone = keep_evidence(visit(2), photo(2), by=cast.lin)
    drop_evidence(gone, by=cast.lin, reason="拍到了身份证")
    assert section().rows == ((date(2026, 3, 3), "走访第1户", "走访.jpg", kept.sha256),)


def test_a_deputy_finds_the_photos_in_the_dossier(client, cast, visit):
    record = visit()
    kept = keep_evidence(record, photo(), by=cast.lin)
    for person, page in [
        (cast.lin, reverse("performance:my-dossier")),
        (cast.gao, reverse("performance:desk-dossier", args=[cast.lin_mandate.pk])),
    ]:
        login(client, person)
        assert f"/evidence/{kept.pk}/small/" in client.get(page).content.decode()
