"""What each kind of condition is made of, in words a jurist fills in: one field for one parameter.

The names are those of docs/phap-luat.md; a test holds them equal to what the reader accepts.
"""

from dataclasses import dataclass
from typing import Any

# How a parameter is filled in.
WORD, WORDS = "word", "words"  # one or several words of a list of the vocabulary
AWARD, AWARDS = "award", "awards"
NUMBER, FLAG, FACTOR = "number", "flag", "factor"
POSTS, PARTS = "posts", "parts"


@dataclass(frozen=True, slots=True)
class Param:
    """`words` names the list of the vocabulary; `value` is what a ticked box stands for.

    `kept` says that the parameter is written down even when it is not known (null).
    """

    name: str
    label: str
    shape: str
    words: str = ""
    unit: str = ""
    hint: str = ""
    required: bool = False
    kept: bool = False
    single: bool = False  # one word alone is written as a word, not as a list
    value: Any = True
    choices: tuple[tuple[str, str], ...] = ()


UNKNOWN_NUMBER = "Để trống khi văn bản đọc được chưa có con số."


def number(name: str, label: str, unit: str, hint: str = "", kept: bool = False) -> Param:
    return Param(
        name, label, NUMBER, unit=unit, hint=hint or (UNKNOWN_NUMBER if kept else ""), kept=kept
    )


def word(name: str, label: str, words: str, required: bool = False, kept: bool = False) -> Param:
    return Param(name, label, WORD, words=words, required=required, kept=kept)


def words(name: str, label: str, kind: str, required: bool = False, single: bool = False) -> Param:
    return Param(name, label, WORDS, words=kind, required=required, single=single)


def flag(name: str, label: str, value: Any = True) -> Param:
    return Param(name, label, FLAG, value=value)


SCOPE = word("scope", "Phạm vi", "scopes", kept=False)
ORGANISERS = words("organiser", "Cấp tổ chức, phát động", "organisers", single=True)
MOVEMENT_YEARS = number("min_movement_years", "Phong trào kéo dài ít nhất", "năm")
OCCASION = word("occasion", "Dịp", "occasions")
SAME_PERIOD = flag("within_same_period", "Tính trong chính thời gian liên tục nói trên")
SAME_YEAR = flag("same_year", "Phải trong chính năm xét")
JUDGED_BY = word("judged_by", "Người, cơ quan xác nhận", "authorities")
ATTRIBUTES = (
    ("award", "danh hiệu của thành viên"),
    ("task_rating", "xếp loại của thành viên"),
    ("discipline", "kỷ luật của thành viên"),
)

