"""The numbered paper by which a target is given: drafted from the shares, followed when issued."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction

from thidua.base import audit
from thidua.base.access import PROVINCE_DESK, Actor, require
from thidua.core.documents import Block, DocumentKind, Table
from thidua.core.documents.model import Align, Annex, Article, Column
from thidua.core.targets.judging import words_of
from thidua.core.trees import Tree
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.targets.errors import BadTarget
from thidua.subjects.targets.models import Target, TargetShare

ABOUT = "targets.split"


@transaction.atomic
def draft_split_decision(*, actor: Actor, target: Target) -> Paper:
    """A draft "quyết định giao chỉ tiêu" with the table of shares; a person reads and submits it."""
    require(actor, "targets.split", target)
    tree = tree_on(actor.day)
    shares = list(target.shares.all())
    if not shares:
        raise BadTarget("Chưa giao cho đơn vị nào: nhập mức giao rồi lập quyết định.")
    unit_id = _issuer(actor, tree)
    head = letterhead(unit_id, actor.day)
    subject = f"Về việc giao chỉ tiêu “{target.name}” năm {target.year}"
    document = head.document(DocumentKind.DECISION, subject, _articles(target), actor.day.year)
    document = replace(
        document,
        power=head.issuer,
        bases=(target.source,) if target.source else (),
        recipients=("Như Điều 3",),
        annexes=(Annex("Mức giao cho các đơn vị", (_table(target, shares, tree, actor),)),),
    )
    paper = create_paper(
        actor=actor,
        unit_id=unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{target.pk}",
    )
    audit.record(actor, "targets.draft_decision", target, after={"units": len(shares)})
    return paper


def _issuer(actor: Actor, tree: Tree) -> int:
    """The People's Committee for the office, its own head for a department that owns the target."""
    if actor.role in PROVINCE_DESK:
        for node in tree:
            if node.kind == Kind.PEOPLES_COMMITTEE:
                return node.id
    return actor.home_unit


def _articles(target: Target) -> list[Block]:
    return [
        Article(
            f"Giao chỉ tiêu “{target.name}” năm {target.year} ({target.phrase}) cho các cơ quan, đơn "
            "vị, mức giao tại Phụ lục kèm theo Quyết định này."
        ),
        Article(
            "Các cơ quan, đơn vị được giao tổ chức thực hiện và báo cáo "
            f"{target.get_period_kind_display().lower()}, số của kỳ là số "
            f"{target.get_reach_display().lower()}; cơ quan chủ trì theo dõi, xác nhận số liệu."
        ),
        Article(
            "Thủ trưởng các cơ quan, đơn vị có tên tại Phụ lục và các cơ quan, đơn vị liên quan chịu "
            "trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
        ),
    ]


def _table(target: Target, shares: list[TargetShare], tree: Tree, actor: Actor) -> Table:
    names = names_on([share.organization_id for share in shares], actor.day)
    order = {node.id: place for place, node in enumerate(tree)}
    shares.sort(key=lambda share: order.get(share.organization_id, len(order)))
    unit = f" ({target.unit_of_measure})" if target.unit_of_measure else ""
    return Table(
        (
            Column("TT", 0.4, Align.CENTER),
            Column("Đơn vị", 3),
            Column(f"Mức giao{unit}", 1.4, Align.RIGHT),
            Column("Ghi chú", 1.4),
        ),
        tuple(
            (
                str(place),
                names.get(share.organization_id, ""),
                "" if share.value is None else words_of(share.value),
                share.note,
            )
            for place, share in enumerate(shares, 1)
        ),
    )


def follow_paper(paper: Any) -> None:
    """Issued, the decision is what the shares stand on."""
    about, _colon, target_id = paper.about.partition(":")
    if about != ABOUT or paper.state != PaperState.ISSUED:
        return
    words = f"Quyết định số {paper.code} ngày {paper.issued_on:%d/%m/%Y}"
    TargetShare.objects.filter(target_id=int(target_id)).update(paper=words[:300])
