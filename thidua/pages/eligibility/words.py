"""Short words of awards and of how near they are, for dense grids; looks of the outcomes."""

import re

from thidua.core.law.model import Award
from thidua.pages.ui.states import DONE, FAILED, LOOK_AT, TODO, UNKNOWN, Look, register_looks

SHORT = {
    "advanced_worker": "LĐTT",
    "advanced_soldier": "CSTT",
    "grassroots_emulation_fighter": "CSTĐCS",
    "provincial_emulation_fighter": "CSTĐT",
    "ministry_emulation_fighter": "CSTĐB",
    "national_emulation_fighter": "CSTĐTQ",
    "advanced_labor_collective": "TTLĐTT",
    "advanced_unit": "ĐVTT",
    "excellent_labor_collective": "TTLĐXS",
    "determined_to_win_unit": "ĐVQT",
    "provincial_emulation_flag": "Cờ tỉnh",
    "government_emulation_flag": "Cờ CP",
    "provincial_merit_certificate": "BK tỉnh",
    "ministry_merit_certificate": "BK bộ",
    "pm_merit_certificate": "BK TTg",
    "commendation_letter": "GK",
    "labor_order_third": "HCLĐ 3",
    "labor_order_second": "HCLĐ 2",
    "labor_order_first": "HCLĐ 1",
    "independence_order_third": "HCĐL 3",
    "independence_order_second": "HCĐL 2",
    "independence_order_first": "HCĐL 1",
    "labor_hero": "AHLĐ",
    "cultural_family": "GĐVH",
    "commemorative_medal": "KNC",
}
SIGNS = re.compile(r"\W+")
RATINGS = {
    "not_completed": "K",
    "completed": "HT",
    "good": "T",
    "excellent": "XS",
    "exceeds_targets": "VCT",
}

LOOKS = {
    "Chưa đủ điều kiện": FAILED,
    "Đủ ngay": DONE,
    "Đủ theo sổ, còn bước thủ tục": Look("good", "list-check"),
    "Còn thiếu ít": LOOK_AT,
    "Từ năm sau": Look("", "calendar"),
    "Chưa tới": TODO,
    "Do người xem xét": UNKNOWN,
    "Không thấy trong sổ": FAILED,
    "Nhiều người trùng tên": LOOK_AT,
    "Không rõ danh hiệu, hình thức": LOOK_AT,
    "Không rõ năm": LOOK_AT,
    "Chưa xét": UNKNOWN,
}


def register_words() -> None:
    register_looks(LOOKS)


def short_name(award: Award) -> str:
    """ "CSTĐCS"; an award without a custom one goes by the first letters of its words."""
    known = SHORT.get(award.key)
    if known:
        return known
    words = [word for word in SIGNS.split(award.name) if word]
    return "".join(word[0] for word in words).upper()[:6]