PARAMS: dict[str, tuple[Param, ...]] = {
    "task_rating": (
        word("min_rating", "Xếp loại thấp nhất", "ratings", kept=True),
        number("min_years", "Số năm ít nhất", "năm", "Để trống: 01 năm."),
        flag("period", "Của chính năm xét", "award_year"),
        flag("consecutive", "Các năm liên tục"),
        flag("until", "Liên tục đến thời điểm đề nghị", "proposal_date"),
        Param("after_award", "Tính từ sau khi được", AWARDS, single=True),
        SAME_PERIOD,
    ),
    "prior_award": (
        Param("any_of", "Đã được một trong các danh hiệu, hình thức", AWARDS, required=True),
        number("min_count", "Số lần ít nhất", "lần", kept=True),
        flag("consecutive", "Các năm liên tục"),
        SAME_YEAR,
        flag("standard_suffices", "Đạt tiêu chuẩn là đủ, chưa cần quyết định"),
        SAME_PERIOD,
    ),
    "initiative_recognised": (
        words("kinds", "Loại", "initiative_kinds", required=True),
        number("min_count", "Số lần ít nhất", "lần", kept=True),
        word("scope", "Phạm vi ảnh hưởng ít nhất", "scopes", kept=True),
        SAME_YEAR,
        SAME_PERIOD,
    ),
    "member_ratio": (
        Param("attribute", "Tính theo", WORD, required=True, choices=ATTRIBUTES),
        Param("any_of", "Danh hiệu, khi tính theo danh hiệu", AWARDS),
        word("min_rating", "Xếp loại thấp nhất, khi tính theo xếp loại", "ratings"),
        word("min_severity", "Kỷ luật từ mức, khi tính theo kỷ luật", "severities"),
        number("min_percent", "Tỷ lệ ít nhất", "%"),
        flag("strict", "Phải vượt tỷ lệ, đúng bằng thì chưa đủ"),
        number("min_count", "Số người ít nhất", "người"),
        number("max_count", "Số người nhiều nhất", "người"),
    ),
    "ratio_cap": (
        number("max_percent", "Tỷ lệ nhiều nhất", "%", kept=True),
        Param("of", "Trên tổng số đạt", AWARD, required=True),
        Param("counted", "Đếm số đạt", AWARD, hint="Để trống: chính danh hiệu đang xét."),
    ),
    "rank_first": (
        words("scope", "Dẫn đầu", "scopes", required=True, single=True),
        ORGANISERS,
        flag("period", "Của chính năm xét", "year"),
        MOVEMENT_YEARS,
        OCCASION,
        flag("selected_among_leaders", "Được chọn trong số đơn vị dẫn đầu"),
    ),
    "merit": (
        word("event", "Thành tích", "events", required=True),
        SCOPE,
        ORGANISERS,
        word("recognised_by", "Cấp công nhận", "organisers"),
        MOVEMENT_YEARS,
        OCCASION,
        number("min_years", "Ổn định ít nhất", "năm"),
    ),
    "attestation": (words("topics", "Nội dung xác nhận", "topics", required=True), JUDGED_BY),
    "tenure_years": (
        Param("any_of", "Chức vụ và thời gian giữ", POSTS),
        Param("woman_leader_factor", "Hệ số thời gian của nữ lãnh đạo", FACTOR, hint="ví dụ 2/3"),
        Param(
            "list_complete", "Bảng chức vụ mới đọc được một phần", FLAG, value=False,
            hint="Chức vụ ngoài bảng là chưa rõ, không phải không đạt.",
        ),
        number("contribution_years", "Hoặc số năm công tác, đóng góp", "năm"),
        flag("nominated_by_collective", "Do tập thể đề cử"),
    ),
    "organisation_age": (number("min_years", "Số năm xây dựng, phát triển", "năm", kept=True),),
    "min_interval": (number("max_times", "Số lần nhiều nhất cho một người", "lần", kept=True),),
    "vote_threshold": (
        number("min_percent", "Tỷ lệ phiếu ít nhất", "%", kept=True),
        word("council", "Hội đồng", "councils", required=True),
        flag("base", "Tính trên tổng số thành viên Hội đồng", "all_members"),
        flag("absent", "Người vắng mặt lấy ý kiến bằng văn bản", "written_opinion"),
        flag("secret", "Bỏ phiếu kín"),
        Param("awards", "Chỉ cho các danh hiệu", AWARDS, hint="Chỉ dùng ở quy định chung."),
    ),
    "no_open_case": (words("block_types", "Loại vụ việc", "block_types", required=True),),
    "no_discipline": (
        word("min_severity", "Kỷ luật từ mức", "severities", required=True),
        flag("window", "Trong chính năm xét", "award_year"),
    ),
    "timing_adjacent": (
        Param("after", "Sau khi được", AWARD, required=True),
        number("count", "Lần thứ", "lần", kept=True),
        flag("counted_from", "Tính từ năm có quyết định", "decision_year"),
        number("max_gap_years", "Cách nhiều nhất", "năm", kept=True),
    ),
    "procedure": (
        word("procedure", "Thủ tục", "procedures", required=True),
        number("working_days", "Thời gian", "ngày làm việc"),
        JUDGED_BY,
    ),
    "composite": (Param("all", "Các phần", PARTS),),
    "same_as": (Param("award", "Như tiêu chuẩn của", AWARD, required=True), JUDGED_BY),
    "manual_review": (word("reason", "Vì sao người xem xét", "review_reasons", required=True),),
    "excluded_basis": (
        words("types", "Không tính khen thưởng loại", "commendation_types", required=True),
        words("levels", "Khi xét cấp", "levels", required=True),
    ),
    "discipline_restart": (),
    "counted_absence": (
        words("kinds", "Thời gian nghỉ được tính", "absence_kinds", required=True),
        Param("awards", "Chỉ cho các danh hiệu", AWARDS, hint="Không chọn: mọi danh hiệu, hình thức."),
    ),
    "min_service": (
        number("min_months", "Số tháng làm việc trong năm ít nhất", "tháng", kept=True),
        Param("awards", "Chỉ cho các danh hiệu", AWARDS, required=True),
    ),
    "one_merit_one_award": (),
    "initiative_single_use": (),
    "tenure_blocked_by_discipline": (),
    "carry_down": (),
    "max_per_year": (
        word("level", "Cấp khen", "levels", required=True),
        word("kind", "Loại", "award_kinds", required=True),
        number("max", "Số lần nhiều nhất trong năm", "lần", kept=True),
        words("except_types", "Không tính loại hình", "commendation_types"),
    ),
    "policy": (word("rule", "Nguyên tắc", "policies", required=True),),
}  # fmt: skip

