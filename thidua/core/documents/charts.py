"""Native charts: a chart part with cached values and the workbook behind them (ECMA-376, 21.2).

Word and LibreOffice draw from the cached values; "Edit data" opens the workbook. Nothing outside of
the file is named.
"""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from xlsxwriter.utility import xl_col_to_name

from thidua.core.documents.model import Chart, Series, Shape
from thidua.core.documents.ooxml import FONT, add_paragraph
from thidua.core.text import format_number

CHART_NAMES = "/word/charts/chart%d.xml"
BOOK_NAMES = "/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"
SHEET = "So_lieu"
# Told apart in black and white too: dark, light, middle, darker.
INKS = ("8C1C13", "D9B98B", "6B6B6B", "2F2F2F")
BAR_MM, GAP_MM, FRAME_MM = 5.0, 5.0, 26.0
LINE_HEIGHT_MM, MOST_HEIGHT_MM = 85.0, 215.0
MOST_LABELLED = 4  # series whose values are written at the bars
SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DRAWING_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' + SPACES
)


def add_chart(document: Document, chart: Chart, room_mm: float) -> Paragraph:
    """The caption, and the chart on a line of its own as wide as the text."""
    if chart.caption:
        add_paragraph(document, chart.caption, "Tên bảng")
    line = document.add_paragraph(style="Biểu đồ")
    relation = document.part.relate_to(_chart_part(document, chart), RELATIONSHIP_TYPE.CHART)
    line.add_run()._r.append(_drawing(document, chart, relation, room_mm))
    return line


def _chart_part(document: Document, chart: Chart) -> Part:
    package = document.part.package
    part = Part(
        package.next_partname(CHART_NAMES), CONTENT_TYPE.DML_CHART, chart_xml(chart), package
    )
    book = Part(
        package.next_partname(BOOK_NAMES), CONTENT_TYPE.SML_SHEET, workbook_of(chart), package
    )
    if part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE) != "rId1":
        raise AssertionError("the workbook is the only thing a chart relates to")
    return part


def _drawing(document: Document, chart: Chart, relation: str, room_mm: float) -> object:
    number = len(document.element.findall(".//{*}docPr")) + 1
    name = quoteattr(f"Biểu đồ {number}")
    return parse_xml(
        f'<w:drawing {DRAWING_SPACES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(room_mm)}" cy="{Mm(height_mm(chart))}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={name} descr={quoteattr(spoken(chart))}/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def height_mm(chart: Chart) -> float:
    """Bars grow downwards with their number; a chart never passes one page."""
    if chart.shape is Shape.LINE:
        return LINE_HEIGHT_MM
    bars = len(chart.categories) * (len(chart.series) * BAR_MM + GAP_MM)
    return min(MOST_HEIGHT_MM, FRAME_MM + bars)


def spoken(chart: Chart) -> str:
    """The values in words, for who cannot see the chart."""
    parts = []
    for place, category in enumerate(chart.categories):
        values = ", ".join(f"{one.name} {_words(one, place)}" for one in chart.series)
        parts.append(f"{category}: {values}")
    return f"{chart.caption or 'Biểu đồ'}. {'; '.join(parts)}"[:2000]


def _words(series: Series, place: int) -> str:
    value = series.values[place]
    return "chưa có số liệu" if value is None else format_number(value)


def workbook_of(chart: Chart) -> bytes:
    """Categories down the first column, one column for each series."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_column(1, 0, [str(name) for name in chart.categories])
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.name)
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    sheet.write_number(row, column, float(value))
    return out.getvalue()


def chart_xml(chart: Chart) -> bytes:
    drawn = _lines(chart) if chart.shape is Shape.LINE else _bars(chart)
    legend = (
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        if len(chart.series) > 1
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {SPACES}><c:date1904 val="0"/><c:lang val="vi-VN"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{drawn}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_letters(1100)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _bars(chart: Chart) -> str:
    """Lying bars: names of units are long, and read best beside their bar, the first on top."""
    series = "".join(_series(chart, place, "bar") for place in range(len(chart.series)))
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="111111"/><c:axId val="222222"/></c:barChart>'
        + _category_axis("maxMin", "l")
        + _value_axis(chart, "b", "max")
    )


def _lines(chart: Chart) -> str:
    series = "".join(_series(chart, place, "line") for place in range(len(chart.series)))
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="111111"/><c:axId val="222222"/></c:lineChart>'
        + _category_axis("minMax", "b")
        + _value_axis(chart, "l", "autoZero")
    )


def _series(chart: Chart, place: int, shape: str) -> str:
    series, ink = chart.series[place], INKS[place % len(INKS)]
    column = xl_col_to_name(place + 1)
    last = len(chart.categories) + 1
    fill = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    if shape == "line":
        look = (
            f'<c:spPr><a:ln w="28575" cap="rnd">{fill}<a:round/></a:ln></c:spPr>'
            f'<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>{fill}</c:spPr></c:marker>'
        )
        tail = '<c:smooth val="0"/>'
    else:
        look = f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>'
        tail = ""
    names = [str(name) for name in chart.categories]
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_texts([series.name])}</c:strRef></c:tx>"
        f"{look}{_labels(chart, shape)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_texts(names)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>"
        f"{_numbers(chart, series)}</c:numRef></c:val>{tail}</c:ser>"
    )


def _labels(chart: Chart, shape: str) -> str:
    shown = int(len(chart.series) <= MOST_LABELLED)
    place = '<c:dLblPos val="t"/>' if shape == "line" else '<c:dLblPos val="outEnd"/>'
    return (
        f'<c:dLbls><c:numFmt formatCode="{_format(chart)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(1000)}{place}"
        f'<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _format(chart: Chart) -> str:
    values = [value for one in chart.series for value in one.values if value is not None]
    return "#,##0" if all(value == int(value) for value in values) else "#,##0.0"


def _texts(words: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(word)}</c:v></c:pt>' for place, word in enumerate(words)
    )
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'


def _numbers(chart: Chart, series: Series) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>'
        for place, value in enumerate(series.values)
        if value is not None
    )
    return (
        f"<c:numCache><c:formatCode>{_format(chart)}</c:formatCode>"
        f'<c:ptCount val="{len(series.values)}"/>{points}</c:numCache>'
    )


def _category_axis(orientation: str, side: str) -> str:
    return (
        f'<c:catAx><c:axId val="111111"/><c:scaling><c:orientation val="{orientation}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>'
        f'{_letters(1100)}<c:crossAx val="222222"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _value_axis(chart: Chart, side: str, crosses: str) -> str:
    title = _axis_title(chart.unit) if chart.unit else ""
    return (
        '<c:valAx><c:axId val="222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="{_floor(chart)}"/></c:scaling><c:delete val="0"/><c:axPos val="{side}"/>'
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/>'
        f"</a:solidFill></a:ln></c:spPr></c:majorGridlines>{title}"
        f'<c:numFmt formatCode="{_format(chart)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(1000)}"
        f'<c:crossAx val="111111"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _floor(chart: Chart) -> str:
    """From zero on, so that lengths can be compared; lower only when a value is."""
    values = [value for one in chart.series for value in one.values if value is not None]
    lowest = min(values, default=0)
    return "0" if lowest >= 0 else str(lowest)


def _axis_title(words: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000" b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="vi-VN" sz="1000" b="0"><a:latin typeface="{FONT}"/></a:rPr>'
        f'<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _letters(hundredths: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{hundredths}">'
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )
