"""Who may write, review and try rows of the law: the province's desk, never one person alone."""

from typing import Any

from thidua.base.access import PROVINCE_DESK, Actor, Role, has_role, predicate, register_verbs
from thidua.subjects.law.models import LawRow

WRITERS = (Role.OFFICER, Role.OFFICE_HEAD)


def _wrote(actor: Actor, thing: Any) -> bool:
    return not isinstance(thing, LawRow) or thing.written_by_id == actor.user_id


def _is_second(actor: Actor, thing: Any) -> bool:
    return not isinstance(thing, LawRow) or thing.written_by_id != actor.user_id


def _did_not_ask(actor: Actor, thing: Any) -> bool:
    return not isinstance(thing, LawRow) or thing.end_asked_by_id != actor.user_id


writes = has_role(*WRITERS)
own = predicate("Chỉ người soạn sửa được quy định này; người khác trả lại kèm ý kiến.")(_wrote)
second = predicate("Cần người thứ hai: người soạn không tự đối chiếu quy định của mình.")(
    _is_second
)
not_the_asker = predicate("Cần người thứ hai: người đề nghị dừng không tự đồng ý.")(_did_not_ask)

register_verbs(
    "law",
    {
        "law.rows.see": has_role(*PROVINCE_DESK, Role.AUDITOR, Role.ADMIN),
        "law.write": writes,
        "law.change": writes & own,
        "law.review": writes & second,
        "law.ask_end": writes,
        "law.end": writes & not_the_asker,
        "law.try": has_role(*PROVINCE_DESK),
    },
)
