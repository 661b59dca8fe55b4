"""The seed in every shape it may come in says the same."""

import re
import textwrap
import unicodedata
from pathlib import Path

import pytest
from docx import Document
from making import docx_of, pdf_of, saved

from thidua.core.directives import load, read, to_json
from thidua.core.text import fold, nfc
from thidua.core.text.legacy import unicode_to_tcvn3, unicode_to_vni

SEED = (Path(__file__).parents[2] / "data" / "directives" / "lai-chau-2022-chi-thi.txt").read_text(
    encoding="utf-8"
)
# Old encodings know neither curly quotes nor the per mille sign.
OLD = SEED.replace("“", '"').replace("”", '"').replace("‰", "%")
PLAIN = SEED.replace("*", "")


def wrapped(text: str, width: int) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) for line in text.split("\n")
    )


def with_page_numbers(text: str) -> str:
    return text.replace("tạo\n\nra những", "tạo\n\n2\n\n\x0cra những").replace(
        "phong trào thi\n\nđua", "phong trào thi\n- 3 -\nđua"
    )


def two_columns(text: str) -> str:
    _, body = text.split("CHỈ THỊ", 1)
    body, foot = body.split("Nơi nhận:", 1)
    lines = ["Nơi nhận:".ljust(60) + "CHỦ TỊCH", *foot.split("CHỦ TỊCH")[0].strip().split("\n")]
    lines[8] = lines[8].ljust(60) + "Trần Tiến Dũng"
    top = (
        "   ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "    TỈNH LAI CHÂU                   Độc lập - Tự do - Hạnh phúc\n\n"
        "   Số:      /CT-UBND            Lai Châu, ngày     tháng     năm 2022\n\n"
    )
    return top + "                    CHỈ THỊ" + body + "\n".join(lines)


def docx_with_tables() -> bytes:
    _, body = PLAIN.split("CHỈ THỊ", 1)
    body, foot = body.split("Nơi nhận:", 1)
    document = Document()
    top = document.add_table(2, 2)
    top.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU"
    top.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    top.cell(1, 0).text = "Số:       /CT-UBND"
    top.cell(1, 1).text = "Lai Châu, ngày     tháng      năm 2022"
    for line in ("CHỈ THỊ" + body).split("\n"):
        document.add_paragraph(line)
    bottom = document.add_table(1, 2)
    bottom.cell(0, 0).text = "Nơi nhận:" + foot.split("CHỦ TỊCH")[0]
    bottom.cell(0, 1).text = "CHỦ TỊCH\n\n\n\nTrần Tiến Dũng"
    return saved(document)


def docx_in_old_font(font: str, encode) -> bytes:
    document = Document()
    for line in OLD.split("\n"):
        run = document.add_paragraph().add_run(encode(line))
        run.font.name = font
    return saved(document)


VARIANTS = {
    "crlf": SEED.replace("\n", "\r\n").encode(),
    "bom": SEED.encode("utf-8-sig"),
    "decomposed": unicodedata.normalize("NFD", SEED).encode(),
    "utf-16": SEED.encode("utf-16"),
    "tcvn3": unicode_to_tcvn3(OLD).encode("latin-1"),
    "vni": unicode_to_vni(OLD).encode("latin-1"),
    "wrapped-60": wrapped(SEED, 60).encode(),
    "wrapped-90": wrapped(PLAIN, 90).encode(),
    "without-stars": PLAIN.encode(),
    "page-numbers": with_page_numbers(SEED).encode(),
    "old-tone-habit": SEED.replace("Ủy", "Uỷ").replace("hóa", "hoá").encode(),
    "eth-for-d": SEED.replace("đ", "ð").encode(),
    "two-columns": two_columns(SEED).encode(),
    "docx": docx_of(SEED),
    "docx-tables": docx_with_tables(),
    "docx-tcvn3": docx_in_old_font(".VnTime", unicode_to_tcvn3),
    "docx-vni": docx_in_old_font("VNI-Times", unicode_to_vni),
    "pdf": pdf_of(PLAIN),
    "pdf-wrapped": pdf_of(wrapped(PLAIN, 85)),
}


def same(value):
    """What must not change: words without case, quotes, tone habit."""
    if isinstance(value, dict):
        return {key: same(item) for key, item in value.items()}
    if isinstance(value, list):
        return [same(item) for item in value]
    return re.sub(r"[\s\"“”*]+", " ", fold(nfc(value))).strip() if isinstance(value, str) else value


def values(data: bytes) -> dict:
    shown = to_json(read(load(data).text))
    return same(
        {
            "head": [
                shown[key]
                for key in (
                    "launches_movement",
                    "document_type",
                    "number",
                    "symbol",
                    "issuer",
                    "place",
                    "date",
                    "title",
                    "theme",
                )
            ],
            "legal": [[item["number"], item["date"]] for item in shown["legal_references"]],
            "targets": [
                [item["name"], item["value"], item["comparator"], item["scope"]]
                for item in shown["targets"]
            ],
            "movements": shown["movements"],
            "assignments": [item["agencies"] for item in shown["assignments"]],
            "recipients": [[item["name"], item["purpose"]] for item in shown["recipients"]],
            "archive": shown["archive"],
            "signer": shown["signer"],
            "sections": [item["number"] for item in shown["sections"]],
        }
    )


EXPECTED = values(SEED.encode())


@pytest.mark.parametrize("name", VARIANTS)
def test_read_variant_gives_the_same_values(name: str) -> None:
    assert values(VARIANTS[name]) == EXPECTED


def test_spans_of_decomposed_text_point_at_the_right_words() -> None:
    reading = read(load(VARIANTS["decomposed"]).text)
    assert [nfc(reading.quote(target.value_span)) for target in reading.targets][:3] == [
        "7,7%",
        "47,9 triệu đồng",
        "2.250 tỷ đồng",
    ]
    assert nfc(reading.quote(reading.header.document_type.span)) == "CHỈ THỊ"
