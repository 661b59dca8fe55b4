"""Native charts: sound parts, the same numbers in the cache and in the workbook, kept by papers."""

from decimal import Decimal

import pytest

from tests.support.docx_soundness import C, Package, faults_of
from thidua.core.documents import (
    Chart,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Series,
    Shape,
    Signature,
    Table,
)
from thidua.core.documents.charts import height_mm, spoken
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.pages.papers.preview import lines_of
from thidua.pages.papers.rows import blocks_of, rows_of
from thidua.subjects.papers.content import from_json, to_json

BARS = Chart(
    ("Sở, ban, ngành", "Huyện & thành phố <8>"),
    (Series("Được giao", (24, 8)), Series("Đã phát động", (20, None))),
    "Biểu đồ 1. Triển khai",
    unit="đơn vị",
)
LINE = Chart(
    ("Quý I", "Quý II"), (Series("Thu", (Decimal("400.5"), 900)),), "Thu", Shape.LINE, "tỷ đồng"
)
TABLE = Table(
    (Column("Nội dung", 3), Column("Số", 1)), (("Nhóm", ""), ("Một", "1")), "Bảng 1", (0,)
)


def paper(*blocks: object) -> OfficialDocument:
    return OfficialDocument(
        kind=DocumentKind.REPORT, notation="BC-SYT", agency="Sở Y tế", place="Lai Châu",
        year=2022, subject="Kết quả năm 2022",
        body=(Section("Kết quả", (Paragraph("Như sau:"), *blocks)),),  # type: ignore[arg-type]
        signer=Signature("GIÁM ĐỐC", "Bùi Đức Hậu"), recipients=("UBND tỉnh",), archive="VT",
    )  # fmt: skip


def test_charts_and_tables_are_sound_and_in_the_layout() -> None:
    data = render_docx(paper(BARS, TABLE, LINE))
    assert faults_of(data) == []
    assert check_layout(data) == []


def test_values_are_cached_and_a_blank_stays_blank() -> None:
    package = Package(render_docx(paper(BARS)))
    cached = [
        [(pt.get("idx"), pt[0].text) for pt in one.findall(f"{C}val/{C}numRef/{C}numCache/{C}pt")]
        for one in package.trees["word/charts/chart1.xml"].iter(f"{C}ser")
    ]
    assert cached == [[("0", "24"), ("1", "8")], [("0", "20")]]


def test_spoken_words_name_every_value() -> None:
    assert spoken(BARS) == (
        "Biểu đồ 1. Triển khai. Sở, ban, ngành: Được giao 24, Đã phát động 20; Huyện & thành phố "
        "<8>: Được giao 8, Đã phát động chưa có số liệu"
    )


def test_chart_never_passes_a_page() -> None:
    many = Chart(tuple(str(n) for n in range(90)), (Series("Số", tuple(range(90))),))
    assert height_mm(many) == 215.0


@pytest.mark.parametrize("chart", [{"categories": ()}, {"series": ()}])
def test_empty_chart_is_refused(chart: dict[str, object]) -> None:
    values: dict[str, object] = {"categories": ("a",), "series": (Series("b", (1,)),)}
    with pytest.raises(ValueError, match="ít nhất"):
        Chart(**(values | chart))  # type: ignore[arg-type]


def test_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="không đủ"):
        Chart(("a", "b"), (Series("s", (1,)),))


def test_paper_keeps_charts_and_strong_rows_through_storage() -> None:
    again = from_json(to_json(paper(BARS, TABLE, LINE)))
    assert again.body[0].blocks[1:] == (BARS, TABLE, LINE)  # type: ignore[union-attr]


def test_editor_gives_charts_and_tables_back_as_they_were() -> None:
    blocks = (BARS, TABLE, LINE)
    assert blocks_of(rows_of(blocks), blocks) == blocks


def test_chart_with_words_for_a_number_stays_as_a_table() -> None:
    rows = rows_of((BARS,))
    broken = [
        type(row)(row.kind, row.level, row.title, row.text.replace("24", "hai")) for row in rows
    ]
    assert isinstance(blocks_of(broken, (BARS,))[0], Table)


def test_screen_shows_the_same_values() -> None:
    line = lines_of((BARS,))[0]
    assert line.chart is not None
    shown = [[bar.words for bar in bars] for _category, bars in line.chart.bars]
    assert shown == [["24", "20"], ["8", "chưa có số liệu"]]
