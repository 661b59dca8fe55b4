"""A row of the province as an officer of the Board would write it, and the people who do."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thidua.base.access import Actor
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.rows import RowValues
from thidua.subjects.law.services.drafting import draft_row, propose_row
from thidua.subjects.law.services.reviewing import review_row

VOTE = "law2003.provincial_merit_certificate.local_vote"
CERTIFICATE = "provincial_merit_certificate"
FIGHTER = "grassroots_emulation_fighter"


def vote_row(percent: int | None = 80, **more: Any) -> RowValues:
    """The share of votes for the provincial certificate, which the 2003 law leaves to the province."""
    values: dict[str, Any] = {
        "kind": "condition",
        "key": VOTE,
        "replaces": VOTE,
        "award": CERTIFICATE,
        "body": {
            "text": "Phiếu đồng ý của Hội đồng tỉnh đạt tỷ lệ do tỉnh quy định",
            "type": "vote_threshold",
            "params": {"min_percent": percent, "council": "provincial", "base": "all_members"},
        },
        "valid_from": date(2022, 1, 1),
        "valid_until": date(2024, 1, 1),
        "citation": "Điều 5 khoản 2",
        "document": "Quyết định số 01/2022/QĐ-UBND (mẫu)",
        "reason": "Luật để tỉnh quy định",
    }
    return RowValues(**(values | more))


def quota_row(percent: int = 15, **more: Any) -> RowValues:
    """A quota of the province's own, beside what the law says."""
    values: dict[str, Any] = {
        "kind": "condition",
        "award": FIGHTER,
        "body": {
            "text": "Số Chiến sĩ thi đua cơ sở không quá 15% số Lao động tiên tiến",
            "type": "ratio_cap",
            "params": {"max_percent": percent, "of": "advanced_worker"},
        },
        "valid_from": date(2024, 1, 1),
        "citation": "Điều 6",
        "document": "Quyết định số 02/2024/QĐ-UBND (mẫu)",
    }
    return RowValues(**(values | more))


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    return actor("chuyenvien")


@pytest.fixture
def head(actor: Callable[..., Actor]) -> Actor:
    return actor("lanhdao", "office_head")


@pytest.fixture
def drafted(officer: Actor) -> LawRow:
    return draft_row(actor=officer, values=vote_row())


@pytest.fixture
def proposed(officer: Actor, drafted: LawRow) -> LawRow:
    return propose_row(actor=officer, row=drafted)


@pytest.fixture
def in_force(head: Actor, proposed: LawRow) -> LawRow:
    return review_row(actor=head, row=proposed)
