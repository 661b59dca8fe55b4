"""Names of titles and forms as offices write them → keys of the law data, or the ones they may mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from thidua.core.registers.days import read_years
from thidua.core.text.folding import fold, name_key

_SHORT = {
    "ldtt": "lao dong tien tien",
    "ldxs": "lao dong xuat sac",
    "tt ldtt": "tap the lao dong tien tien",
    "ttldtt": "tap the lao dong tien tien",
    "tldtt": "tap the lao dong tien tien",
    "ttldxs": "tap the lao dong xuat sac",
    "tldxs": "tap the lao dong xuat sac",
    "cstd": "chien si thi dua",
    "cstđ": "chien si thi dua",
    "cstdcs": "chien si thi dua co so",
    "cstdct": "chien si thi dua tinh",
    "cstdt": "chien si thi dua tinh",
    "cstdtq": "chien si thi dua toan quoc",
    "cstdtw": "chien si thi dua toan quoc",
    "cstdb": "chien si thi dua bo",
    "cstdn": "chien si thi dua nganh",
    "cstt": "chien si tien tien",
    "bk": "bang khen",
    "bktt": "bang khen tinh",
    "bkttg": "bang khen thu tuong",
    "bkcp": "bang khen chinh phu",
    "bkt": "bang khen tinh",
    "bkct": "bang khen tinh",
    "bkub": "bang khen ubnd",
    "bkubnd": "bang khen ubnd",
    "gk": "giay khen",
    "ctd": "co thi dua",
    "td": "thi dua",
    "hc": "huan chuong",
    "hcld": "huan chuong lao dong",
    "hckc": "huan chuong khang chien",
    "hcdl": "huan chuong doc lap",
    "hccc": "huan chuong chien cong",
    "hcqc": "huan chuong quan cong",
    "hchn": "huan chuong huu nghi",
    "hcddk": "huan chuong dai doan ket",
    "hcdddk": "huan chuong dai doan ket",
    "hcbvtq": "huan chuong bao ve to quoc",
    "hcdc": "huan chuong dung cam",
    "hcsv": "huan chuong sao vang",
    "hchcm": "huan chuong ho chi minh",
    "ahld": "anh hung lao dong",
    "ahllvt": "anh hung luc luong vu trang",
    "ahllvtnd": "anh hung luc luong vu trang",
    "bmvnah": "ba me viet nam anh hung",
    "knc": "ky niem chuong",
    "gdvh": "gia dinh van hoa",
    "dvtt": "don vi tien tien",
    "dvqt": "don vi quyet thang",
    "ngut": "nha giao uu tu",
    "ngnd": "nha giao nhan dan",
    "ttut": "thay thuoc uu tu",
    "ttnd": "thay thuoc nhan dan",
    "nsut": "nghe si uu tu",
    "nsnd": "nghe si nhan dan",
    "nnut": "nghe nhan uu tu",
    "nnnd": "nghe nhan nhan dan",
    "ttg": "thu tuong",
    "ttcp": "thu tuong",
    "cp": "chinh phu",
    "tq": "toan quoc",
    "tw": "trung uong",
    "cs": "co so",
    "ct": "chu tich",
    "ub": "ubnd",
    "uỷ ban nhan dan": "ubnd",
    "tt": "tap the",
    "xs": "xuat sac",
    "tldld": "tong lien doan lao dong",
    "ldld": "lien doan lao dong",
}
_NOISE = re.compile(
    r"\b(?:danh hieu|hinh thuc|khen thuong|thanh tich|cong nhan|tang thuong|duoc|dat|tang|cua|va|cho|cac|"
    r"cap|la|nam)\b"
)
_PROVINCE = r"\b(?:tinh|thanh pho|ubnd|chu tich|uy ban)\b"
_MINISTRY = (
    r"\b(?:bo|nganh|trung uong|tong lien doan|tong cuc|bo truong|quan khu|doan the|"
    r"mat tran|hoi|lien doan|ban|vien|vien kiem sat|toa an|trung uong doan)\b"
)
_STATE = r"\b(?:chinh phu|thu tuong)\b"
_FIRST, _SECOND, _THIRD = r"\b(?:nhat|1|i)\b", r"\b(?:nhi|2|ii)\b", r"\b(?:ba|3|iii)\b"

Rule = tuple[str, str, str]  # what must stand there, what else must, the key
_RULES: tuple[Rule, ...] = (
    (r"chien si thi dua", r"\b(?:co so|don vi|huyen)\b", "grassroots_emulation_fighter"),
    (r"chien si thi dua", r"\btoan quoc\b", "national_emulation_fighter"),
    (r"chien si thi dua", r"\b(?:toan quan|toan luc luong|bo|nganh)\b(?!.*\btinh\b)", "ministry_emulation_fighter"),
    (r"chien si thi dua", r"\b(?:tinh|thanh pho|chu tich)\b", "provincial_emulation_fighter"),
    (r"chien si tien tien", "", "advanced_soldier"),
    (r"(?:tap the|don vi|to).*lao dong tien tien", "", "advanced_labor_collective"),
    (r"lao dong tien tien", "", "advanced_worker"),
    (r"lao dong xuat sac", "", "excellent_labor_collective"),
    (r"don vi tien tien", "", "advanced_unit"),
    (r"don vi quyet thang", "", "determined_to_win_unit"),
    (r"co thi dua", _STATE, "government_emulation_flag"),
    (r"co thi dua", rf"{_PROVINCE}|{_MINISTRY}", "provincial_emulation_flag"),
    (r"giay khen", "", "commendation_letter"),
    (r"bang khen", _STATE, "pm_merit_certificate"),
    (r"bang khen", rf"{_PROVINCE}(?!.*\b(?:bo|nganh)\b)", "provincial_merit_certificate"),
    (r"bang khen", _MINISTRY, "ministry_merit_certificate"),
    (r"huan chuong lao dong", _FIRST, "labor_order_first"),
    (r"huan chuong lao dong", _SECOND, "labor_order_second"),
    (r"huan chuong lao dong", _THIRD, "labor_order_third"),
    (r"huan chuong doc lap", _FIRST, "independence_order_first"),
    (r"huan chuong doc lap", _SECOND, "independence_order_second"),
    (r"huan chuong doc lap", _THIRD, "independence_order_third"),
    (r"huan chuong.*dai doan ket", "", "great_national_unity_order"),
    (r"huan chuong dung cam", "", "bravery_order"),
    (r"huan chuong chien cong(?!.*giai phong)", "", "feat_order"),
    (r"huan chuong huu nghi", "", "friendship_order"),
    (r"huy chuong huu nghi", "", "friendship_medal"),
    (r"huan chuong khang chien", _FIRST, "resistance_order_first"),
    (r"huan chuong khang chien", _SECOND, "resistance_order_second"),
    (r"huan chuong khang chien", _THIRD, "resistance_order_third"),
    (r"huy chuong khang chien", _FIRST, "resistance_medal_first"),
    (r"huy chuong khang chien", _SECOND, "resistance_medal_second"),
    (r"huy chuong.*chien si ve vang", "", "glorious_soldier_medal"),
    (r"huan chuong.*chien si ve vang", "", "glorious_soldier_order"),
    (r"huan chuong.*chien si giai phong", "", "liberation_soldier_order"),
    (r"quan ky quyet thang", "", "victory_banner_medal"),
    (r"vi an ninh to quoc", "", "national_security_medal"),
    (r"chien si quyet thang", "", "determined_to_win_soldier"),
    (r"lao dong gioi", "", "skilled_worker"),
    (r"to.*lao dong xa hoi chu nghia", "", "socialist_labor_team"),
    (r"anh hung lao dong", "", "labor_hero"),
    (r"anh hung.*vu trang", "", "armed_forces_hero"),
    (r"me viet nam anh hung", "", "heroic_vietnamese_mother"),
    (r"ky niem chuong", "", "commemorative_medal"),
    (r"huan chuong sao vang", "", "gold_star_order"),
    (r"huan chuong ho chi minh", "", "ho_chi_minh_order"),
    (r"huan chuong quan cong", "", "military_exploit_order"),
    (r"huan chuong bao ve to quoc", "", "fatherland_defense_order"),
    (r"(?:tinh|thanh pho) anh hung", "", "hero_province_city"),
    (r"(?:nha giao|thay thuoc|nghe si|nghe nhan)", r"(?:uu tu|nhan dan)", "peoples_and_meritorious_titles"),
    (r"giai thuong (?:ho chi minh|nha nuoc)", "", "ho_chi_minh_state_prize"),
    (r"thanh nien xung phong", "", "youth_volunteer_medal"),
    (r"gia dinh van hoa", "", "cultural_family"),
    (r"(?:thon|ban|to dan pho|khu dan cu|khu pho|lang).*van hoa", "", "cultural_village"),
    (r"(?:xa|phuong|thi tran|dac khu).*tieu bieu", "", "exemplary_commune"),
    (r"doanh (?:nhan|nghiep).*(?:tieu bieu|xuat sac)", "", "enterprise_honours"),
)  # fmt: skip
# Named without what tells them apart: asked once, the likeliest first.
_OPEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("chien si thi dua", ("grassroots_emulation_fighter", "provincial_emulation_fighter", "national_emulation_fighter", "ministry_emulation_fighter")),
    ("bang khen", ("provincial_merit_certificate", "ministry_merit_certificate", "pm_merit_certificate")),
    ("co thi dua", ("provincial_emulation_flag", "government_emulation_flag")),
    ("huan chuong lao dong", ("labor_order_third", "labor_order_second", "labor_order_first")),
    ("huan chuong khang chien", ("resistance_order_third", "resistance_order_second", "resistance_order_first")),
    ("huy chuong khang chien", ("resistance_medal_second", "resistance_medal_first")),
    ("huan chuong doc lap", ("independence_order_third", "independence_order_second", "independence_order_first")),
)  # fmt: skip
_PARTS = re.compile(r"[;\n+]|,(?!\s*\d{2}\b)|\bvà\b|(?<=[^\W\d])\s*/\s*(?=[^\W\d])")
_HANG = re.compile(r"\bhang\s+(nhat|nhi|ba|[123]|i{1,3})\b")


@dataclass(frozen=True, slots=True)
class AwardReading:
    """`key` when it is plain which award is meant; else `candidates`, which may be empty."""

    text: str
    key: str = ""
    candidates: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def is_known(self) -> bool:
        return bool(self.key)


@dataclass(frozen=True)
class AwardNames:
    """The catalogue of names, the codes of forms, and what clerks answered for a text before."""

    names: Mapping[str, Iterable[str]]
    codes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    yearly: frozenset[str] = frozenset()  # titles of a year: a span of years means each of them

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {name_key(name): key for key, names in self.names.items() for name in names}

    @cached_property
    def _known(self) -> dict[str, tuple[AwardReading, ...]]:
        return {}

    def read(self, text: str) -> tuple[AwardReading, ...]:
        """Every award the cell names; an unread rest comes without key and candidates."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> tuple[AwardReading, ...]:
        whole = self.read_one(text)
        if whole.is_known and not self._several(text):
            return (whole,)
        found: list[AwardReading] = []
        for part in filter(None, (part.strip(" .-–") for part in _PARTS.split(text))):
            one = self.read_one(part)
            if not name_key(_without_years(part)) and found:
                found[-1] = _with_years(found[-1], one.years)
            elif name_key(_without_years(part)):
                found.append(one)
        plain = [one for one in found if one.key or one.candidates]
        return tuple(plain if plain and len(plain) == len(found) else (whole,))

    def _several(self, text: str) -> bool:
        parts = [part for part in _PARTS.split(text) if name_key(_without_years(part))]
        return len(parts) > 1 and all(self.read_one(part).is_known for part in parts)

    def read_one(self, text: str) -> AwardReading:
        years = _years(text)
        shown = " ".join(text.split())
        code = text.strip().removesuffix(".0")
        if answered := self.answers.get(text_key(text)):
            return AwardReading(shown, answered, (), years)
        if code in self.codes:
            return AwardReading(self.codes[code], *self._settled(self.codes[code]), years)
        return AwardReading(shown, *self._settled(_without_years(text)), years)

    def _settled(self, text: str) -> tuple[str, tuple[str, ...]]:
        if key := self._by_name.get(name_key(text)):
            return key, ()
        plain = expanded(text)
        for needed, more, key in _RULES:
            if re.search(needed, plain) and (not more or re.search(more, _rest(plain, needed))):
                return (key, ()) if key in self.names else ("", ())
        for words, keys in _OPEN:
            if words in plain:
                return "", tuple(key for key in keys if key in self.names)
        return "", ()


