"""Writing the consolidated report: parts, own words, passages of units that keep their source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.subjects.reports.enums import (
    RECEIVED,
    CampaignState,
    HeadingKind,
    PartKind,
)
from thidua.subjects.reports.errors import BadInput, WrongState
from thidua.subjects.reports.models import (
    Answer,
    ConsolidatedReport,
    Excerpt,
    Heading,
    ReportBlock,
    ReportCampaign,
    ReportPart,
)
from thidua.subjects.reports.services.changing import need_draft
from thidua.subjects.reports.wording import subject_of

USUAL_RECIPIENTS = (
    "Ban Thi đua - Khen thưởng Trung ương",
    "Thường trực Tỉnh ủy",
    "Thường trực Hội đồng nhân dân tỉnh",
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh",
    "Các cơ quan, đơn vị, địa phương",
)


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of an answer: which answer, from which letter to which."""

    answer_id: int
    start: int
    end: int


@transaction.atomic
def start_consolidated(*, actor: Actor, campaign: ReportCampaign) -> ConsolidatedReport:
    """A draft with one part for each heading, the figures and charts in their usual places."""
    require(actor, "reports.compose", campaign)
    if campaign.state not in (CampaignState.OPEN, CampaignState.CLOSED):
        raise WrongState("Đợt báo cáo chưa mở hoặc đã hủy: chưa tổng hợp được.")
    report, created = ConsolidatedReport.objects.get_or_create(
        campaign=campaign,
        defaults={
            "unit_id": campaign.unit_id,
            "subject": subject_of(campaign),
            "recipients": "\n".join(_recipients(campaign)),
            "is_sample": campaign.is_sample,
        },
    )
    if not created:
        raise WrongState("Báo cáo tổng hợp của đợt này đã được lập.")
    _write_parts(report)
    audit.record(actor, "reports.compose", report, after={"parts": report.parts.count()})
    return report


def _recipients(campaign: ReportCampaign) -> list[str]:
    """Those of the movement's own document, else the usual ones."""
    if campaign.movement is None:
        return list(USUAL_RECIPIENTS)
    lines = campaign.movement.recipients.filter(is_archive=False).values_list("printed", flat=True)
    return list(lines) or list(USUAL_RECIPIENTS)


def _write_parts(report: ConsolidatedReport) -> None:
    campaign = report.campaign
    timeliness = (PartKind.TIMELINESS, "Việc chấp hành chế độ báo cáo", None, False)
    rows: list[tuple[str, str, Heading | None, bool]] = []
    for heading in campaign.headings.all():
        if heading.kind == HeadingKind.FIGURES:
            # Data stand together, before the words that end the report: a signature should not
            # come alone onto a page behind a chart.
            rows.append((PartKind.FIGURES, heading.title, heading, False))
            rows += [*_data_parts(campaign), *([] if timeliness in rows else [timeliness])]
        else:
            rows.append((PartKind.WORDS, heading.title, heading, False))
    if timeliness not in rows:
        rows.append(timeliness)
    rows.append((PartKind.UNITS, "Kết quả theo cơ quan, đơn vị", None, True))
    ReportPart.objects.bulk_create(
        ReportPart(report=report, position=place, kind=kind, title=title, heading=heading, in_annex=annex)
        for place, (kind, title, heading, annex) in enumerate(rows, 1)
    )  # fmt: skip


def _data_parts(campaign: ReportCampaign) -> list[tuple[str, str, Heading | None, bool]]:
    movement = campaign.movement
    if movement is None:
        return []
    parts: list[tuple[str, str, Heading | None, bool]] = []
    if movement.targets.exists():
        parts.append((PartKind.TARGETS, "Kết quả thực hiện các chỉ tiêu", None, False))
    parts.append((PartKind.PROGRESS, "Kết quả triển khai theo loại đơn vị", None, False))
    return parts


def _touch(report: ConsolidatedReport) -> None:
    need_draft(report)
    ConsolidatedReport.objects.filter(pk=report.pk).update(revision=F("revision") + 1)


