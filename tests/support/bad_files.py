"""Files nobody should take, made on the spot."""

import io
import zipfile

MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = b"<Types><Override PartName='/word/document.xml' ContentType='%s'/></Types>"
BODY = b"<w:document><w:body><w:p><w:r><w:t>Ch\xe1\xbb\x89 th\xe1\xbb\x8b</w:t></w:r></w:p></w:body></w:document>"


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(extra: dict[str, bytes] | None = None, body: bytes = BODY, types: bytes = b"") -> bytes:
    parts = {"[Content_Types].xml": types or TYPES % MAIN_TYPE, "word/document.xml": body}
    return archive(parts | (extra or {}))


def zip_bomb() -> bytes:
    return docx({"word/media/a.bin": b"\0" * (64 << 20)})


def many_entries() -> bytes:
    return docx({f"word/{number}.xml": b"" for number in range(6000)})


def docm() -> bytes:
    return docx({"word/vbaProject.bin": b"Sub AutoOpen()"})


def docm_by_type() -> bytes:
    return docx(types=TYPES % b"application/vnd.ms-word.document.macroEnabled.main+xml")


def xxe_docx(encoding: str = "utf-8") -> bytes:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>'
    return docx(body=text.encode(encoding))


def encrypted_zip() -> bytes:
    """The flag of encryption set by hand in both headers."""
    content = bytearray(docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def ole(*entries: str) -> bytes:
    names = b"".join(entry.encode("utf-16-le") + b"\0\0" for entry in entries)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + names


def encrypted_pdf() -> bytes:
    """One page, standard security handler, a user password nobody gave us."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    ids = b"<%s>" % (b"43" * 16)
    trailer = b"<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[%s%s]>>" % (ids, ids)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        rows,
        trailer,
        start,
    )


def plain_pdf() -> bytes:
    content = encrypted_pdf().replace(b"/Encrypt 4 0 R", b"              ")
    return content
