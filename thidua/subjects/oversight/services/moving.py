"""What the verbs share: compare-and-set on the state, due days, who is told."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base import outbox, parameters
from thidua.base.access import Role
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.oversight.enums import OpinionState, Source
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Opinion

DESK = (Role.OFFICER, Role.OFFICE_HEAD)
WHO_ANSWERS = (
    Role.UNIT_CLERK, Role.UNIT_HEAD, Role.OFFICER, Role.OFFICE_HEAD, Role.PROVINCE_CHAIR, Role.FRONT,
    Role.CONSULTED, Role.PARTY,
)  # fmt: skip
LONGEST = 20_000  # letters of an opinion, an answer


def move_opinion(opinion: Opinion, *, expected: Iterable[str], **values: Any) -> Opinion:
    """Change it only while it stands in an expected state; refuse if somebody was first."""
    here = Opinion.objects.filter(pk=opinion.pk, round=opinion.round, state__in=list(expected))
    moved = here.update(**values)
    opinion.refresh_from_db()
    if not moved:
        raise WrongState(
            _("%(opinion)s đang ở bước “%(state)s”. Tải lại trang để xem tình trạng mới nhất.")
            % {"opinion": opinion, "state": OpinionState(opinion.state).label}
        )
    return opinion


def due_of(opinion: Opinion, day: date) -> date:
    """The Front's opinions have a day of their own."""
    key = "front.answer" if opinion.source == Source.FRONT else "opinion.answer"
    return parameters.calendar(day).add_working_days(day, parameters.days(key, day))


def unit_name_on(unit_id: int, day: date) -> str:
    name = names_on([unit_id], day).get(unit_id, "")
    if not name:
        raise BadInput(_("Không có đơn vị này."))
    return name


def superior_of(unit_id: int, day: date) -> int:
    """Whom an opinion goes to when it is asked again: the unit above; at the top, the committee.

    A committee has nobody above it here, so it looks at its own answer once more.
    """
    tree = tree_on(day)
    node = tree.get(unit_id)
    if node is None or node.kind == Kind.PEOPLES_COMMITTEE:
        return unit_id
    above = tree.get(node.parent_id) if node.parent_id else None
    if above is not None and above.kind not in (Kind.PROVINCE, Kind.CENTRAL):
        return above.id
    committee = [unit.id for unit in tree if unit.kind == Kind.PEOPLES_COMMITTEE]
    return committee[0] if committee else unit_id


def clean_words(text: str, asked: str) -> str:
    """The words without blanks around; a refusal that asks for them when there are none."""
    words = text.replace("\0", "").strip()
    if not words:
        raise BadInput(asked)
    if len(words) > LONGEST:
        raise BadInput(
            _("Nội dung quá dài: rút gọn dưới %(most)s chữ cái, phần còn lại đính kèm tệp.")
            % {"most": LONGEST}
        )
    return words


def opinion_url(opinion: Opinion) -> str:
    return f"/y-kien/{opinion.pk}/"


def tell(
    opinion: Opinion,
    *,
    event: str,
    subject: str,
    body: str,
    to_users: Iterable[int] = (),
    to_unit: int | None = None,
    roles: Collection[str] = (),
    urgent: bool = False,
) -> None:
    outbox.notify(
        to_users=to_users,
        to_unit=to_unit,
        roles=roles,
        subject=subject,
        body=body,
        url=opinion_url(opinion),
        kind="opinion",
        key=f"opinion:{opinion.pk}:{opinion.round}:{event}",
        urgent=urgent,
    )
