"""Points that a person must settle before the document is used."""

import re

from thidua.core.directives.model import (
    Header,
    Question,
    Recipient,
    Section,
    Signer,
    Target,
)
from thidua.core.directives.normalise import Mapped
from thidua.core.directives.sections import flatten
from thidua.core.text import fold

_RATE_MOVES = re.compile(
    r"\b(?:giam|tang) (?:ty|ti) (?:le|suat)\b|\b(?:ty|ti) (?:le|suat)\b.* (?:giam|tang)$"
)
_BLOCK_YEAR = re.compile(r"(?:khối|cụm)[^\d]*năm (\d{4})", re.I)


def read_questions(
    header: Header,
    flow: Mapped,
    sections: tuple[Section, ...],
    targets: tuple[Target, ...],
    recipients: tuple[Recipient, ...],
    signer: Signer | None,
) -> tuple[Question, ...]:
    return (
        *_about_header(header),
        *_about_targets(flow, targets),
        *_about_recipients(header, recipients),
        *_about_letters(sections),
        *_about_signer(signer),
    )


def _about_header(header: Header) -> list[Question]:
    asked = []
    if header.number is None:
        text = (
            "Số văn bản để trống. Số chính thức là bao nhiêu?"
            if header.symbol
            else "Không thấy số, ký hiệu của văn bản."
        )
        asked.append(Question("number_blank", text, header.number_span))
    if header.date is None:
        asked.append(
            Question("date_missing", "Không thấy ngày ban hành. Văn bản ký ngày nào?", None)
        )
    elif header.date.value is None:
        asked.append(
            Question(
                "date_blank",
                f"Ngày ban hành chưa đủ (“{header.date.printed}”). Văn bản ký ngày nào?",
                header.date.span,
            )
        )
    if header.issuer is None:
        asked.append(
            Question(
                "issuer_missing", "Không thấy cơ quan ban hành. Cơ quan nào ban hành văn bản?", None
            )
        )
    elif header.issuer_inferred:
        asked.append(
            Question(
                "issuer_inferred",
                f"Phần đầu không in cơ quan ban hành; suy ra là {header.issuer.value}. Có đúng không?",
                header.issuer.span,
            )
        )
    if header.document_type is None:
        asked.append(Question("type_missing", "Không nhận ra loại văn bản.", None))
    return asked


def _about_targets(flow: Mapped, targets: tuple[Target, ...]) -> list[Question]:
    asked = [
        Question(
            "percentage_points",
            f"“{target.name}” in {target.unit}: là số điểm tăng, giảm của tỷ lệ hay là so với kỳ trước?",
            target.value_span,
        )
        for target in targets
        if target.unit.startswith(("%", "‰")) and _RATE_MOVES.search(fold(target.name))
    ]
    if targets and (open_end := _open_list(flow, targets)):
        asked.append(open_end)
    return asked


def _open_list(flow: Mapped, targets: tuple[Target, ...]) -> Question | None:
    last = max(target.span.end for target in targets)
    for match in re.finditer(r"\.\.\.", flow.text):
        place = flow.span(*match.span())
        if 0 <= place.start - last < 30:
            return Question(
                "open_list",
                "Danh sách chỉ tiêu kết thúc bằng dấu “...”: còn chỉ tiêu nào khác không?",
                place,
            )
    return None


def _about_recipients(header: Header, recipients: tuple[Recipient, ...]) -> list[Question]:
    year = header.date.year if header.date else None
    return [
        Question(
            "blocks_of_other_year",
            f"“{recipient.name}”: văn bản năm {year} nhưng gửi theo danh sách khối, cụm năm {match[1]}. Gửi cho ai?",
            recipient.name_span,
        )
        for recipient in recipients
        if (match := _BLOCK_YEAR.search(recipient.name)) and year and int(match[1]) != year
    ]


def _about_letters(sections: tuple[Section, ...]) -> list[Question]:
    asked = []
    for section in flatten(sections):
        labels = [point.label for point in section.points]
        for before, after in zip(labels, section.points[1:], strict=False):
            if before == "d" and after.label == "e":
                asked.append(
                    Question(
                        "letter_order",
                        "Thứ tự điểm đi từ d) sang e); Nghị định 30/2020/NĐ-CP dùng bảng chữ cái tiếng Việt: sau d) là đ).",
                        after.heading,
                    )
                )
    return asked


def _about_signer(signer: Signer | None) -> list[Question]:
    if signer is None:
        return [Question("signer_missing", "Không thấy người ký.", None)]
    if signer.name is None:
        return [Question("signer_name_missing", "Không thấy họ tên người ký.", signer.title_span)]
    return []
