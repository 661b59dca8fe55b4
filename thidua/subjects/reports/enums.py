"""States and kinds of reports, with the words shown on screen (workflows: (k))."""

from django.db.models import TextChoices


class CampaignKind(TextChoices):
    INTERIM = "interim", "Sơ kết"
    FINAL = "final", "Tổng kết"
    OTHER = "other", "Báo cáo chuyên đề, đột xuất"


class CampaignState(TextChoices):
    DRAFT = "draft", "Đang chuẩn bị"
    OPEN = "open", "Đang nhận báo cáo"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class HeadingKind(TextChoices):
    WORDS = "words", "Lời văn"
    FIGURES = "figures", "Số liệu"
    TABLE = "table", "Bảng"


class ReportState(TextChoices):
    OWED = "owed", "Chưa báo cáo"
    DRAFT = "draft", "Đang soạn"
    SIGNING = "signing", "Đang trình ký"
    SENT = "sent", "Đã gửi"
    ACCEPTED = "accepted", "Đã ghi nhận"
    RETURNED = "returned", "Trả lại"
    EXEMPT = "exempt", "Không áp dụng"


# In the unit's hands: what it may still write in.
OPEN_STATES = (ReportState.OWED, ReportState.DRAFT, ReportState.RETURNED)
NOT_RECEIVED = (*OPEN_STATES, ReportState.SIGNING)
RECEIVED = (ReportState.SENT, ReportState.ACCEPTED)


class ReturnReason(TextChoices):
    FIGURES = "figures", "Số liệu sai hoặc không khớp"
    MISSING = "missing", "Thiếu nội dung theo đề cương"
    GENERAL = "general", "Nội dung chung chung, không có kết quả cụ thể"
    FORM = "form", "Sai thể thức, chưa ký"
    OTHER = "other", "Lý do khác"


class ConsolidatedState(TextChoices):
    DRAFT = "draft", "Đang tổng hợp"
    FROZEN = "frozen", "Đã chốt số liệu"
    ISSUED = "issued", "Đã ban hành"
    CORRECTED = "corrected", "Đã đính chính"


PUBLISHED = (ConsolidatedState.ISSUED, ConsolidatedState.CORRECTED)


class PartKind(TextChoices):
    """What a part of the consolidated report is made of."""

    WORDS = "words", "Lời văn"
    FIGURES = "figures", "Bảng số liệu"
    TARGETS = "targets", "Bảng chỉ tiêu"
    UNITS = "units", "Bảng theo đơn vị"
    PROGRESS = "progress", "Biểu đồ kết quả theo loại đơn vị"
    TIMELINESS = "timeliness", "Biểu đồ tiến độ nộp báo cáo"
