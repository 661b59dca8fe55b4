"""Old registers under way, rows of the law in each state, checks and lists of the demonstration."""

from typing import Any

Keys = dict[str, Any]


def old_registers() -> Keys:
    from thidua.subjects.register.importing.models import OldRegister, StagedRow

    row = StagedRow.objects.select_related("register").order_by("pk").first()
    assert row is not None
    return {
        "register_id": row.register_id,
        "row_id": row.pk,
        "newest": OldRegister.objects.latest("pk").pk,
    }


def law() -> Keys:
    from thidua.subjects.law.models import LawRow, Trial

    proposed = LawRow.objects.filter(state="proposed").order_by("pk").first()
    in_force = LawRow.objects.filter(state="in_force").order_by("pk").first()
    assert proposed is not None
    assert in_force is not None
    return {
        "key": "provincial_emulation_fighter",
        "row_id": proposed.pk,
        "in_force": in_force.pk,
        "trial_id": Trial.objects.order_by("pk").first().pk,
    }


def eligibility() -> Keys:
    from thidua.subjects.eligibility.models import Check, NomineeList, Override

    override = Override.objects.order_by("pk").first()
    check = Check.objects.exclude(pk=override.check_asked_id).order_by("pk").first()
    listed = NomineeList.objects.order_by("pk").first()
    return {
        "check_id": check.pk,
        "overridden": override.check_asked_id,
        "override_id": override.pk,
        "holder_id": check.holder_id,
        "list_id": listed.pk,
        "number": 1,
    }
