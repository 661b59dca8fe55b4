"""An import is its owner's; the right to take over is that of the subject's own verb."""

from typing import Any

from thidua.base.access import Actor, predicate, register_verbs
from thidua.base.access.verbs import may
from thidua.base.imports.specs import SPECS


def may_import(actor: Actor, spec_name: str) -> bool:
    spec = SPECS.get(spec_name)
    return spec is not None and bool(may(actor, spec.verb))


@predicate("Không có danh sách nào dành cho chức vụ này để nhập từ Excel.")
def imports_something(actor: Actor, batch: Any) -> bool:
    return any(may_import(actor, name) for name in SPECS)


@predicate("Lần nhập này do người khác thực hiện.")
def owns_import(actor: Actor, batch: Any) -> bool:
    return batch is None or batch.user_id == actor.user_id or actor.is_system


register_verbs(
    "imports",
    {
        "imports.read": imports_something & owns_import,
        "imports.start": imports_something,
        "imports.check": imports_something & owns_import,
        "imports.apply": imports_something & owns_import,
        "imports.drop": imports_something & owns_import,
    },
)
