"""Files for the tests: the same text as .docx, as .pdf, and in bad shapes."""

import io
import zipfile

from docx import Document

_EMPTY_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINES_PER_PAGE = 45


def docx_of(text: str) -> bytes:
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zip_of(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx_of_xml(body: str, *, doctype: str = "", types: str = _EMPTY_TYPES, **parts: str) -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    extra = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return zip_of({"[Content_Types].xml": types, "word/document.xml": document, **extra})


def pdf_of(text: str) -> bytes:
    """A PDF whose font has no pictures of letters but says which letters they are."""
    codes = {letter: index + 1 for index, letter in enumerate(sorted(set(text)))}
    lines = text.split("\n")
    pages = [lines[i : i + _LINES_PER_PAGE] for i in range(0, len(lines), _LINES_PER_PAGE)] or [[]]
    return _assemble([_page_stream(page, codes) for page in pages], _unicode_map(codes))


def _page_stream(lines: list[str], codes: dict[str, int]) -> bytes:
    shown = ["BT /F1 10 Tf 16 TL 40 800 Td"]
    for line in lines:
        hexed = "".join(f"{codes[c]:04X}" for c in line)
        shown.append(f"<{hexed}> Tj T*" if hexed else "T*")
    return "\n".join([*shown, "ET"]).encode()


def _unicode_map(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04X}> <{ord(letter):04X}>" for letter, code in codes.items()]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    space = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    return f"{head}{space}{body}\nendcmap end end".encode()


def _assemble(streams: list[bytes], unicode_map: bytes) -> bytes:
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        _stream(unicode_map),
    ]
    for i, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2800 842] /Contents {7 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(stream))
    return _written(objects)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _written(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for index, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
