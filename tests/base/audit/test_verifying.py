import json

import pytest
from django.db import DatabaseError, connection, transaction

from thidua.base import audit
from thidua.base.audit import triggers
from thidua.base.audit.heads import heads_file, keep_head
from thidua.base.audit.models import AuditEvent, AuditHead, AuditPersonal
from thidua.base.audit.verifying import TAIL_UNSEEN, VerifyReport, _check_inner_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]
UNIT = audit.Thing("orgs.Organization", "12", "Sở Nội vụ")


@pytest.fixture
def chain(actor):
    for number in range(1, 6):
        audit.record(actor, "orgs.rename", UNIT, after={"name": f"Tên {number}"})


def tamper(sql, params=()):
    """As somebody would who owns the database: take the triggers away, change, set them again."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    triggers.create(connection)


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEvent.objects.filter(sequence=2).update(reason="khác"),
        lambda: AuditEvent.objects.filter(sequence=2).delete(),
        lambda: AuditEvent.objects.get(sequence=2).delete(),
    ],
    ids=["update", "delete rows", "delete one"],
)
def test_database_refuses_to_change_an_event(chain, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert AuditEvent.objects.get(sequence=2).reason == ""


def test_database_refuses_to_replace_an_event(chain):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    copy = "INSERT OR REPLACE INTO audit_auditevent SELECT * FROM audit_auditevent WHERE sequence=2"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(copy)


def test_database_refuses_to_truncate(chain):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE audit_auditevent CASCADE")


def test_verify_accepts_a_whole_chain_and_says_that_tails_cannot_be_seen(chain):
    report = audit.verify()
    assert (report.events, report.faults, report.warnings) == (5, [], [TAIL_UNSEEN])


def test_verify_goes_on_to_the_head_that_others_wrote_meanwhile(chain):
    report = VerifyReport()
    _check_inner_head(report, {})
    assert (report.last_sequence, report.faults) == (5, [])


def test_verify_against_a_kept_head_has_no_warning(chain):
    keep_head()
    report = audit.verify()
    assert (report.faults, report.warnings) == ([], [])


@pytest.mark.parametrize("field", ["user_name", "verb", "thing_label", "reason", "unit_name"])
def test_verify_finds_a_changed_field(chain, field):
    tamper(f"UPDATE audit_auditevent SET {field} = 'x' WHERE sequence = 3")
    assert audit.verify().faults == ["Dòng 3 đã bị sửa sau khi ghi."]


def test_verify_finds_a_gap(chain):
    tamper("DELETE FROM audit_auditevent WHERE sequence = 3")
    assert audit.verify().faults == [
        "Mất các dòng từ 3 đến 3.",
        "Dòng 4 không nối với dòng trước nó.",
    ]


def test_verify_finds_reordering(chain):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        tamper("UPDATE audit_auditevent SET sequence = %s WHERE sequence = %s", [new, old])
    assert "Dòng 2 đã bị sửa sau khi ghi." in audit.verify().faults


def test_verify_finds_a_missing_trigger(chain):
    triggers.remove(connection)
    names = [trigger.name for trigger in triggers._wanted(connection)]
    assert [name for name in names if name in " ".join(audit.verify().faults)] == names
    triggers.create(connection)


def test_verify_finds_a_hollowed_trigger(chain):
    triggers.remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_auditevent "
                "WHEN 0 BEGIN SELECT 1; END"
            )
    assert any("audit_no" in fault for fault in audit.verify().faults)
    triggers.create(connection)


def cut_tail():
    tamper("DELETE FROM audit_auditevent WHERE sequence > 3")
    last = AuditEvent.objects.get(sequence=3)
    AuditHead.objects.update(sequence=3, hash=last.hash)


def test_verify_does_not_see_a_cut_tail_without_a_kept_head(chain):
    cut_tail()
    report = audit.verify()
    assert (report.faults, report.warnings) == ([], [TAIL_UNSEEN])


def test_verify_finds_a_cut_tail_against_the_kept_head(chain):
    keep_head()
    cut_tail()
    assert audit.verify().faults == [
        "Nhật ký bị cắt đuôi: bên ngoài ghi có dòng 5, trong cơ sở dữ liệu chỉ đến dòng 3."
    ]


def test_verify_finds_a_rewritten_chain_against_the_kept_head(chain, actor):
    keep_head()
    cut_tail()
    for number in (4, 5, 6):
        audit.record(actor, "orgs.rename", UNIT, after={"name": f"Tên viết lại {number}"})
    assert audit.verify().faults == ["Nhật ký đã bị viết lại: dòng 5 khác với đầu chuỗi đã lưu."]


def test_verify_finds_a_forged_head(chain):
    keep_head()
    cut_tail()
    head = json.loads(heads_file().read_text())
    forged = head | {"sequence": 3, "hash": AuditEvent.objects.get(sequence=3).hash}
    heads_file().write_text(json.dumps(forged) + "\n")
    assert audit.verify().faults == ["Đầu chuỗi lưu bên ngoài (dòng 3) không đúng chữ ký."]


def test_verify_finds_a_changed_inner_head(chain):
    AuditHead.objects.update(sequence=4)
    assert audit.verify().faults == ["Dòng cuối là 5, nhưng cơ sở dữ liệu ghi dòng cuối là 4."]


def test_verify_finds_changed_personal_data(actor):
    audit.record(actor, "accounts.set", UNIT, after={"x": audit.Personal("user:5", "Mẫu")})
    AuditPersonal.objects.update(value="Khác")
    assert audit.verify().faults == ["Dữ liệu cá nhân của dòng 1 đã bị sửa."]


def test_keep_head_writes_a_line_only_when_something_happened(chain, actor):
    keep_head()
    keep_head()
    assert len(heads_file().read_text().splitlines()) == 1
    audit.record(actor, "orgs.rename", UNIT)
    keep_head()
    assert len(heads_file().read_text().splitlines()) == 2


def test_triggers_come_back_after_a_migration(chain):
    from django.core.management import call_command

    triggers.remove(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
