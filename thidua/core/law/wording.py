"""The Vietnamese sentences of findings: facts used, what is missing, marks of the source."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from thidua.core.law.facts import (
    FOR_PEOPLE,
    MET,
    NOT_MET,
    UNKNOWN,
    Absence,
    Discipline,
    Finding,
    Initiative,
    Merit,
    PostHeld,
    Votes,
)
from thidua.core.law.model import FROM_MEMORY, PROVINCE, Award, Source
from thidua.core.text import format_date

if TYPE_CHECKING:
    from thidua.core.law.answers import Run
    from thidua.core.law.bench import Bench

NUMBER_NOT_READ = "Dữ liệu pháp luật chưa có con số của điều kiện này; cần đối chiếu văn bản gốc."
NO_RULE = "Chưa có quy định áp dụng cho đối tượng này vào ngày xét"
PARTLY_READ = "Quy định của giai đoạn này mới đọc được một phần"
PARTLY_READ_NEEDS = "Người có thẩm quyền xem xét theo văn bản gốc của giai đoạn."
NO_RULE_DATA = "Dữ liệu không có tiêu chuẩn chi tiết; người có thẩm quyền xem xét theo văn bản gốc."
AMENDMENT_NOT_READ = (
    "Chưa có văn bản sửa đổi trong dữ liệu; cần bổ sung và đối chiếu trước khi kết luận."
)
DISCIPLINED_IN_YEAR = "Năm {year} có kỷ luật: cần xem xét xếp loại năm đó có được tính hay không."
ABSENT_IN_YEAR = "Năm {year} có thời gian nghỉ được tính mà chưa có xếp loại: cần xem xét."
OLD_CHAIN = (
    "Chuỗi năm liên tục đã có nhưng kết thúc từ lâu; luật không nói chuỗi phải kết thúc khi nào."
)
YEARS_FOR_PEOPLE = "Có năm cần xem xét trong chuỗi năm liên tục."
STANDARD_REACHED = "Đạt tiêu chuẩn {award}"
ONLY_TIMES = "Chỉ được tặng {times} lần cho một người."
PROPOSED_TOO_LATE = "Phải trình chậm nhất {gap} năm sau năm có quyết định gần nhất."
NEEDS_DECISION_DAY = "Cần ngày của quyết định gần nhất."
INITIATIVE_USED = "Sáng kiến đã dùng làm căn cứ khen thưởng khác: cần xem xét có được dùng lại."
INITIATIVE_OLD = "Sáng kiến được công nhận từ trước; luật không giới hạn năm, cần xem xét."
SCOPE_UNCLEAR = "Phạm vi của sáng kiến chưa so sánh được với phạm vi luật yêu cầu."
NEEDS_OPEN_CASES = (
    "Cần xác nhận có hay không vụ việc đang xem xét, thanh tra, điều tra, khiếu nại, tố cáo."
)
NO_OPEN_CASE = "Không có vụ việc đang xem xét"
WAIT_FOR_CONCLUSION = "Chờ văn bản kết luận vụ việc rồi mới đề nghị."
NEEDS_DISCIPLINE = "Cần thông tin kỷ luật (hoặc xác nhận không bị kỷ luật)."
NO_DISCIPLINE_IN = "Không bị kỷ luật trong năm {year}"
DISCIPLINED = "Bị kỷ luật trong năm {year}."
NEEDS_AGE = "Cần từ {years} năm xây dựng, phát triển."
NEEDS_MONTHS = "Cần làm việc từ {months} tháng tính đến hết năm {year}."
NEEDS_GENDER = "Cần giới tính: nữ lãnh đạo, quản lý được giảm thời gian giữ chức vụ."
POST_NOT_LISTED = "Có chức vụ ngoài bảng thời gian đã đọc được: cần đối chiếu bảng tương đương."
DISCIPLINED_IN_POST = "Bị kỷ luật trong thời gian giữ chức vụ được tính cống hiến."
COUNTED_AFRESH = "Thành tích tính lại từ khi chấp hành xong kỷ luật"
ALREADY_HELD = "Đã được công nhận danh hiệu này cho năm {year}."
SAME_YEAR_OTHER_MERIT = (
    "Năm {year} đã có hình thức này: cần xem xét thành tích lần này là thành tích khác."
)
STATE_AWARD_SAME_YEAR = "Năm {year} đã có hình thức khen thưởng cấp Nhà nước: cần xem xét."
WORKER_OR_FARMER = "Điều kiện riêng cho công nhân hoặc cho nông dân: cần xác định đối tượng."
JUDGED = {
    MET: "Người có thẩm quyền đã xem xét: đạt",
    NOT_MET: "Người có thẩm quyền đã xem xét: không đạt",
}
NOT_CHECKED = {
    MET: "Quy định chưa đối chiếu văn bản gốc; theo dữ liệu hiện có thì đạt.",
    NOT_MET: "Quy định chưa đối chiếu văn bản gốc; theo dữ liệu hiện có thì chưa đạt.",
    UNKNOWN: "Quy định chưa đối chiếu văn bản gốc; còn thiếu dữ kiện.",
    FOR_PEOPLE: "Quy định chưa đối chiếu văn bản gốc; cần người xem xét.",
}
TEXT_NOT_OBTAINED = {
    MET: "Luật đã sửa đổi, chưa có văn bản; theo quy định trước sửa đổi thì đạt.",
    NOT_MET: "Luật đã sửa đổi, chưa có văn bản; theo quy định trước sửa đổi thì chưa đạt.",
    UNKNOWN: "Luật đã sửa đổi, chưa có văn bản; còn thiếu dữ kiện.",
    FOR_PEOPLE: "Luật đã sửa đổi, chưa có văn bản; cần người xem xét.",
}
MARKS = {
    "secondary": "theo văn bản dẫn lại",
    "repealed": "đọc ở văn bản đã được thay thế",
    "machine_translation": "đọc ở bản dịch máy",
    "draft": "đọc ở dự thảo",
    "partial": "mới đọc được một phần",
}


# Marks


def mark_of(source: Source) -> str:
    if source.status == FROM_MEMORY:
        return "chưa đối chiếu"
    if source.status == PROVINCE:
        return "quy định của tỉnh"
    return MARKS.get(source.text, "")


def reason(finding: Finding) -> str:
    text = finding.text.rstrip(".")
    return f"{text}: {finding.needs[0]}" if finding.needs else text


# Names


def award_name(bench: "Bench", key: str) -> str:
    award = bench.law.awards.get(key)
    return award.name_on(bench.case.day) if award else key


def award_names(bench: "Bench", keys: Iterable[str]) -> str:
    return " hoặc ".join(award_name(bench, key) for key in keys)


def named(bench: "Bench", kind: str, word: Any) -> str:
    return bench.words.name(kind, str(word))


def years_listed(years: Iterable[int]) -> str:
    """2019–2021, 2023"""
    parts: list[list[int]] = []
    for year in sorted(set(years)):
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)


# Facts


def awards_of(bench: "Bench", keys: Iterable[str]) -> tuple[str, ...]:
    """ "Chiến sĩ thi đua cơ sở: 2021–2023", one sentence for each award held."""
    held = bench.counted_awards or ()
    years = {key: [one.year for one in held if one.award == key] for key in keys}
    return tuple(
        f"{award_name(bench, key)}: {years_listed(found)}" for key, found in years.items() if found
    )


def dropped(bench: "Bench", awards: Iterable[Any]) -> tuple[str, ...]:
    return tuple(
        f"Không làm căn cứ: {award_name(bench, one.award)} năm {one.year} "
        f"({named(bench, 'commendation_types', one.type)})"
        for one in awards
    )


def ratings_of(bench: "Bench", years: Iterable[int]) -> tuple[str, ...]:
    wanted = set(years)
    by_word: dict[str, list[int]] = {}
    for one in bench.facts.ratings or ():
        if one.year in wanted:
            by_word.setdefault(one.rating, []).append(one.year)
    return tuple(
        f"{named(bench, 'ratings', word)}: {years_listed(found)}" for word, found in by_word.items()
    )


def initiatives_of(bench: "Bench", found: Iterable[Initiative]) -> tuple[str, ...]:
    return tuple(
        f"{named(bench, 'initiative_kinds', one.kind)} năm {one.year}, "
        f"phạm vi {named(bench, 'scopes', one.scope)}"
        for one in found
    )


def merits_of(bench: "Bench", found: Iterable[Merit]) -> tuple[str, ...]:
    return tuple(
        one.text or " ".join(
            part
            for part in (
                named(bench, "events", one.event),
                f"năm {one.year}" if one.year else "",
                f"({named(bench, 'scopes', one.scope)})" if one.scope else "",
            )
            if part
        )
        for one in found
    )  # fmt: skip


def posts_of(bench: "Bench", posts: Iterable[PostHeld]) -> tuple[str, ...]:
    return tuple(
        f"{named(bench, 'positions', one.position)}: từ {format_date(one.since)} đến "
        f"{format_date(one.until) if one.until else 'nay'}"
        for one in posts
    )


def disciplines_of(bench: "Bench", found: Iterable[Discipline]) -> tuple[str, ...]:
    return tuple(
        f"Kỷ luật {named(bench, 'severities', one.kind).lower()} từ {format_date(one.since)} đến "
        f"{format_date(one.until) if one.until else 'chưa hết'}"
        for one in found
    )


def absences_of(bench: "Bench", found: Iterable[Absence]) -> tuple[str, ...]:
    return tuple(
        f"{named(bench, 'absence_kinds', one.kind)} từ {format_date(one.since)} đến "
        f"{format_date(one.until)}: thời gian này được tính"
        for one in found
    )


def open_cases_of(bench: "Bench", kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(named(bench, "block_types", kind) for kind in kinds)


def members_counted(persons: int, total: int | None) -> str:
    return f"{persons} trên {total} người" if total else f"{persons} người"


def quota_counted(bench: "Bench", counted: int, award: str, base: int, of: str) -> str:
    return f"Đề nghị {counted} {award_name(bench, award)} trên {base} {award_name(bench, of)}"


def votes_counted(votes: Votes) -> str:
    return f"{votes.in_favour} phiếu đồng ý trên {votes.members} thành viên"


def founded_on(day: date) -> str:
    return f"Thành lập ngày {format_date(day)}"


def attested(bench: "Bench", topic: str) -> str:
    return f"Đã xác nhận: {named(bench, 'topics', topic)}"


def step_done(bench: "Bench", step: str) -> str:
    return f"Đã thực hiện: {named(bench, 'procedures', step)}"


# What is missing


def needs_rating(bench: "Bench", wanted: str, year: int) -> str:
    return f"Cần xếp loại năm {year} từ {named(bench, 'ratings', wanted)} trở lên."


def needs_rated_years(bench: "Bench", wanted: str, count: int, end: int) -> str:
    rating = named(bench, "ratings", wanted)
    return f"Cần {count} năm liên tục {rating} trở lên, đến năm {end}."


def needs_rated_count(bench: "Bench", wanted: str, count: int, run: "Run | None") -> str:
    within = f" trong các năm {run.first}–{run.last}" if run else " trong thời gian đó"
    return f"Cần {count} năm {named(bench, 'ratings', wanted)}{within}."


def needs_award(bench: "Bench", keys: Iterable[str]) -> str:
    return f"Cần đã được tặng {award_names(bench, keys)}."


def needs_awards(bench: "Bench", keys: Iterable[str], count: int, run: "Run | None" = None) -> str:
    within = f" trong các năm {run.first}–{run.last}" if run else ""
    return f"Cần {count} lần {award_names(bench, keys)}{within}."


def needs_award_chain(bench: "Bench", keys: Iterable[str], count: int) -> str:
    return f"Cần {count} lần liên tục {award_names(bench, keys)}."


def needs_award_in(bench: "Bench", keys: Iterable[str], year: int) -> str:
    return f"Cần đạt {award_names(bench, keys)} năm {year}."


def needs_initiatives(bench: "Bench", params: Mapping[str, Any], count: int) -> str:
    kinds = " hoặc ".join(
        named(bench, "initiative_kinds", kind).lower() for kind in params["kinds"]
    )
    many = "có" if count == 1 else str(count)
    return f"Cần {many} {kinds} được công nhận, phạm vi {named(bench, 'scopes', params['scope'])}."


def needs_members(bench: "Bench", params: Mapping[str, Any]) -> str:
    of = {
        "award": lambda: f"đạt {award_names(bench, params['any_of'])}",
        "task_rating": lambda: f"{named(bench, 'ratings', params['min_rating'])} trở lên",
        "discipline": lambda: (
            f"bị kỷ luật từ {named(bench, 'severities', params['min_severity'])} trở lên".lower()
        ),
    }[params["attribute"]]()
    if "max_count" in params:
        return f"Không quá {params['max_count']} cá nhân {of}."
    if "min_percent" in params:
        least = "Trên" if params.get("strict") else "Ít nhất"
        return f"{least} {params['min_percent']}% cá nhân {of}."
    return f"Ít nhất {params['min_count']} cá nhân {of}."


def needs_quota(bench: "Bench", params: Mapping[str, Any], counted: str) -> str:
    return (
        f"Số đề nghị {award_name(bench, counted)} không quá {params['max_percent']}% "
        f"số {award_name(bench, params['of'])} của đơn vị."
    )


def needs_lead(bench: "Bench", params: Mapping[str, Any]) -> str:
    scopes = params.get("scope") or ()
    scopes = (scopes,) if isinstance(scopes, str) else scopes
    return f"Cần dẫn đầu {' hoặc '.join(named(bench, 'scopes', one) for one in scopes)}."


def needs_merit(bench: "Bench", params: Mapping[str, Any]) -> str:
    event = named(bench, "events", params["event"])
    return f"Người có thẩm quyền xem xét thành tích: {event}."


def needs_attestation(bench: "Bench", topic: str, judge: str | None) -> str:
    who = named(bench, "authorities", judge) if judge else "Cấp có thẩm quyền"
    return f"{who} xác nhận: {named(bench, 'topics', topic)}."


def needs_step(bench: "Bench", step: str, working_days: int | None) -> str:
    days = f" ({working_days} ngày làm việc)" if working_days else ""
    return f"Cần thực hiện: {named(bench, 'procedures', step)}{days}."


def needs_tenure(bench: "Bench", table: Iterable[Mapping[str, Any]]) -> str:
    rows = "; ".join(
        f"{named(bench, 'positions', row['position'])} từ {row['min_years']} năm" for row in table
    )
    return f"Cần đủ thời gian giữ chức vụ: {rows}."


def needs_contribution(years: int | None) -> str:
    least = f"từ {years} năm trở lên" if years else "theo quy định"
    return f"Người có thẩm quyền xem xét quá trình đóng góp {least}."


def needs_votes(bench: "Bench", percent: Any) -> str:
    return f"Cần từ {percent}% phiếu đồng ý trên tổng số thành viên Hội đồng."


def wrong_subject(bench: "Bench", award: Award) -> str:
    kind = named(bench, "subject_kinds", bench.case.subject.kind)
    return f"{award.name} không dành cho đối tượng là {kind.lower()}"


def part_text(type_: str, params: Mapping[str, Any]) -> str:
    return PART_NAMES.get(type_, type_)


PART_NAMES = {
    "prior_award": "Danh hiệu, hình thức đã có",
    "task_rating": "Xếp loại thực hiện nhiệm vụ",
    "initiative_recognised": "Sáng kiến, đề tài được công nhận",
    "organisation_age": "Thời gian xây dựng, phát triển",
    "attestation": "Xác nhận của cấp có thẩm quyền",
    "merit": "Thành tích",
    "composite": "Điều kiện kết hợp",
    "tenure_years": "Thời gian giữ chức vụ",
}
