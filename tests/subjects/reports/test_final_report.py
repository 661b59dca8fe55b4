"""The tổng kết report of the played demonstration, in December 2022, looked at by program."""

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.table import Table

from tests.support.docx_soundness import C, Package, faults_of
from tests.support.snapshots import Once
from thidua.base import registries
from thidua.base.access import Role
from thidua.core.documents.layout import check_layout
from thidua.core.text import parse_number
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.coverage import coverage_of
from thidua.subjects.papers.content import paper_docx
from thidua.subjects.papers.services import (
    issue_paper,
    number_paper,
    sign_off,
    sign_paper,
    submit_paper,
)
from thidua.subjects.reports.enums import CampaignKind, ConsolidatedState, HeadingKind, PartKind
from thidua.subjects.reports.models import Answer, ConsolidatedReport
from thidua.subjects.reports.selectors.answers import passages_in
from thidua.subjects.reports.selectors.board import board_of
from thidua.subjects.reports.selectors.freezing import scope_of
from thidua.subjects.reports.services.campaigns import open_campaign, prepare_campaign
from thidua.subjects.reports.services.composing import (
    Span,
    add_block,
    pick_passages,
    start_consolidated,
)
from thidua.subjects.reports.services.drafting import Written
from thidua.subjects.reports.services.freezing import conclude_review, freeze_report
from thidua.subjects.reports.services.recording import record_report
from thidua.subjects.targets.selectors.board import board_of as target_board

OPENS, DUE, DAY = date(2022, 11, 1), date(2022, 11, 30), date(2022, 12, 12)
NO_DATA = "chưa có số liệu"
TEXTS = (
    "Đơn vị đã hoàn thành các nội dung thi đua đã đăng ký.\n- Có 03 mô hình làm tốt.\n- Kết quả cao hơn năm trước.",
    "Công tác chỉ đạo được duy trì thường xuyên, có phân công, có kiểm tra.\nCòn một số việc chậm so với kế hoạch.",
    "Phong trào lan tỏa đến từng tổ, bản; Nhân dân đồng tình, góp công, góp của.\n- Vận động 120 hộ tham gia.",
)
LEFT_OUT = 5  # units that never report


def load() -> None:
    from thidua.command.demonstration import lai_chau

    lai_chau.load()
    compose()


def compose() -> None:
    """The year's end: asked, answered by all but five, put together, frozen."""
    from thidua.command.demonstration import lai_chau

    movement = Movement.objects.filter(level=Level.PROVINCE).order_by("pk").first()
    officer = lai_chau.officer(OPENS)
    campaign = prepare_campaign(
        actor=officer, kind=CampaignKind.FINAL, movement=movement, is_sample=True,
        name="Tổng kết phong trào thi đua năm 2022", since=date(2022, 1, 1), until=DUE,
        opens_on=OPENS, due_on=DUE, late_until=date(2022, 12, 14), locks_on=date(2022, 12, 15),
    )  # fmt: skip
    open_campaign(actor=officer, campaign=campaign)
    headings = list(campaign.headings.all())
    days = cycle((date(2022, 11, 25), date(2022, 11, 30), date(2022, 12, 5)))
    reports = list(campaign.reports.select_related("campaign").order_by("pk"))
    for number, report in enumerate(reports[:-LEFT_OUT]):
        words = {h.pk: TEXTS[number % 3] for h in headings if h.kind == HeadingKind.WORDS}
        rows = {h.pk: [["Mô hình tự quản", "Bản Mẫu", "Tốt"]] for h in headings if h.kind == HeadingKind.TABLE}  # fmt: skip
        record_report(
            actor=lai_chau.officer(DAY), report=report, paper=f"Báo cáo số {number + 1}/BC",
            day=next(days), written=Written(words=words, rows=rows),
        )  # fmt: skip
    put_together(lai_chau.officer(DAY), campaign)


def put_together(officer: Any, campaign: Any) -> None:
    whole = start_consolidated(actor=officer, campaign=campaign)
    for part in whole.parts.filter(kind=PartKind.WORDS):
        add_block(actor=officer, part=part, text=f"{part.title} trong năm 2022 như sau:")
        answers = Answer.objects.filter(heading=part.heading).exclude(text="").order_by("pk")[:4]
        spans = [Span(one.pk, *passages_in(one.text)[0]) for one in answers]
        if spans:
            pick_passages(actor=officer, report=whole, spans=spans, part=part)
    freeze_report(actor=officer, report=whole)


DECEMBER = Once()


@pytest.fixture
def whole(db: None, settings: Any) -> ConsolidatedReport:
    settings.DEMO = True
    DECEMBER.bring(load)
    return ConsolidatedReport.objects.select_related("campaign__movement", "paper").get(
        campaign__kind=CampaignKind.FINAL
    )


@pytest.fixture
def printed(whole: ConsolidatedReport) -> bytes:
    assert whole.paper is not None
    return paper_docx(whole.paper)


def test_it_stands_on_more_than_a_hundred_answers(whole):
    answers = Answer.objects.filter(report__campaign=whole.campaign)
    assert answers.count() > 100
    assert whole.campaign.reports.received().count() == whole.campaign.reports.count() - LEFT_OUT