TYPES: dict[str, str] = {
    "task_rating": "Mức hoàn thành nhiệm vụ",
    "prior_award": "Danh hiệu, hình thức đã có",
    "initiative_recognised": "Sáng kiến, đề tài được công nhận",
    "member_ratio": "Tỷ lệ, số người trong tập thể",
    "ratio_cap": "Tỷ lệ khống chế trên danh sách",
    "rank_first": "Dẫn đầu cụm, khối, phong trào",
    "merit": "Thành tích do người xem xét",
    "attestation": "Xác nhận của người có thẩm quyền",
    "tenure_years": "Thời gian giữ chức vụ, cống hiến",
    "organisation_age": "Số năm xây dựng, phát triển",
    "min_interval": "Số lần được tặng",
    "vote_threshold": "Tỷ lệ phiếu của Hội đồng",
    "no_open_case": "Không có vụ việc đang xem xét",
    "no_discipline": "Không bị kỷ luật",
    "timing_adjacent": "Đề nghị ngay sau danh hiệu trước",
    "procedure": "Thủ tục phải làm",
    "composite": "Nhiều điều kiện cùng lúc",
    "same_as": "Như tiêu chuẩn danh hiệu khác",
    "manual_review": "Người xem xét theo văn bản gốc",
    "excluded_basis": "Khen thưởng không làm căn cứ",
    "discipline_restart": "Tính lại sau kỷ luật",
    "counted_absence": "Thời gian nghỉ được tính",
    "min_service": "Thời gian làm việc trong năm",
    "one_merit_one_award": "Một thành tích một hình thức",
    "initiative_single_use": "Sáng kiến dùng một lần",
    "tenure_blocked_by_discipline": "Kỷ luật khi giữ chức vụ",
    "carry_down": "Cộng thời gian chức vụ cao",
    "max_per_year": "Số hình thức trong một năm",
    "policy": "Nguyên tắc, ưu tiên",
}
# Rules beside the conditions of every award; they belong to no award.
GENERAL_ONLY = frozenset(
    {
        "excluded_basis", "discipline_restart", "counted_absence", "min_service", "one_merit_one_award",
        "initiative_single_use", "tenure_blocked_by_discipline", "carry_down", "max_per_year",
        "policy",
    }
)  # fmt: skip
# What may stand inside a condition of several parts.
INSIDE = ("task_rating", "prior_award", "initiative_recognised", "rank_first", "organisation_age",
          "attestation", "merit", "member_ratio", "no_discipline", "tenure_years")  # fmt: skip
