"""Taking back an act on units before the day on which it takes effect."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.orgs.errors import CannotUndo
from thidua.subjects.orgs.indexing import index_units
from thidua.subjects.orgs.models import Organization, Reorganization
from thidua.subjects.orgs.services.ledger import MODELS, check_trees_from, lock_units


@transaction.atomic
def undo_act(*, actor: Actor, act_id: int, reason: str = "") -> Reorganization:
    require(actor, "orgs.undo")
    act = Reorganization.objects.get(pk=act_id)
    units = list(act.units.values_list("pk", flat=True))
    lock_units(units)
    _refuse_unless_undoable(actor, act)
    if not Reorganization.objects.filter(pk=act_id, undone_on=None).update(undone_on=actor.day):
        raise CannotUndo(_("Biến động này đã được hoàn tác."))
    for change in reversed(act.changed):
        _put_back(change)
    _remove_opened(act)
    index_units(units, actor)
    check_trees_from(act.day)
    audit.record(actor, "orgs.undo", act, before={"day": act.day, "kind": act.kind}, reason=reason)
    act.refresh_from_db()
    return act


def _refuse_unless_undoable(actor: Actor, act: Reorganization) -> None:
    if act.undone_on is not None:
        raise CannotUndo(_("Biến động này đã được hoàn tác."))
    if act.day <= actor.day:
        raise CannotUndo(
            _("Biến động có hiệu lực từ %s nên không hoàn tác được; hãy ghi một biến động mới.")
            % format_date(act.day)
        )
    later = (
        Reorganization.objects.filter(
            pk__gt=act.pk, undone_on=None, units__in=act.units.order_by().values("pk")
        )
        .order_by("-pk")
        .first()
    )
    if later is not None:
        raise CannotUndo(
            _("Hãy hoàn tác trước biến động ghi sau đó: %(kind)s từ %(day)s.")
            % {"kind": later.get_kind_display().lower(), "day": format_date(later.day)}
        )


def _put_back(change: dict[str, Any]) -> None:
    model = MODELS[change["model"]]
    row = {"pk": change["id"], change["field"]: change["new"]}
    if not model._default_manager.filter(**row).update(**{change["field"]: change["old"]}):
        raise CannotUndo(_("Đơn vị đã được sửa sau biến động này nên không hoàn tác được."))


def _remove_opened(act: Reorganization) -> None:
    try:
        for name, model in MODELS.items():
            opened = act.opened.get(name, [])
            if model is Organization:
                act.units.remove(*opened)
            model._default_manager.filter(pk__in=opened).delete()
    except ProtectedError:
        raise CannotUndo(
            _(
                "Đã có người dùng, văn bản hoặc việc được giao cho đơn vị mới. Hãy gỡ các mục đó trước."
            )
        ) from None
