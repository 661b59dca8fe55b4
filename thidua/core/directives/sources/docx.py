"""The text of a .docx: body in order, tables, list numbers, old fonts; nothing is fetched or expanded."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from thidua.core.directives.sources import limits
from thidua.core.directives.sources.errors import UnreadableFile
from thidua.core.directives.sources.lists import Numbering
from thidua.core.text import repair
from thidua.core.text.legacy import decode_legacy, legacy_of_font

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_DATA_COLUMNS = 3

Element = Any


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _refuse_macros(archive)
        body = _parse(archive, "word/document.xml")
        if body is None:
            raise _broken()
        reader = _Reader(
            Numbering(_parse(archive, "word/numbering.xml"), _parse(archive, "word/styles.xml")),
            _default_font(_parse(archive, "word/styles.xml")),
        )
        lines = [*_header_lines(archive, reader), *reader.blocks(body)]
    return repair("\n".join(lines))


def _refuse_macros(archive: zipfile.ZipFile) -> None:
    if b"macroEnabled" in _bytes_of(archive, "[Content_Types].xml"):
        raise UnreadableFile(
            "macro",
            "Tệp có chứa macro (.docm) nên không được nhận. Hãy lưu lại dạng .docx không macro.",
        )


def _broken() -> UnreadableFile:
    return UnreadableFile(
        "broken", "Tệp .docx bị hỏng, không mở được. Hãy lưu lại từ Word rồi gửi lại."
    )


def _bytes_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The size in the directory may lie: count while unpacking."""
    try:
        with archive.open(name) as entry:
            content = entry.read(limits.XML_BYTES + 1)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise _broken() from None
    except Exception as error:  # zlib and lzma raise their own kinds
        raise _broken() from error
    if len(content) > limits.XML_BYTES:
        raise UnreadableFile(
            "bomb",
            "Tệp nén quá mức bình thường (nghi là “bom nén”) nên không được mở. Hãy lưu lại từ Word rồi gửi lại.",
        )
    return content


def _parse(archive: zipfile.ZipFile, name: str) -> Element | None:
    content = _bytes_of(archive, name)
    if not content:
        return None
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableFile(
            "entities",
            "Tệp .docx chứa khai báo lạ (thực thể XML) nên không được mở. Hãy lưu lại từ Word rồi gửi lại.",
        ) from None
    except (ParseError, ValueError, RecursionError):
        raise _broken() from None


def _default_font(styles: Element | None) -> str | None:
    if styles is None:
        return None
    fonts = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
    return _font_of(fonts)


def _font_of(fonts: Element | None) -> str | None:
    if fonts is None:
        return None
    names = (fonts.get(f"{_W}{slot}") for slot in _FONT_SLOTS)
    return next((name for name in names if name), None)


def _header_lines(archive: zipfile.ZipFile, reader: "_Reader") -> list[str]:
    """Page headers with words in them; page numbers are left out."""
    lines: list[str] = []
    for name in sorted(archive.namelist()):
        if re.fullmatch(r"word/header\d*\.xml", name):
            root = _parse(archive, name)
            texts = list(reader.blocks(root)) if root is not None else []
            lines.extend(
                line for line in texts if sum(c.isalpha() for c in line) > 3 and line not in lines
            )
    return lines


class _Reader:
    def __init__(self, numbering: Numbering, default_font: str | None) -> None:
        self._numbering = numbering
        self._default = legacy_of_font(default_font or "")

    def blocks(self, parent: Element) -> Iterator[str]:
        """Lines of paragraphs and tables in the order of the page."""
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child).split("\n")
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag != _FALLBACK:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> str:
        pieces = [self._numbering.label(paragraph)]
        boxes: list[str] = []
        self._collect(paragraph, pieces, boxes)
        text = "".join(pieces)
        return "\n".join([*boxes, text]) if boxes else text

    def _collect(self, parent: Element, pieces: list[str], boxes: list[str]) -> None:
        for child in parent:
            if child.tag == f"{_W}r":
                self._run(child, pieces, boxes)
            elif child.tag not in (_FALLBACK, f"{_W}pPr"):
                self._collect(child, pieces, boxes)

    def _run(self, run: Element, pieces: list[str], boxes: list[str]) -> None:
        legacy = self._legacy(run)
        for child in run:
            if child.tag == f"{_W}t":
                text = child.text or ""
                pieces.append(decode_legacy(text, legacy) if legacy else text)
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                pieces.append("\t")
            elif child.tag == f"{_W}noBreakHyphen":
                pieces.append("-")
            else:
                boxes.extend(line for box in _text_boxes(child) for line in self.blocks(box))

    def _legacy(self, run: Element) -> str | None:
        font = _font_of(run.find(f"{_W}rPr/{_W}rFonts"))
        return legacy_of_font(font) if font else self._default

    def _table(self, table: Element) -> Iterator[str]:
        """A wide table keeps its rows between bars; a table of one or two columns only places text."""
        for row in table.iter(f"{_W}tr"):
            cells = ["\n".join(self.blocks(cell)) for cell in row if cell.tag == f"{_W}tc"]
            if len(cells) >= _DATA_COLUMNS:
                yield "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"
            else:
                for cell in cells:
                    yield from cell.split("\n")
                    yield ""


def _text_boxes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)