def test_every_part_relation_and_width_is_sound(printed):
    assert faults_of(printed) == []


def test_layout_is_that_of_the_decree(printed):
    assert check_layout(printed) == []


def test_it_has_native_charts_tables_and_an_annex(printed):
    package = Package(printed)
    assert len([name for name in package.names if name.startswith("word/charts/chart")]) == 2
    assert len([name for name in package.names if name.startswith("word/embeddings/")]) == 2
    texts = [line.text for line in Document(BytesIO(printed)).paragraphs]
    assert "Phụ lục" in texts


def table_with(printed: bytes, column: str) -> Table:
    tables = Document(BytesIO(printed)).tables
    return next(t for t in tables if column in [cell.text for cell in t.rows[0].cells])


def number(words: str) -> Decimal | None:
    return None if words.startswith(NO_DATA) else parse_number(words)


def test_every_figure_equals_the_figure_on_the_board(whole, printed):
    """The board of the day is asked anew; the printed table is read back and compared line by line."""
    lines = [[cell.text for cell in row.cells] for row in table_with(printed, "Số liệu").rows[1:]]
    read: dict[tuple[str, str], tuple[Decimal | None, Decimal | None]] = {}
    group = ""
    for _number, label, unit, words in lines:
        if not unit and not words:
            group = label
            continue
        value, _slash, of = words.partition(" / ")
        read[(group, label.removesuffix(" (số liệu mẫu)"))] = (number(value), number(of) if of else None)  # fmt: skip
    board = registries.figures.collect(scope_of(whole.campaign, DAY))
    assert read == {(one.group, one.label): (one.value, one.whole) for one in board}
    assert len(board) > 10


def test_every_target_equals_the_board_of_targets(whole, printed):
    rows = table_with(printed, "Nhận định").rows[1:]
    read = [(row.cells[2].text, row.cells[3].text.startswith(NO_DATA)) for row in rows]
    movement = whole.campaign.movement
    ids = list(movement.targets.values_list("target_id", flat=True))
    board = target_board(2022, DAY, ids=ids)
    assert read == [(row.wanted_words, row.now is None) for row in board]
    assert len(read) == 8


def test_charts_equal_the_boards(whole, printed):
    package = Package(printed)
    charts = [cached(package, f"word/charts/chart{place}.xml") for place in (1, 2)]
    coverage = coverage_of(whole.campaign.movement, DAY).by_group()
    assert charts[0] == {
        "Được giao": [row.total for row in coverage],
        "Đã có kế hoạch": [row.counts[2] for row in coverage],
        "Đã phát động": [row.counts[3] for row in coverage],
    }
    counts = board_of(whole.campaign, DAY).by_group()
    assert charts[1] == {
        "Gửi đúng hạn": [count.in_time for count in counts],
        "Gửi muộn": [count.late for count in counts],
        "Chưa gửi": [count.missing for count in counts],
    }
    assert sum(charts[1]["Chưa gửi"]) == LEFT_OUT


def cached(package: Package, part: str) -> dict[str, list[int]]:
    found = {}
    for series in package.trees[part].iter(f"{C}ser"):
        name = series.find(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v").text
        values = series.findall(f"{C}val/{C}numRef/{C}numCache/{C}pt/{C}v")
        found[name] = [int(value.text) for value in values]
    return found


def test_each_unit_stands_in_the_annex_once(whole, printed):
    rows = table_with(printed, "Cơ quan, đơn vị").rows[1:]
    names = [row.cells[1].text for row in rows]
    assert sorted(names) == sorted(whole.campaign.reports.values_list("unit_name", flat=True))


def test_passages_keep_their_source_beside_the_printed_words(whole, printed):
    texts = {line.text for line in Document(BytesIO(printed)).paragraphs}
    excerpts = list(whole.excerpts.all())
    assert len(excerpts) > 20
    assert all(one.text.rstrip(".") in {text.rstrip("./").rstrip(".") for text in texts} for one in excerpts)  # fmt: skip


def test_it_goes_its_way_and_closes_the_movement(whole):
    from thidua.command.demonstration.lai_chau import officer, person

    desk, chair = officer(DAY), person("chutich", DAY, Role.PROVINCE_CHAIR)
    submit_paper(actor=desk, paper_id=whole.paper_id)
    sign_off(actor=person("lanhdao", DAY, Role.OFFICE_HEAD), paper_id=whole.paper_id)
    sign_paper(actor=chair, paper_id=whole.paper_id)
    number_paper(actor=desk, paper_id=whole.paper_id)
    issue_paper(actor=desk, paper_id=whole.paper_id)
    whole.refresh_from_db()
    assert whole.state == ConsolidatedState.ISSUED
    conclude_review(actor=desk, report=whole, note="Hoàn thành các nội dung thi đua")
    assert Movement.objects.get(pk=whole.campaign.movement_id).state == State.CLOSED


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_it_without_repair(printed, tmp_path: Path):
    given = tmp_path / "tong-ket.docx"
    given.write_bytes(printed)
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(given)],
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    made = tmp_path / "tong-ket.pdf"
    assert made.exists(), done.stderr
    assert made.read_bytes().startswith(b"%PDF")
