"""`thidua read`: what a directive says, as JSON or as a summary. Needs neither settings nor database."""

import argparse
import json
import sys
from typing import Any, NoReturn, TextIO

from thidua.core.directives import Reading, UnreadableFile, load, read, to_json
from thidua.core.text import format_date, format_number

_COMPARATORS = {"approx": "khoảng", "at_least": "ít nhất", "at_most": "không quá", "equal": ""}
_UNEXPECTED = "Tệp này chưa đọc được do lỗi của chương trình. Hãy gửi tệp cho người quản trị."


def run(argv: list[str]) -> int:
    """0 when all files were read, 2 otherwise."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    arguments = _parser().parse_args(argv)
    show = _show_json if arguments.json else _show_text
    # One document at a time: a thousand take no more memory than one.
    unread = show(arguments.files)
    return 2 if unread else 0


def _show_json(files: list[str]) -> int:
    """One object for one file, an array in order for several."""
    unread = 0
    several = len(files) > 1
    for index, path in enumerate(files):
        result = _read_file(path)
        unread += isinstance(result, UnreadableFile)
        before = ("[\n" if index == 0 else ",\n") if several else ""
        print(before + json.dumps(_as_object(path, result), ensure_ascii=False, indent=1), end="")
    print("\n]" if several else "")
    return unread


def _show_text(files: list[str]) -> int:
    unread = 0
    for index, path in enumerate(files):
        result = _read_file(path)
        unread += isinstance(result, UnreadableFile)
        print(("\n" if index else "") + _as_text(path, result))
    return unread


def _speak_utf8(stream: TextIO) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


class _Parser(argparse.ArgumentParser):
    """argparse speaks English where it speaks by itself."""

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "Cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        print(
            "Cần ít nhất một tệp để đọc; tùy chọn duy nhất là --json.\nXem cách dùng: thidua read --help",
            file=sys.stderr,
        )
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="thidua read",
        usage="thidua read TỆP… [--json]",
        description="Đọc chỉ thị, kế hoạch, công văn, lời kêu gọi phát động thi đua (.docx, .pdf, .txt) "
        "và cho biết: số, ngày, nơi ban hành, chủ đề, chỉ tiêu, phong trào, phân công, nơi nhận, người ký.",
        epilog="Mã kết thúc: 0 khi đọc được mọi tệp, 2 khi có tệp không đọc được.",
        add_help=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser._positionals.title = "tham số"
    parser._optionals.title = "tùy chọn"
    parser.add_argument(
        "files",
        nargs="+",
        metavar="TỆP",
        help="tệp cần đọc; nhiều tệp cho một danh sách theo thứ tự",
    )
    parser.add_argument("--json", action="store_true", help="in JSON (UTF-8)")
    parser.add_argument("-h", "--help", action="help", help="xem cách dùng")
    return parser


def _read_file(path: str) -> Reading | UnreadableFile:
    try:
        return read(load(path).text)
    except UnreadableFile as error:
        return error
    except Exception:  # one bad file must not stop the others
        return UnreadableFile("unexpected", _UNEXPECTED)


def _as_object(path: str, result: Reading | UnreadableFile) -> dict[str, Any]:
    if isinstance(result, UnreadableFile):
        return {"file": path, "error": result.sentence}
    return {"file": path, **to_json(result)}


def _as_text(path: str, result: Reading | UnreadableFile) -> str:
    if isinstance(result, UnreadableFile):
        return f"{path}\n  Không đọc được: {result.sentence}"
    return "\n".join([path, *_head_lines(result), *_list_lines(result), *_question_lines(result)])


def _head_lines(reading: Reading) -> list[str]:
    header, signer = reading.header, reading.signer
    day = header.date.value if header.date else None
    rows = (
        ("Loại văn bản", header.document_type and header.document_type.value),
        ("Số, ký hiệu", header.number or (header.symbol and f"(trống)/{header.symbol}")),
        ("Cơ quan ban hành", header.issuer and header.issuer.value),
        ("Nơi, ngày", _place_and_day(reading, format_date(day) if day else None)),
        ("Trích yếu", header.title and header.title.value),
        ("Chủ đề", reading.theme and reading.theme.value),
        ("Phát động thi đua", "có" if reading.launches_movement else "không"),
        ("Người ký", signer and f"{signer.title}, {signer.name or 'không thấy họ tên'}"),
        ("Lưu", reading.archive and reading.archive.value),
    )
    return [f"  {name:<18} {value or '—'}" for name, value in rows]


def _place_and_day(reading: Reading, day: str | None) -> str | None:
    header = reading.header
    printed = day or (header.date and header.date.printed)
    return (
        ", ".join(part for part in (header.place and header.place.value, printed) if part) or None
    )


def _list_lines(reading: Reading) -> list[str]:
    return [
        *_block(
            "Căn cứ, viện dẫn", [reading.quote(item.citation) for item in reading.legal_references]
        ),
        *_block(
            "Chỉ tiêu", [_target_line(reading, index) for index in range(len(reading.targets))]
        ),
        *_block("Phong trào", [item.name for item in reading.movements]),
        *_block("Phân công", [_assignment_line(item) for item in reading.assignments]),
        *_block(
            "Nơi nhận",
            [_with_purpose(item.name, item.purpose_printed) for item in reading.recipients],
        ),
    ]


def _question_lines(reading: Reading) -> list[str]:
    return [
        *_block("Cần người quyết định", [question.text for question in reading.questions]),
        *_block("Chưa hiểu", [reading.quote(span) for span in reading.not_understood]),
    ]


def _block(title: str, items: list[str]) -> list[str]:
    return (
        [f"  {title} ({len(items)})", *(f"    - {' '.join(item.split())}" for item in items)]
        if items
        else []
    )


def _target_line(reading: Reading, index: int) -> str:
    target = reading.targets[index]
    upper = f"–{format_number(target.upper)}" if target.upper is not None else ""
    value = f"{format_number(target.value)}{upper} {target.unit}".replace(" %", "%").replace(
        " ‰", "‰"
    )
    return " ".join(
        part for part in (f"{target.name}:", _COMPARATORS[target.comparator], value) if part
    )


def _assignment_line(item: Any) -> str:
    agencies = "; ".join(agency.name for agency in item.agencies)
    due = f" (hạn: {item.deadline.printed})" if item.deadline else ""
    task = item.task if len(item.task) <= 160 else item.task[:160].rsplit(" ", 1)[0] + "…"
    return f"{agencies}: {task}{due}"


def _with_purpose(name: str, purpose: str | None) -> str:
    return f"{name} ({purpose})" if purpose else name
