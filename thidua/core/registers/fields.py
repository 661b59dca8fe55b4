"""What a column can be, and the words that head it in registers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from thidua.core.text.folding import modern_tones, name_key


@dataclass(frozen=True, slots=True)
class Field:
    """`words` as printed, with their marks; folded they match too, unless they say "nam", "nữ"."""

    key: str
    title: str
    words: tuple[str, ...]
    repeats: bool = False


def _field(key: str, title: str, words: str, *, repeats: bool = False) -> Field:
    return Field(key, title, tuple(word.strip() for word in words.split(";")), repeats)


FIELDS = (
    _field("ordinal", "Số thứ tự (không nhập)", "stt; tt; số tt; số thứ tự; thứ tự; sốtt; no"),
    _field("salutation", "Ông, bà, cấp bậc", "tên gọi; ông/bà; tên gọi (ông/bà/chức danh); danh xưng; ông bà; cấp bậc"),
    _field("name", "Tên người, tập thể", "họ và tên; họ tên; tên cá nhân; họ tên cá nhân; họ và tên cá nhân; tên tập thể; tên tập thể/cá nhân/hộ gia đình; tên tập thể, cá nhân; tên cá nhân, tập thể; tập thể, cá nhân; tập thể/cá nhân; cá nhân, tập thể; tên đơn vị/tập thể; tên đơn vị / tập thể; tên tập thể, đơn vị; tập thể; cá nhân; tên tác giả; tác giả; tên tác giả sáng kiến; người được khen; đối tượng được khen thưởng; tên hộ gia đình; chủ hộ; họ và tên chủ hộ; hộ gia đình; đơn vị được khen; họ tên người được khen thưởng; tên tổ chức, cá nhân; tên đối tượng"),
    _field("family_name", "Họ và tên đệm", "họ đệm; họ và tên đệm; họ và đệm; họ lót; họ và chữ đệm; họ"),
    _field("given_name", "Tên (cột riêng)", "tên"),
    _field("person", "Tên, chức vụ, đơn vị trong một ô", "họ và tên, chức vụ, đơn vị; họ tên, chức vụ, đơn vị công tác; họ và tên, chức vụ, đơn vị công tác; họ tên chức vụ; họ và tên, chức vụ; họ và tên - chức vụ - đơn vị; họ tên, chức danh, đơn vị"),
    _field("born", "Ngày sinh, năm sinh", "ngày sinh; năm sinh; sinh ngày; ngày tháng năm sinh; ngày, tháng, năm sinh; sinh năm; ntns; ns; ngày/tháng/năm sinh"),
    _field("born_male", "Năm sinh (cột nam)", "năm sinh nam; ngày sinh nam; ngày tháng năm sinh nam; tuổi nam"),
    _field("born_female", "Năm sinh (cột nữ)", "năm sinh nữ; ngày sinh nữ; ngày tháng năm sinh nữ; tuổi nữ"),
    _field("gender", "Giới tính", "giới tính; gt; nam/nữ; phái; giới"),
    _field("female", "Nữ (đánh dấu)", "nữ; là nữ; giới tính nữ"),
    _field("male", "Nam (đánh dấu)", "nam; giới tính nam"),
    _field("post", "Chức vụ", "chức vụ; chức danh; chức vụ, chức danh; chức vụ/chức danh; chức vụ công tác; nghề nghiệp; chức vụ hiện nay; chức danh nghề nghiệp; chức vụ khi được khen"),
    _field("post_unit", "Chức vụ và đơn vị trong một ô", "chức vụ, đơn vị; chức vụ, đơn vị công tác; chức vụ - đơn vị công tác; chức vụ và đơn vị; chức vụ, nơi công tác; chức vụ đơn vị; chức danh, đơn vị công tác; chức vụ, cơ quan công tác"),
    _field("unit", "Đơn vị", "đơn vị; đơn vị công tác; nơi công tác; cơ quan; cơ quan công tác; cơ quan, đơn vị; cơ quan/đơn vị; tên đơn vị; tên cơ quan; tên đơn vị/tập thể công tác; tên cơ quan làm việc; đơn vị quản lý; đơn vị chủ quản; trực thuộc; đơn vị trình; thuộc đơn vị; tên đơn vị công tác"),
    _field("part", "Phòng, ban, tổ trong đơn vị", "phòng ban; tên phòng ban/ khối, tổ công tác; phòng ban làm việc; phòng, ban; tổ công tác; khối, tổ; bộ phận; phòng/ban; khoa, phòng; tổ; khoa/phòng"),
    _field("place", "Địa chỉ, nơi ở", "địa chỉ; nơi ở; địa chỉ / nơi ở; chỗ ở; trú quán; nơi thường trú; nơi cư trú; địa chỉ thường trú; hộ khẩu; địa bàn; thường trú"),
    _field("hometown", "Quê quán", "quê quán; nguyên quán; quê"),
    _field("ethnicity", "Dân tộc", "dân tộc"),
    _field("citizen_number", "Số định danh, CMND, CCCD", "cccd; cmnd; số cccd; số cmnd; số định danh; số định danh cá nhân; căn cước; số căn cước; cmnd/cccd; số cmnd/cccd; chứng minh nhân dân; căn cước công dân; số cmtnd; cmtnd; số cmt; mã định danh"),
    _field("staff_code", "Mã cán bộ", "mã cán bộ; mã cb; mã số cán bộ; mã cbccvc; mã nhân viên; số hiệu công chức; mã nv; mã viên chức; số hiệu cán bộ; mã cbcc; số hiệu"),
    _field("holder_kind", "Cá nhân hay tập thể", "phân loại khen thưởng; loại đối tượng; loại; đối tượng; cá nhân/tập thể; tập thể hay cá nhân; loại hình đối tượng"),
    _field("variant", "Nhóm đối tượng", "phân loại đối tượng; mã phân loại cán bộ; mã phân loại tập thể; nhóm đối tượng; phân loại cán bộ; đối tượng khen thưởng"),
    _field("award", "Danh hiệu, hình thức khen", "danh hiệu; danh hiệu thi đua; hình thức khen thưởng; hình thức; danh hiệu thi đua/hình thức khen thưởng; danh hiệu, hình thức khen thưởng; hình thức khen; loại khen thưởng; hình thức và danh hiệu; khen thưởng; danh hiệu đạt được; mã hình thức khen thưởng; mã danh hiệu thi đua; mã danh hiệu thi đua (nếu có); danh hiệu được tặng; thành tích khen thưởng; htkt; dhtđ; danh hiệu/hình thức; đã khen; được tặng thưởng", repeats=True),
    _field("year", "Năm", "năm; năm khen thưởng; năm đạt; năm đạt danh hiệu; năm khen; năm tặng; năm công nhận; năm thành tích; năm học; năm được khen; giai đoạn; niên độ; năm xét"),
    _field("decision", "Số và ngày quyết định trong một ô", "quyết định; quyết định khen thưởng; số, ngày quyết định; số và ngày quyết định; qđ; số/ngày quyết định; quyết định số, ngày tháng năm; số quyết định, ngày tháng năm; căn cứ; số quyết định; quyết định số; số, ngày tháng năm quyết định; qđ khen thưởng; số qđ/ngày tháng; số quyết định và ngày tháng năm ký; văn bản; quyết định, ngày tháng năm"),
    _field("decision_number", "Số quyết định", "số qđ; qđ số; quyết định số; số văn bản; số quyết định; số hiệu quyết định; số ký hiệu; ký hiệu; quyết định khen thưởng số; số hiệu văn bản"),
    _field("decided", "Ngày quyết định", "ngày quyết định; ngày qđ; ngày ký; ngày ban hành; ngày tháng năm quyết định; quyết định ngày; quyết định ngày tháng năm; ngày tháng năm ký; ngày khen; ngày khen thưởng; ngày tháng; ngày, tháng, năm; quyết định khen thưởng ngày; ngày tháng quyết định; ngày công nhận; ngày công nhân; ngày tháng năm; ngày"),
    _field("decided_by", "Cơ quan, người quyết định", "cơ quan quyết định; cơ quan khen thưởng; người ký; cấp quyết định; đơn vị công nhận; cơ quan ban hành; người quyết định; cơ quan tặng; cơ quan ra quyết định; quyết định khen thưởng cơ quan; cơ quan khen; nơi công nhận; quyết định cơ quan"),
    _field("level", "Cấp khen", "cấp khen; cấp; cấp khen thưởng; cấp độ"),
    _field("type", "Loại hình khen", "loại hình; loại hình khen thưởng; loại hình khen; khen theo"),
    _field("reason", "Thành tích", "thành tích; nội dung; nội dung khen thưởng; lý do; lý do khen; lý do khen thưởng; tóm tắt thành tích; tóm tắt thành tích đạt được; thành tích đạt được; nội dung thành tích; nội dung khen; trích yếu; đã có thành tích"),
    _field("certificate_number", "Số sổ vàng, số bằng", "số sổ vàng; sổ vàng; số bằng; số vào sổ; vào sổ số; số sổ; số giấy chứng nhận; số hiệu bằng; sổ vàng số; số vào sổ vàng; số sổ khen thưởng"),
    _field("rating", "Xếp loại năm", "xếp loại; mức độ hoàn thành; mức độ hoàn thành nhiệm vụ; đánh giá; kết quả đánh giá; xếp loại chất lượng; đánh giá xếp loại; phân loại đánh giá; kết quả xếp loại; kết quả phân loại; xếp loại cán bộ"),
    _field("initiative", "Tên sáng kiến, đề tài", "tên sáng kiến; sáng kiến; tên đề tài; đề tài; tên sáng kiến, đề tài; tên đề tài, sáng kiến; sáng kiến kinh nghiệm; tên giải pháp; skkn; sáng kiến/đề tài; tên skkn"),
    _field("initiative_scope", "Phạm vi sáng kiến", "phạm vi; phạm vi ảnh hưởng; cấp công nhận; phạm vi áp dụng; cấp sáng kiến; hiệu quả áp dụng; phạm vi sáng kiến"),
    _field("initiative_decision", "Quyết định công nhận sáng kiến", "quyết định công nhận; số quyết định công nhận; quyết định công nhận sáng kiến; qđ công nhận sáng kiến; qđ công nhận; số qđ công nhận sáng kiến"),
    _field("note", "Ghi chú", "ghi chú; lưu ý; ghi chép; chú thích", repeats=True),
    _field("line_id", "Mã dòng của sổ", "mã dòng; mã dòng sổ; ma_dong"),
    _field("holder_id", "Mã người, tập thể trong sổ", "mã trong sổ; mã người, tập thể"),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
IGNORED = "ignore"
# "Năm" is a year, "Nam" a man: told apart by the marks only.
_MARKS_MATTER = frozenset({"nam", "nam hoc", "ho", "to", "cap", "quyet dinh nam"})


@dataclass(frozen=True, slots=True)
class Guess:
    use: str
    weight: float


@lru_cache(maxsize=5_000)
def guess_title(title: str) -> Guess | None:
    """The field a printed title names, and how surely: whole titles before parts of them."""
    plain, folded = _plain(title), name_key(title)
    best: Guess | None = None
    for field in FIELDS:
        for word in field.words:
            weight = _weight(_plain(word), name_key(word), plain, folded)
            if weight and (best is None or weight > best.weight):
                best = Guess(field.key, weight)
    return best


def _weight(word: str, word_key: str, plain: str, folded: str) -> float:
    has_marks = not plain.isascii()
    if word == plain:
        return 10 + len(word) / 100
    if word_key == folded and not (has_marks and word_key in _MARKS_MATTER):
        return 9 + len(word) / 100
    if len(word_key) < 4 or word_key in _MARKS_MATTER:
        return 0
    if f" {word_key} " in f" {folded} ":
        return 4 + 4 * len(word_key) / max(len(folded), 1)
    return 0


def _plain(text: str) -> str:
    letters = re.sub(r"[\W_]+", " ", modern_tones(text).lower())
    return " ".join(letters.split())
