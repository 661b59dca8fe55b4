"""An import is its owner's, and the desk's; what it may write is settled by the register's verbs."""

from typing import Any

from thidua.base.access import PROVINCE_DESK, Actor, predicate, register_verbs
from thidua.subjects.register.permissions import writer


@predicate("Lần nhập này do đơn vị khác thực hiện.")
def owns_import(actor: Actor, register: Any) -> bool:
    if register is None or actor.is_system or actor.role in PROVINCE_DESK:
        return True
    return register.user_id == actor.user_id or (
        register.unit_id is not None and register.unit_id == actor.unit_id
    )


works = writer & owns_import
register_verbs(
    "intake",
    {
        "intake.read": works,
        "intake.export": works,
        "intake.start": writer,
        "intake.lay_out": works,
        "intake.answer": works,
        "intake.choose": works,
        "intake.apply": works,
        "intake.drop": works,
        "intake.undo": works,
    },
)
