"""The paper of a check: a slip (phiếu báo) with each demand, the facts, the article."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Bullet,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Table,
)
from thidua.core.documents.model import Align, Block
from thidua.core.law.facts import Finding, Verdict
from thidua.core.text import format_date
from thidua.subjects.eligibility.enums import FindingState, Outcome
from thidua.subjects.eligibility.models import Check
from thidua.subjects.eligibility.selectors.checks import Settled
from thidua.subjects.papers.templates import letterhead

COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Điều kiện, tiêu chuẩn", 2.4),
    Column("Kết quả", 1.0),
    Column("Dữ kiện; cần thêm", 2.3),
    Column("Căn cứ", 2.0),
)


def slip_document(
    check: Check,
    *,
    verdict: Verdict,
    machine: Settled,
    award: str,
    who: str,
    law: str,
    sentence: str,
    from_when: str,
    unit_id: int,
    day: date,
) -> OfficialDocument:
    """`verdict` as the reader may see it; `machine` tells where people decided otherwise."""
    outcome = str(Outcome(verdict.outcome).label)
    name = f"{check.holder.name} ({who})" if who else check.holder.name
    body: list[Block] = [
        Section(
            "Trường hợp kiểm tra",
            [
                Bullet(f"Người, tập thể: {name}."),
                Bullet(f"Danh hiệu, hình thức: {award}; năm xét {check.period}."),
                Bullet(f"Ngày xét: {format_date(check.day)}; pháp luật áp dụng: {law}."),
                *_basis(check),
            ],
        ),
        Section(
            "Kết quả",
            [Clause(text=f"{outcome}. {sentence}"), Clause(text=f"Thời điểm: {from_when}"), *_decided(machine)],
        ),
        Section("Từng điều kiện", [_table(verdict)]),
        Paragraph(
            "Kết quả do máy đối chiếu sổ khen thưởng với quy định của pháp luật; quyết định thuộc về người "
            "có thẩm quyền.",
            italic=True,
        ),
    ]  # fmt: skip
    head = letterhead(unit_id, day)
    subject = f"Kết quả kiểm tra điều kiện xét {award[:1].lower()}{award[1:]}"
    document = head.document(DocumentKind.SLIP, subject, body, day.year)
    return replace(document, recipients=("Lưu hồ sơ trường hợp",))


def _basis(check: Check) -> list[Block]:
    basis = str(check.added.get("basis", "")).strip().rstrip(".")
    return [Bullet(f"Ý kiến, xác nhận bổ sung khi xét căn cứ: {basis}.")] if basis else []


def _decided(machine: Settled) -> list[Block]:
    if not machine.decided:
        return []
    found = f"Máy xét: {machine.machine_outcome.label}"
    texts = {one.id: one.text for one in machine.machine.findings}
    lines = [
        Bullet(
            f"{texts[one.finding].rstrip('.')}: {one.get_decided_display().lower()}, do "
            f"{one.created_by_name} quyết định. Lý do: {one.reason.rstrip('.')}."
        )
        for one in machine.decided.values()
        if one.finding in texts
    ]
    return [Clause(text=f"{found}. Người có thẩm quyền quyết định khác:", blocks=lines)]


def _table(verdict: Verdict) -> Table:
    rows: list[tuple[str, ...]] = []
    strong: list[int] = []
    seen: set[str] = set()
    every = list({(one.text, one.group): one for one in reversed(verdict.findings)}.values())
    for number, one in enumerate(reversed(every), 1):
        if one.group and one.group not in seen:
            seen.add(one.group)
            strong.append(len(rows))
            rows.append(("", "Một trong các đường sau, đạt một đường là đủ:", _group_state(verdict, one.group), "", ""))  # fmt: skip
        rows.append(_row(number, one))
    return Table(COLUMNS, rows, strong=strong)


def _group_state(verdict: Verdict, key: str) -> str:
    return next((_word(group.state) for group in verdict.groups if group.key == key), "")


def _row(number: int, one: Finding) -> tuple[str, ...]:
    facts = "; ".join(_bare(one.facts))
    needs = "; ".join(_bare(one.needs))
    told = ". ".join(part for part in (facts, needs) if part)
    mark = f" ({one.mark})" if one.mark else ""
    people = " (người quyết định)" if one.judged_by_people else ""
    return (str(number), one.text, _word(one.state) + people, told, one.citation + mark)


def _bare(words: Iterable[str]) -> list[str]:
    return [one.rstrip(". ") for one in words]


def _word(state: str) -> str:
    return str(FindingState(state).label)