@transaction.atomic
def edit_consolidated(
    *, actor: Actor, report: ConsolidatedReport, subject: str, recipients: str
) -> ConsolidatedReport:
    require(actor, "reports.compose", report)
    _touch(report)
    if not subject.strip():
        raise BadInput("Cần ghi trích yếu của báo cáo.")
    ConsolidatedReport.objects.filter(pk=report.pk).update(
        subject=" ".join(subject.split())[:500], recipients=recipients.strip()
    )
    report.refresh_from_db()
    audit.record(actor, "reports.edit_consolidated", report, after={"subject": report.subject})
    return report


@transaction.atomic
def save_part(
    *, actor: Actor, report: ConsolidatedReport, part: ReportPart | None, values: Mapping[str, Any]
) -> ReportPart:
    """Add a part at the end, or change its title, what it holds, and whether it is an annex."""
    require(actor, "reports.compose", report)
    _touch(report)
    if not str(values.get("title", "")).strip():
        raise BadInput("Cần ghi đề mục.")
    if part is None:
        last = report.parts.aggregate(last=Max("position"))["last"] or 0
        part = ReportPart(report=report, position=last + 1)
    for name in ("kind", "title", "in_annex"):
        if name in values:
            setattr(part, name, values[name])
    part.save()
    audit.record(actor, "reports.save_part", report, after={"title": part.title, "kind": part.kind})
    return part


@transaction.atomic
def drop_part(*, actor: Actor, report: ConsolidatedReport, part: ReportPart) -> None:
    """The passages that stood in it go back to the tray with their source."""
    require(actor, "reports.compose", report)
    _touch(report)
    title = part.title
    part.delete()
    audit.record(actor, "reports.drop_part", report, before={"title": title})


@transaction.atomic
def move_part(*, actor: Actor, report: ConsolidatedReport, part: ReportPart, up: bool) -> None:
    require(actor, "reports.compose", report)
    _touch(report)
    parts = list(report.parts.all())
    _shift(parts, parts.index(part), up)
    ReportPart.objects.bulk_update(parts, ["position"])
    audit.record(actor, "reports.save_part", report, after={"title": part.title, "up": up})


def _shift(rows: list[Any], place: int, up: bool) -> None:
    other = place + (-1 if up else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, 1):
        row.position = position


# Blocks


@transaction.atomic
def add_block(
    *, actor: Actor, part: ReportPart, text: str, excerpt: Excerpt | None = None
) -> ReportBlock:
    """A paragraph at the end of a part: own words, or a passage from the tray."""
    require(actor, "reports.compose", part.report)
    _touch(part.report)
    block = _append(part, text, excerpt)
    audit.record(
        actor,
        "reports.save_block",
        part.report,
        after={"part": part.title, "source": excerpt.unit_name if excerpt else ""},
    )
    return block


def _append(part: ReportPart, text: str, excerpt: Excerpt | None) -> ReportBlock:
    if not text.strip():
        raise BadInput("Đoạn văn còn trống.")
    last = part.blocks.aggregate(last=Max("position"))["last"] or 0
    return ReportBlock.objects.create(
        part=part, position=last + 1, text=text.strip(), excerpt=excerpt
    )


@transaction.atomic
def edit_block(*, actor: Actor, block: ReportBlock, revision: int, text: str) -> ReportBlock:
    """Change the words; a passage keeps its source and the words as the unit sent them."""
    report = block.part.report
    require(actor, "reports.compose", report)
    _touch(report)
    if not text.strip():
        raise BadInput("Đoạn văn còn trống: muốn bỏ thì bấm Bỏ.")
    moved = ReportBlock.objects.filter(pk=block.pk, revision=revision).update(
        text=text.strip(), revision=F("revision") + 1
    )
    if not moved:
        raise StaleVersion("Người khác vừa sửa đoạn này. Phần ông (bà) nhập còn nguyên: đối chiếu rồi lưu lại.")  # fmt: skip
    before = block.text
    block.refresh_from_db()
    audit.record(
        actor, "reports.save_block", report, before={"text": before}, after={"text": block.text}
    )
    return block


