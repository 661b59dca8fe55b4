"""Registers as offices keep them, made in the tests; all names are invented."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from thidua.core.registers.awards import AwardNames
from thidua.core.registers.layout import Layout, propose
from thidua.core.registers.lines import Line, Passed
from thidua.core.registers.reading import read_lines
from thidua.core.registers.sheets import Sheet, code_names, prepare
from thidua.core.sheets import read_book

NAMES = {
    "advanced_worker": ["Lao động tiên tiến"],
    "advanced_soldier": ["Chiến sĩ tiên tiến"],
    "grassroots_emulation_fighter": ["Chiến sĩ thi đua cơ sở"],
    "provincial_emulation_fighter": ["Chiến sĩ thi đua tỉnh"],
    "ministry_emulation_fighter": ["Chiến sĩ thi đua bộ, ban, ngành"],
    "national_emulation_fighter": ["Chiến sĩ thi đua toàn quốc"],
    "advanced_labor_collective": ["Tập thể lao động tiên tiến"],
    "excellent_labor_collective": ["Tập thể lao động xuất sắc"],
    "advanced_unit": ["Đơn vị tiên tiến"],
    "determined_to_win_unit": ["Đơn vị quyết thắng"],
    "provincial_emulation_flag": ["Cờ thi đua của tỉnh"],
    "government_emulation_flag": ["Cờ thi đua của Chính phủ"],
    "cultural_family": ["Gia đình văn hóa"],
    "commendation_letter": ["Giấy khen"],
    "provincial_merit_certificate": ["Bằng khen của Chủ tịch UBND tỉnh"],
    "ministry_merit_certificate": ["Bằng khen của bộ, ban, ngành trung ương"],
    "pm_merit_certificate": ["Bằng khen của Thủ tướng Chính phủ"],
    "labor_order_third": ["Huân chương Lao động hạng Ba"],
    "labor_order_second": ["Huân chương Lao động hạng Nhì"],
    "labor_order_first": ["Huân chương Lao động hạng Nhất"],
    "independence_order_third": ["Huân chương Độc lập hạng Ba"],
    "independence_order_second": ["Huân chương Độc lập hạng Nhì"],
    "independence_order_first": ["Huân chương Độc lập hạng Nhất"],
    "feat_order": ["Huân chương Chiến công (hạng Nhất, Nhì, Ba)"],
    "military_exploit_order": ["Huân chương Quân công (ba hạng)"],
    "gold_star_order": ["Huân chương Sao vàng"],
    "ho_chi_minh_order": ["Huân chương Hồ Chí Minh"],
    "labor_hero": ["Anh hùng Lao động"],
    "commemorative_medal": ["Kỷ niệm chương (bộ, ngành, tỉnh, đoàn thể)"],
    "peoples_and_meritorious_titles": ["Nhà giáo/Thầy thuốc nhân dân, ưu tú"],
}
YEARLY = frozenset({"advanced_worker", "grassroots_emulation_fighter", "advanced_labor_collective"})
AWARDS = AwardNames(NAMES, yearly=YEARLY)
Merge = tuple[int, int, int, int, str]


def book(
    rows: Sequence[Sequence[Any]],
    *,
    merges: Sequence[Merge] = (),
    name: str = "Sheet1",
    more: dict[str, Sequence[Sequence[Any]]] | None = None,
    font: str = "",
) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as made:
        look = made.add_format({"font_name": font}) if font else None
        for title, lines in ({name: rows} | (more or {})).items():
            sheet = made.add_worksheet(title)
            for line, row in enumerate(lines):
                for place, value in enumerate(row):
                    if value is not None and value != "":
                        sheet.write(line, place, value, look)
            for merge in merges if title == name else ():
                sheet.merge_range(*merge)
    return out.getvalue()


def sheets_of(tmp_path: Path, content: bytes, kind: str = "xlsx") -> list[Sheet]:
    path = tmp_path / f"register.{kind}"
    path.write_bytes(content)
    return [prepare(raw) for raw in read_book(path, kind)]


def read(
    tmp_path: Path, content: bytes, kind: str = "xlsx", place: int = 0
) -> tuple[Layout, list[Line], list[Passed]]:
    sheets = sheets_of(tmp_path, content, kind)
    awards = AwardNames(NAMES, codes=code_names(sheets), yearly=YEARLY)
    layout = propose(sheets[place], awards)
    found = list(read_lines(sheets[place], layout, awards))
    lines = [one for one in found if isinstance(one, Line)]
    return layout, lines, [one for one in found if isinstance(one, Passed)]


def won(line: Line) -> list[tuple[str, int | None]]:
    return [(gain.award, gain.year) for gain in line.gains]