def text_key(text: str) -> str:
    """What two spellings of one award text have in common: asked once for both."""
    return name_key(_without_years(text))


def expanded(text: str) -> str:
    """Folded words with abbreviations opened and empty words left out."""
    found: list[str] = []
    for word in name_key(text.replace("Đ", "đ")).split():
        found.extend(_SHORT.get(word, word).split())
    joined = " ".join(found).replace("uy ban nhan dan", "ubnd").replace("chien sy", "chien si")
    return " ".join(_NOISE.sub(" ", joined).split())


def _rest(plain: str, needed: str) -> str:
    """What stands beside the name itself: "chien si thi dua TINH"."""
    match = re.search(needed, plain)
    return plain[: match.start()] + " " + plain[match.end() :] if match else plain


def _years(text: str) -> tuple[int, ...]:
    try:
        return read_years(text).years if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text) else ()
    except ValueError:
        return ()


def _without_years(text: str) -> str:
    plain = re.sub(r"\(?\b(?:các\s+)?(?:năm(?:\s+học)?|nam)?\s*:?\s*(?:19|20)\d\d(?:\s*[-–,;]\s*\d{2,4})*\)?", " ", text, flags=re.IGNORECASE)  # fmt: skip
    return plain.strip(" ,;.-–()")


def _with_years(reading: AwardReading, years: tuple[int, ...]) -> AwardReading:
    return AwardReading(reading.text, reading.key, reading.candidates, (*reading.years, *years))


def class_of(text: str) -> str:
    """ "hạng Ba" as it was written, for orders whose class the law data keep in one award."""
    match = _HANG.search(fold(text))
    return match.group(1) if match else ""
