"""States and kinds of inspections, with the words shown on screen (workflows: (j))."""

from django.db.models import TextChoices


class PlanState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã trình"
    ISSUED = "issued", "Đã ban hành"
    CLOSED = "closed", "Đã kết thúc"
    DISCARDED = "discarded", "Đã bỏ"


class VisitState(TextChoices):
    PLANNED = "planned", "Dự kiến"
    NOTIFIED = "notified", "Đã thông báo"
    SELF_CHECKED = "self_checked", "Đã tự kiểm tra"
    VISITED = "visited", "Đã kiểm tra"
    CONCLUDED = "concluded", "Đã kết luận"
    FOLLOW_UP = "follow_up", "Đang khắc phục"
    CLOSED = "closed", "Đã hoàn thành"
    CANCELLED = "cancelled", "Không tiến hành"


# Told to the unit and not called off: from here on the unit sees its own visit.
KNOWN_TO_UNIT = (
    VisitState.NOTIFIED,
    VisitState.SELF_CHECKED,
    VisitState.VISITED,
    VisitState.CONCLUDED,
    VisitState.FOLLOW_UP,
    VisitState.CLOSED,
)
BEFORE_VISIT = (VisitState.PLANNED, VisitState.NOTIFIED, VisitState.SELF_CHECKED)
# Something was found out about the unit: such a visit counts as an inspection made.
MADE = (VisitState.VISITED, VisitState.CONCLUDED, VisitState.FOLLOW_UP, VisitState.CLOSED)
ENDED = (VisitState.CLOSED, VisitState.CANCELLED)
OVERDUE = "Quá hạn"  # shown in place of "Đang khắc phục" from the day after a duty's due day


class VisitForm(TextChoices):
    ON_SITE = "on_site", "Kiểm tra tại chỗ"
    SELF_CHECK = "self_check", "Tự kiểm tra, gửi báo cáo"
    CROSS = "cross", "Kiểm tra chéo trong khối"


class Choice(TextChoices):
    """What people decided about a unit that the machine puts before them."""

    OPEN = "open", "Chưa chọn"
    CHOSEN = "chosen", "Đưa vào kế hoạch"
    LEFT_OUT = "left_out", "Không đưa vào"


class TeamRole(TextChoices):
    HEAD = "head", "Trưởng đoàn"
    DEPUTY = "deputy", "Phó trưởng đoàn"
    MEMBER = "member", "Thành viên"
    SECRETARY = "secretary", "Thư ký đoàn"


class SelfCheckState(TextChoices):
    DRAFT = "draft", "Đang tự kiểm tra"
    SUBMITTED = "submitted", "Đã trình"
    SENT = "sent", "Đã gửi"


class Verdict(TextChoices):
    MET = "met", "Đạt"
    PARTLY = "partly", "Đạt một phần"
    NOT_MET = "not_met", "Chưa đạt"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"


class FindingKind(TextChoices):
    STRENGTH = "strength", "Ưu điểm"
    SHORTCOMING = "shortcoming", "Hạn chế"
    VIOLATION = "violation", "Vi phạm"
    PROPOSAL = "proposal", "Kiến nghị của đơn vị"


FAULTS = (FindingKind.SHORTCOMING, FindingKind.VIOLATION)


class Severity(TextChoices):
    NONE = "", "Không xếp mức"
    LIGHT = "light", "Nhẹ"
    NOTABLE = "notable", "Đáng kể"
    SERIOUS = "serious", "Nghiêm trọng"


class MinutesState(TextChoices):
    DRAFT = "draft", "Đang lập"
    SENT = "sent", "Chờ đơn vị ký"
    AGREED = "agreed", "Đã thống nhất"


class FollowUpState(TextChoices):
    OPEN = "open", "Chưa khắc phục"
    PROVED = "proved", "Chờ xác nhận"
    RETURNED = "returned", "Trả lại"
    ACCEPTED = "accepted", "Đã khắc phục"


OWED = (FollowUpState.OPEN, FollowUpState.RETURNED)
