"""Recipients and signature (Annex I, Part I, II.7 and II.9.b)."""

import re
from collections.abc import Iterator, Sequence

from thidua.core.documents.layout.anatomy import Anatomy
from thidua.core.documents.layout.faults import LayoutFault, Look, fault, quoted
from thidua.core.documents.layout.reading import Line

OPENING_LOOK = Look("Dòng", "mục II.9.d", 12, 12, bold=True, italic=True, align="left")
LIST_LOOK = Look("Nơi nhận", "mục II.9.d", 11, 11, bold=False, italic=False)
POWER_LOOK = Look("Quyền hạn, chức vụ", "mục II.7.đ", 13, 14, True, False, "center", capitals=True)
NAME_LOOK = Look("Họ và tên người ký", "mục II.7.đ", 13, 14, True, False, "center")
ARCHIVE = re.compile(r"-\s*Lưu\s*:\s*\S.*\.")
DRAFTER = re.compile(r"[\w.]+\(\d+\)")
DEGREES = re.compile(r"(GS|PGS|TS|ThS|Ths|BS|KS|CN|NGƯT|NGND)\b\.?")


def check_foot(anatomy: Anatomy) -> Iterator[LayoutFault]:
    yield from _check_recipients(anatomy.recipients)
    yield from _check_signature(anatomy.signature)


def _check_recipients(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    if not lines:
        yield fault("recipients.missing", "Văn bản chưa có phần “Nơi nhận:”.", "mục II.9")
        return
    opening, *names = lines
    names = [line for line in names if not DRAFTER.fullmatch(line.text.strip())]
    yield from OPENING_LOOK.faults((opening,), "recipients")
    yield from LIST_LOOK.faults(names, "recipient")
    if opening.text.strip() != "Nơi nhận:":
        yield fault("recipients.words", "Phải ghi đúng là “Nơi nhận:”.", "mục II.9.d")
    if not names or not ARCHIVE.fullmatch(names[-1].text.strip()):
        words = "Dòng cuối của Nơi nhận phải là “- Lưu: VT, …” và kết thúc bằng dấu chấm."
        yield fault("recipients.archive", words, "mục II.9.d")
    yield from _check_marks(names[:-1])


def _check_marks(names: Sequence[Line]) -> Iterator[LayoutFault]:
    for line in names:
        text = line.text.strip()
        if not text.startswith("-") or not text.endswith(";"):
            words = f"Dòng {quoted(text)} phải có gạch đầu dòng và dấu chấm phẩy ở cuối."
            yield fault("recipient.mark", words, "mục II.9.d")


def _check_signature(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    if not lines:
        yield fault("signature.missing", "Văn bản chưa có chức vụ người ký.", "mục II.7")
        return
    named = not lines[-1].text.isupper()
    powers = lines[:-1] if named else lines
    yield from POWER_LOOK.faults(powers, "power")
    if not named:
        return
    yield from NAME_LOOK.faults(lines[-1:], "signer")
    if DEGREES.match(lines[-1].text.strip()):
        words = f"Trước họ tên {quoted(lines[-1].text)} không ghi học hàm, học vị, danh hiệu."
        yield fault("signer.degree", words, "mục II.7.c")
