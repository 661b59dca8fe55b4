"""The end of the last page: recipients on the left, power and name of the signer on the right."""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Pt

from thidua.core.documents.head import TEXT_ROOM_MM, add_even_lines
from thidua.core.documents.model import OfficialDocument, Signature
from thidua.core.documents.ooxml import Place, add_paragraph, add_table, keep_whole

RECIPIENTS_ROOM_MM = 78.0
SIGNATURE_ROOM_MM = TEXT_ROOM_MM - RECIPIENTS_ROOM_MM
ROOM_TO_SIGN = Pt(72)
# A longer list would drag the signature to a page of its own: it may run over instead.
MOST_RECIPIENTS_KEPT = 20
ROOM_UNDER_OTHER_POST = Pt(6)


def add_foot(document: Document, paper: OfficialDocument) -> None:
    add_paragraph(document, "", "Khoảng cách").paragraph_format.keep_with_next = True
    table = add_table(document, 1, [RECIPIENTS_ROOM_MM, SIGNATURE_ROOM_MM], ruled=False)
    if len(paper.recipients) <= MOST_RECIPIENTS_KEPT:
        keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    _write_signature(right, paper.signer)
    if paper.secretary is not None:
        # Model 1.9: the secretary signs on the left, the recipients stand below both.
        _write_signature(left, paper.secretary)
        _write_recipients(document, paper)
    else:
        _write_recipients(left, paper)
    add_paragraph(document, "", "Đường kẻ")


def _write_recipients(place: Place, paper: OfficialDocument) -> None:
    lines = recipient_lines(paper.recipients, paper.archive)
    if lines:
        add_paragraph(place, "Nơi nhận:", "Nơi nhận")
    for line in lines:
        add_paragraph(place, line, "Danh sách nơi nhận")
    if paper.drafter_mark or not lines:
        add_paragraph(place, paper.drafter_mark, "Danh sách nơi nhận")


def recipient_lines(recipients: Sequence[str], archive: str) -> list[str]:
    """A dash before, a semicolon after each; the line of the archive comes last, with a stop."""
    lines = [f"- {name.strip().rstrip(';.')};" for name in recipients]
    if archive:
        return [*lines, f"- Lưu: {archive.rstrip('.')}."]
    if lines:
        lines[-1] = lines[-1].rstrip(";") + "."
    return lines


def _write_signature(place: Place, signature: Signature) -> None:
    for words in (*signature.authority, signature.title):
        add_even_lines(place, words.upper(), "Quyền hạn, chức vụ", SIGNATURE_ROOM_MM)
    gap = ROOM_TO_SIGN
    if signature.other_post:
        post = add_paragraph(place, signature.other_post.upper(), "Chức vụ khác")
        post.paragraph_format.space_before = gap
        gap = ROOM_UNDER_OTHER_POST
    name = add_paragraph(place, signature.name, "Họ và tên")
    name.paragraph_format.space_before = gap