@transaction.atomic
def move_block(*, actor: Actor, block: ReportBlock, up: bool) -> None:
    report = block.part.report
    require(actor, "reports.compose", report)
    _touch(report)
    blocks = list(block.part.blocks.all())
    _shift(blocks, blocks.index(block), up)
    ReportBlock.objects.bulk_update(blocks, ["position"])
    audit.record(actor, "reports.save_block", report, after={"part": block.part.title, "up": up})


@transaction.atomic
def drop_block(*, actor: Actor, block: ReportBlock) -> None:
    """A passage goes back to the tray; own words are gone, with their trace."""
    report = block.part.report
    require(actor, "reports.compose", report)
    _touch(report)
    text, title = block.text, block.part.title
    block.delete()
    audit.record(actor, "reports.drop_block", report, before={"part": title, "text": text})


# Passages


@transaction.atomic
def pick_passages(
    *,
    actor: Actor,
    report: ConsolidatedReport,
    spans: Iterable[Span],
    part: ReportPart | None = None,
) -> list[Excerpt]:
    """Take passages with their source; into a part at once, or into the tray for later."""
    require(actor, "reports.pick", report)
    _touch(report)
    wanted = list(dict.fromkeys(spans))
    answers = _answers(report, wanted)
    picked = [_pick(actor, report, answers[span.answer_id], span) for span in wanted]
    fresh = [excerpt for excerpt in picked if excerpt is not None]
    if not fresh:
        raise BadInput("Chưa chọn đoạn nào, hoặc các đoạn đã chọn đều đã lấy rồi.")
    if part is not None:
        for excerpt in fresh:
            _append(part, excerpt.text, excerpt)
    audit.record(
        actor,
        "reports.pick",
        report,
        after={
            "units": [excerpt.unit_name for excerpt in fresh],
            "part": part.title if part else "",
        },
    )
    return fresh


def _answers(report: ConsolidatedReport, spans: Iterable[Span]) -> dict[int, Answer]:
    ids = {span.answer_id for span in spans}
    found = (
        Answer.objects.filter(pk__in=ids, report__campaign_id=report.campaign_id)
        .filter(report__state__in=RECEIVED)
        .select_related("report")
        .in_bulk()
    )
    if ids - set(found):
        raise BadInput(
            "Có đoạn không thuộc báo cáo đã gửi của đợt này. Tải lại trang rồi chọn lại."
        )
    return found


def _pick(actor: Actor, report: ConsolidatedReport, answer: Answer, span: Span) -> Excerpt | None:
    text = answer.text[span.start : span.end]
    if not 0 <= span.start < span.end <= len(answer.text) or not text.strip():
        raise BadInput("Đoạn chọn nằm ngoài báo cáo của đơn vị. Tải lại trang rồi chọn lại.")
    excerpt, created = Excerpt.objects.get_or_create(
        report=report,
        source=answer.report,
        heading_id=answer.heading_id,
        start=span.start,
        end=span.end,
        defaults={
            "text": text,
            "unit_name": answer.report.unit_name,
            "picked_by": actor.signature[:300],
            "picked_on": actor.day,
        },
    )
    return excerpt if created else None


@transaction.atomic
def drop_excerpt(*, actor: Actor, excerpt: Excerpt) -> None:
    """Out of the tray; one that stands in the report is taken out there first."""
    require(actor, "reports.pick", excerpt.report)
    _touch(excerpt.report)
    if ReportBlock.objects.filter(excerpt=excerpt).exists():
        raise WrongState("Đoạn này đang nằm trong báo cáo: bỏ ở báo cáo trước.")
    unit, text, report = excerpt.unit_name, excerpt.text, excerpt.report
    excerpt.delete()
    audit.record(actor, "reports.drop_excerpt", report, before={"unit": unit, "text": text})
