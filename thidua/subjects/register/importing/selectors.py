"""Imports an actor may see, and what is open in one."""

from django.db.models import Q, QuerySet

from thidua.base.access import PROVINCE_DESK, Actor
from thidua.subjects.register.importing.enums import RowState
from thidua.subjects.register.importing.models import OldRegister


def imports_visible_to(actor: Actor) -> "QuerySet[OldRegister]":
    if actor.is_system or actor.role in PROVINCE_DESK:
        return OldRegister.objects.all()
    mine = Q(user_id=actor.user_id)
    if actor.unit_id is not None:
        mine |= Q(unit_id=actor.unit_id)
    return OldRegister.objects.filter(mine)


def clear_count(register: OldRegister) -> int:
    """Open rows for whom just one of the register is clearly meant."""
    return register.rows.filter(state=RowState.ASK, is_clear=True).count()
