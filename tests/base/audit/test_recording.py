from decimal import Decimal

import pytest
from django.db import transaction

from tests.base.conftest import make_actor
from thidua.base import audit
from thidua.base.audit.models import ERASED, FIRST_HASH, AuditEvent, AuditHead
from thidua.base.audit.selectors import differences
from thidua.base.audit.services import erase_subject

pytestmark = pytest.mark.django_db
UNIT = audit.Thing("orgs.Organization", "12", "Sở Nội vụ")


def test_record_links_each_event_to_the_one_before(actor):
    first = audit.record(actor, "orgs.rename", UNIT, before={"name": "A"}, after={"name": "B"})
    second = audit.record(actor, "orgs.merge", UNIT)
    assert (first.sequence, first.previous_hash) == (1, FIRST_HASH)
    assert (second.sequence, second.previous_hash) == (2, first.hash)
    assert AuditHead.objects.values_list("sequence", "hash").get() == (2, second.hash)


def test_record_keeps_who_acted_as_plain_values(actor):
    event = audit.record(actor, "orgs.rename", UNIT, reason="Sáp nhập", paper="12/QĐ-UBND")
    event.refresh_from_db()
    assert event.user_name == "Trần Thị Mẫu"
    assert (event.post_title, event.unit_name, event.role) == ("Chuyên viên", "Sở Nội vụ", "admin")
    assert (event.reason, event.paper) == ("Sáp nhập", "12/QĐ-UBND")
    assert event.signature == "Trần Thị Mẫu (Chuyên viên, Sở Nội vụ)"
    assert event.computed_hash() == event.hash


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_an_error(actor):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        audit.record(actor, "orgs.rename", UNIT)
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_record_rolled_back_leaves_no_gap(actor):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(actor, "orgs.rename", UNIT)
        1 / 0
    with transaction.atomic():
        event = audit.record(actor, "orgs.rename", UNIT)
    assert event.sequence == 1
    assert audit.verify().ok


def test_record_reads_the_same_after_the_database(actor):
    values = {
        "decimal": Decimal("2250.50"),
        "float": 1e22,
        "nested": [{"ngày": actor.day}, ("a", None, True)],
        "text": "Đ\u0301o\0",
    }
    event = audit.record(actor, "targets.set", UNIT, after=values)
    event.refresh_from_db()
    assert event.computed_hash() == event.hash
    assert event.after["decimal"] == "2250.50"
    assert event.after["nested"] == [{"ngày": "2022-02-15"}, ["a", None, True]]


def test_changes_keeps_only_what_differs():
    found = audit.changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    assert found == {"before": {"b": 2, "c": None}, "after": {"b": 3, "c": 4}}


def test_timeline_is_newest_first_and_of_this_thing_only(actor):
    audit.record(actor, "orgs.rename", UNIT)
    audit.record(actor, "orgs.rename", audit.Thing("orgs.Organization", "13", "Sở Y tế"))
    audit.record(actor, "orgs.merge", UNIT)
    assert [event.verb for event in audit.timeline(UNIT)] == ["orgs.merge", "orgs.rename"]


def test_personal_values_can_be_erased_and_the_chain_verifies(actor):
    event = audit.record(
        actor,
        "accounts.set_phone",
        audit.Thing("accounts.User", "5", audit.Personal("user:5", "Nguyễn Văn Mẫu")),
        before={"phone": audit.Personal("user:5", "0900000001")},
        after={"phone": audit.Personal("user:5", "0900000002")},
    )
    event = audit.timeline(audit.Thing("accounts.User", "5", ""))[0]
    assert event.label == "Nguyễn Văn Mẫu"
    assert differences(event) == [("phone", "0900000001", "0900000002")]
    assert "0900000001" not in str(event.before) + str(event.after)

    erase_subject(actor=make_actor(), subject="user:5", reason="Đơn đề nghị xóa dữ liệu")

    event = audit.timeline(audit.Thing("accounts.User", "5", ""))[0]
    assert event.label == ERASED
    assert differences(event) == [("phone", ERASED, ERASED)]
    report = audit.verify()
    assert (report.events, report.faults) == (2, [])
