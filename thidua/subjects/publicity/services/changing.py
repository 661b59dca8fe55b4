"""The guard every verb shares: the state it starts from."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from thidua.subjects.publicity.enums import CongressState, ExampleState
from thidua.subjects.publicity.errors import WrongState
from thidua.subjects.publicity.models import Congress, Example


def move_example(example: Example, *, expected: Iterable[str], to: str, **values: Any) -> Example:
    """Compare-and-set on the state; WrongState when somebody was quicker or the step is wrong."""
    moved = Example.objects.filter(pk=example.pk, state__in=list(expected)).update(
        state=to, revision=F("revision") + 1, **values
    )
    example.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Điển hình đang ở trạng thái “{ExampleState(example.state).label}” nên không làm được "
            "bước này. Tải lại trang để xem tình trạng mới nhất."
        )
    return example


def move_congress(
    congress: Congress, *, expected: Iterable[str], to: str, **values: Any
) -> Congress:
    moved = Congress.objects.filter(pk=congress.pk, state__in=list(expected)).update(
        state=to, **values
    )
    congress.refresh_from_db()
    if not moved:
        raise WrongState(
            f"“{congress}” đang ở trạng thái “{CongressState(congress.state).label}” nên không làm "
            "được bước này. Tải lại trang để xem tình trạng mới nhất."
        )
    return congress
